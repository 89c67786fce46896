package dev.hikyaku.run.alert;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.manifest.alert.Alerts;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.run.alert.Cause.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// What may be wrong with campaigns: the newest run of each against the usual ones.
final class CampaignCauses {
    private static final Duration NEW = Duration.ofHours(24);
    private static final int USUAL = 11;
    private static final int LEAST_RUNS = 3;
    private static final int LEAST_DEAD = 20;

    private final Ledger ledger;
    private final List<Campaign> campaigns;
    private final Alerts.Rule rule;
    private final InstantSource clock;

    CampaignCauses(Ledger ledger, List<Campaign> campaigns, Alerts.Rule rule, InstantSource clock) {
        this.ledger = ledger;
        this.campaigns = List.copyOf(campaigns);
        this.rule = rule;
        this.clock = clock;
    }

    List<Cause> now() {
        var causes = new ArrayList<Cause>();
        for (var campaign : campaigns) {
            ledger.deliveries().runs().newest(campaign.name(), 1).stream()
                    .filter(run -> run.startedAt().isAfter(clock.instant().minus(NEW)))
                    .filter(CampaignRun::audienceDone)
                    .forEach(run -> {
                        audience(run, causes);
                        devices(run, causes);
                    });
        }
        return causes;
    }

    private void audience(CampaignRun run, List<Cause> causes) {
        var usual = ledger.deliveries().runs().usual(run.campaign(), USUAL).stream()
                .skip(run.state() == CampaignRun.State.FINISHED ? 1 : 0)
                .sorted()
                .toList();
        if (usual.size() < LEAST_RUNS) {
            return;
        }
        var median = usual.get(usual.size() / 2);
        var now = run.counted().recipients();
        if (now > median * rule.deviation() || now * rule.deviation() < median) {
            causes.add(new Cause(
                    Kind.AUDIENCE,
                    run.campaign(),
                    run.key(),
                    List.of(run.campaign(), String.valueOf(now), String.valueOf(median), run.key()),
                    run.startedAt(),
                    rule));
        }
    }

    private void devices(CampaignRun run, List<Cause> causes) {
        var reasons = ledger.deliveries().books().reasons(run);
        var dead = reasons.stream()
                .filter(reason -> reason.outcome().equals("rejected") || "device_gone".equals(reason.code()))
                .mapToLong(reason -> reason.count())
                .sum();
        var owed = ledger.deliveries().books().of(run).owed();
        if (dead >= LEAST_DEAD && dead > owed * rule.deadDevices()) {
            causes.add(new Cause(
                    Kind.DEVICES,
                    run.campaign(),
                    run.key(),
                    List.of(
                            run.campaign(),
                            String.valueOf(dead),
                            String.valueOf(owed),
                            SyncCauses.percent((double) dead / owed),
                            run.key()),
                    run.startedAt(),
                    rule));
        }
    }
}
