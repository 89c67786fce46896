package dev.hikyaku.run.schedule;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.manifest.campaign.Cron;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Runner;
import dev.hikyaku.run.Settings;
import dev.hikyaku.run.Stop;
import dev.hikyaku.run.campaign.CampaignReport;
import dev.hikyaku.run.campaign.CampaignRunner;
import dev.hikyaku.run.campaign.Launch;
import dev.hikyaku.run.process.Premises;
import dev.hikyaku.run.schedule.Clockwork.Looked;
import dev.hikyaku.run.schedule.Timetable.Entry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Runs what is due of a project inside its service, or tells of what nobody came for, as the settings say.
public final class Launches implements Clockwork.Launcher {
    private final Project project;
    private final Ledger ledger;
    private final SyncLaunch syncs;
    private final Launch campaigns;

    /// Inside the service that opened the ledger.
    public Launches(Project project, Ledger ledger, Stop stop, InstantSource clock) {
        this.project = project;
        this.ledger = ledger;
        var premises = Premises.shared(project, ledger, stop);
        syncs = new SyncLaunch(premises, clock, key -> new Runner.Options(key, null, (_, _, _, _) -> {}));
        campaigns = new Launch(premises, clock, key -> CampaignRunner.Options.declared(key, (_, _, _, _) -> {}));
    }

    @Override
    public Looked look(Entry entry, Instant now) {
        if (project.settings().schedules() == Settings.Schedules.WATCH) {
            var missed = new Watch(ledger, project.settings().missedAfter()).look(entry, now);
            return new Looked(
                    missed, null, 0, List.of(), Cron.of(entry.schedule()).next(now));
        }
        if (entry.kind().equals("sync")) {
            var launched = syncs.due(project.manifest().sync(entry.name()).orElseThrow(), now);
            var report = launched.report();
            return new Looked(
                    launched.missed(),
                    launched.start(),
                    launched.exitCode(),
                    report == null ? List.of() : report.problems(),
                    launched.next());
        }
        return look(project.manifest().campaign(entry.name()).orElseThrow());
    }

    private Looked look(Campaign campaign) {
        var launched = campaigns.due(campaign);
        launched.missed().forEach(start -> note(campaign, start));
        var problems = launched.reports().stream()
                .map(CampaignReport::problems)
                .flatMap(List::stream)
                .toList();
        return new Looked(launched.missed(), launched.start(), launched.exitCode(), problems, launched.next());
    }

    private void note(Campaign campaign, Instant start) {
        ledger.story().note(campaign.name(), Alarms.MISSED, "the run of " + start + " never came");
    }
}
