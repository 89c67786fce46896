package dev.hikyaku.cli.campaign;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.Trouble;
import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.cli.print.Times;
import dev.hikyaku.cli.progress.Progress;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.campaign.CampaignReport;
import dev.hikyaku.run.campaign.CampaignRunner;
import dev.hikyaku.run.campaign.Launch;
import dev.hikyaku.run.campaign.Launched;
import dev.hikyaku.run.part.Sharing;
import dev.hikyaku.run.part.WorkSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `hikyaku run CAMPAIGN`: by hand, for a scheduled instant, or by the schedule.
public final class CampaignStart {
    /// A scheduler's clock may be ahead of ours.
    private static final Duration AHEAD = Duration.ofMinutes(5);

    @Option(
            names = {"--at", "--at-instant"},
            paramLabel = "INSTANT",
            descriptionKey = "at")
    private @Nullable String at;

    @Option(names = "--due", descriptionKey = "due")
    private boolean due;

    @Option(names = "--workers", descriptionKey = "workers")
    private boolean workers;

    /// Whether others are to help, wherever the work is.
    public boolean isShared() {
        return workers;
    }

    /// Whether a start by the clock is wanted.
    public boolean isByClock() {
        return due || at != null;
    }

    /// The instant it was planned for; null when what is due is wanted.
    public @Nullable Instant planned(RootVerb root) {
        return due ? null : instant(root);
    }

    /// Runs.
    ///
    /// @param key of a run by hand
    /// @return exit code
    public int run(RootVerb root, Project project, Campaign campaign, String key) {
        var screen = root.screen();
        if (workers) {
            Sharing.needed(project, WorkSettings.load());
        }
        if (!isByClock()) {
            CampaignReport report;
            try (var progress = Progress.on(screen)) {
                report = new CampaignRunner(project, CampaignRunner.Options.declared(key, progress::at)).run(campaign);
            }
            new CampaignPage(screen).print(report);
            return report.exitCode();
        }
        var start = planned(root);
        if (due && campaign.schedule() == null) {
            throw new Trouble.NotFound(root.words().say("campaign.noSchedule", campaign.name()));
        }
        Launched launched;
        try (var progress = Progress.on(screen)) {
            var launch = new Launch(
                    project, InstantSource.system(), one -> CampaignRunner.Options.declared(one, progress::at));
            launched = start == null ? launch.due(campaign) : launch.at(campaign, start);
        }
        print(screen, launched);
        return launched.exitCode();
    }

    private Instant instant(RootVerb root) {
        try {
            var instant = OffsetDateTime.parse(String.valueOf(at)).toInstant();
            if (instant.isAfter(Instant.now().plus(AHEAD))) {
                throw new Trouble.NotFound(root.words().say("campaign.inFuture", instant.toString()));
            }
            return instant;
        } catch (DateTimeParseException unread) {
            throw new Trouble.NotFound(root.words().say("campaign.noInstant", String.valueOf(at)));
        }
    }

    private static void print(Screen screen, Launched launched) {
        if (screen.manner().json()) {
            screen.json(launched);
            return;
        }
        launched.missed()
                .forEach(start -> screen.line(screen.styled(Style.WAIT, "– ")
                        + screen.say("campaign.missed", launched.campaign(), start.toString())));
        if (launched.late()) {
            screen.line(screen.say("campaign.isLate", String.valueOf(launched.start())));
        }
        launched.reports().forEach(new CampaignPage(screen)::print);
        var next = launched.next();
        if (launched.reports().isEmpty()) {
            screen.line(screen.say("campaign.nothingDue", launched.campaign()));
        }
        if (next != null) {
            screen.line(screen.say("campaign.nextStart", next.toString(), Times.at(next)));
        }
    }
}
