package dev.hikyaku.cli.campaign;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.Trouble;
import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.cli.print.Text;
import dev.hikyaku.cli.print.Times;
import dev.hikyaku.cli.progress.Progress;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.push.forecast.Foreseen;
import dev.hikyaku.push.forecast.Foreseen.Sample;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.campaign.CampaignDesk;
import dev.hikyaku.run.campaign.PushSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// `hikyaku plan CAMPAIGN`: what a run would send, to how many, and why not to others.
public final class CampaignPlan {
    private static final int SAMPLES = 5;
    private static final Duration WORTH_SAYING = Duration.ofMinutes(1);

    private final RootVerb root;

    /// The plan for machines.
    ///
    /// @param next the command that does it; null when nothing would be sent
    record Planned(
            int exitCode,
            String campaign,
            Foreseen forecast,
            @Nullable String next) {}

    /// With the manners of this command.
    public CampaignPlan(RootVerb root) {
        this.root = root;
    }

    /// Looks, and prints.
    ///
    /// @return exit code: 20 when something would be sent
    public int plan(Project project, Campaign campaign) {
        var screen = root.screen();
        Foreseen foreseen;
        try (var progress = Progress.on(screen);
                var desk = CampaignDesk.toLook(project, campaign, PushSettings.load(), progress::at)) {
            foreseen = desk.forecast(SAMPLES, _ -> true);
        }
        Trouble.print(screen, foreseen.stops());
        var code = foreseen.hasWork() ? Report.SOMETHING_TO_DO : 0;
        var next = foreseen.hasWork() ? root.command("run " + campaign.name()) : null;
        if (root.isJson()) {
            screen.json(new Planned(code, campaign.name(), foreseen, next));
        } else {
            print(screen, foreseen);
            screen.line(next == null ? screen.say("plan.none") : screen.say("next", next));
        }
        return code;
    }

    private static void print(Screen screen, Foreseen foreseen) {
        funnel(screen, foreseen);
        foreseen.samples().forEach(sample -> sample(screen, sample));
        if (!foreseen.samples().isEmpty()) {
            screen.line("");
        }
        var sent = foreseen.sent();
        var pace = foreseen.pace();
        if (sent.devices() > 0) {
            screen.line(screen.say("campaign.largest", sent.largest(), CampaignDesk.MOST_BYTES));
            screen.line(screen.say("campaign.finish", Times.at(pace.finish()), pace.perSecond()));
        }
        if (pace.waits().isPositive()) {
            screen.line(screen.say("campaign.waits", pace.waits().toSeconds()));
        }
        var crowded = pace.crowded();
        if (crowded != null) {
            screen.line(screen.say("campaign.crowded", Times.at(crowded)));
        }
        screen.line(screen.styled(
                Style.BOLD, screen.say("campaign.plan.sum", sent.recipients(), sent.devices(), held(foreseen))));
    }

    private static long held(Foreseen foreseen) {
        return foreseen.held().stream().mapToLong(Foreseen.Held::recipients).sum();
    }

    private static void funnel(Screen screen, Foreseen foreseen) {
        var audience = foreseen.audience();
        screen.line(screen.say(
                "campaign.audience",
                audience.rows(),
                audience.recipients(),
                audience.duplicates(),
                audience.sentBefore()));
        if (!audience.exact()) {
            screen.line(screen.say("campaign.inexact"));
        }
        foreseen.suppressed()
                .forEach((code, count) ->
                        screen.line("  ∅ " + screen.say("campaign.suppressed", StoryPage.code(screen, code), count)));
        foreseen.rejected()
                .forEach(one -> screen.line("  "
                        + screen.styled(Style.BAD, "✖ " + screen.say("campaign.unfit", one.rows(), one.reason()))));
        foreseen.held().forEach(one -> held(screen, one));
        var sent = foreseen.sent();
        screen.line("  "
                + screen.styled(Style.GOOD, "✔ " + screen.say("campaign.sent", sent.recipients(), sent.devices())));
        screen.line("");
    }

    private static void held(Screen screen, Foreseen.Held one) {
        screen.line("  ⏸ " + screen.say("campaign.heldUntil", one.recipients(), one.reason(), Times.at(one.until())));
        if (one.gone().isAfter(one.until().plus(WORTH_SAYING))) {
            screen.line("      " + screen.say("campaign.heldGone", Times.at(one.gone())));
        }
        if (one.tooLate() > 0) {
            screen.line("      " + screen.styled(Style.BAD, screen.say("campaign.heldTooLate", one.tooLate())));
        }
    }

    private static void sample(Screen screen, Sample sample) {
        screen.line("  " + Text.safe(sample.user()) + "  " + sample.platform() + "  "
                + screen.styled(Style.BOLD, Text.safe(sample.title())) + "  " + Text.safe(sample.body())
                + (sample.open() == null ? "" : "  → " + Text.safe(sample.open())));
    }
}
