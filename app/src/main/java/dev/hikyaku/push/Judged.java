package dev.hikyaku.push;

import dev.hikyaku.ledger.delivery.Decision;
import java.util.List;

/// A page that was looked at: what the ledger has to write, and what then goes to the wire.
public record Judged(Decision decision, List<Parcel> parcels) {}
