package dev.hikyaku.dashboard.rest;

import dev.hikyaku.ledger.view.Bounded;
import dev.hikyaku.ledger.view.Syncs;
import dev.hikyaku.run.schedule.Timetable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Is all well? Syncs and campaigns as they stand, with an ETag each, so that asking again costs little.
@RestController
@RequestMapping("/api/v1")
final class OverviewApi {
    private final Desk desk;

    OverviewApi(Desk desk) {
        this.desk = desk;
    }

    /// All syncs and campaigns.
    record Summary(List<SyncNow> syncs, List<CampaignNow> campaigns) {}

    /// A sync as it stands; see [Syncs.Now].
    record SyncNow(
            String sync,
            String state,
            Syncs.@Nullable Cause cause,
            Bounded waiting,
            @Nullable Instant oldest,
            List<Syncs.Why> whyWaiting,
            long inFlight,
            @Nullable Instant lastAccepted,
            Syncs.Lately lately,
            Lines.@Nullable Run lastRun) {
        static SyncNow of(Syncs.Now now) {
            var run = now.lastRun();
            return new SyncNow(
                    now.sync(),
                    now.state().word(),
                    now.cause(),
                    now.waiting(),
                    now.oldest(),
                    now.whyWaiting(),
                    now.inFlight(),
                    now.lastAccepted(),
                    now.lately(),
                    run == null ? null : Lines.Run.of(run));
        }
    }

    /// A campaign with its next start by its schedule.
    record CampaignNow(
            String campaign,
            @Nullable String held,
            @Nullable Instant next,
            Lines.@Nullable Funnel newest) {}

    @GetMapping("/summary")
    ResponseEntity<byte[]> summary() {
        return Answers.one(new Summary(syncs(desk.syncs()), campaigns(desk.campaigns())));
    }

    @GetMapping("/syncs")
    ResponseEntity<byte[]> syncs() {
        return Answers.one(syncs(desk.syncs()));
    }

    @GetMapping("/syncs/{sync}")
    ResponseEntity<byte[]> sync(@PathVariable String sync) {
        return Answers.one(syncs(List.of(desk.sync(sync))).getFirst());
    }

    private List<SyncNow> syncs(List<String> names) {
        return desk.view().syncs().now(names).stream().map(SyncNow::of).toList();
    }

    @GetMapping("/campaigns")
    ResponseEntity<byte[]> campaigns() {
        return Answers.one(campaigns(desk.campaigns()));
    }

    @GetMapping("/campaigns/{campaign}")
    ResponseEntity<byte[]> campaign(@PathVariable String campaign) {
        return Answers.one(campaigns(List.of(desk.campaign(campaign))).getFirst());
    }

    private List<CampaignNow> campaigns(List<String> names) {
        var next = next();
        return desk.view().campaigns().now(names).stream()
                .map(now -> new CampaignNow(
                        now.campaign(),
                        now.held(),
                        next.get(now.campaign()),
                        now.newest() == null ? null : Lines.Funnel.of(now.newest())))
                .toList();
    }

    private Map<String, Instant> next() {
        var campaigns = Timetable.of(desk.project().manifest()).stream()
                .filter(entry -> entry.kind().equals("campaign"))
                .toList();
        return Timetable.read(null, campaigns, Instant.now(), 1).stream()
                .filter(line -> !line.next().isEmpty())
                .collect(Collectors.toMap(
                        Timetable.Line::name, line -> line.next().getFirst()));
    }
}
