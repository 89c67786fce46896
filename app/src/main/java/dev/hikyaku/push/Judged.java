package dev.hikyaku.push;

import dev.hikyaku.gateway.Probe;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.ledger.delivery.Decision;
import dev.hikyaku.metrics.Metric;
import dev.hikyaku.metrics.Reason;
import java.util.List;

/// A page that was looked at: what the ledger has to write, and what then goes to the wire.
public record Judged(Decision decision, List<Parcel> parcels) {
    /// What a provider may be asked about beforehand.
    List<Probe.Asked> asked() {
        return parcels.stream()
                .map(one -> new Probe.Asked(one.notification(), one.address()))
                .toList();
    }

    /// Tells of what ended without being sent.
    Decision.Decided told(CampaignWork work, Decision.Decided decided) {
        if (decided.state() == State.RUNNING) {
            var campaign = work.campaign().name();
            decision.dropped().forEach(one -> Metric.DELIVERY.add(1, campaign, one.outcome(), Reason.of(one.code())));
            Metric.DELIVERY.add(decided.capped(), campaign, "suppressed", Reason.OTHER.word());
        }
        return decided;
    }
}
