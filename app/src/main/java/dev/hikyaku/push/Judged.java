package dev.hikyaku.push;

import dev.hikyaku.gateway.Probe;
import dev.hikyaku.ledger.delivery.Decision;
import java.util.List;

/// A page that was looked at: what the ledger has to write, and what then goes to the wire.
public record Judged(Decision decision, List<Parcel> parcels) {
    /// What a provider may be asked about beforehand.
    List<Probe.Asked> asked() {
        return parcels.stream()
                .map(one -> new Probe.Asked(one.notification(), one.address()))
                .toList();
    }
}
