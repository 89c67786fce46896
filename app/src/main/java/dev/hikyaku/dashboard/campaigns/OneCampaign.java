package dev.hikyaku.dashboard.campaigns;

import dev.hikyaku.dashboard.page.Launches;
import dev.hikyaku.dashboard.page.Links;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.view.Campaigns;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.manifest.campaign.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A campaign with one of its runs.
///
/// @param held why no run may begin; null when it may
/// @param run null before the first
/// @param isNewest whether no later run began
/// @param funnel null before the first run, and while it is counted for the first time
/// @param halt why the run does not go on; null while it does
/// @param launches null without a schedule
/// @param runs the newest first
/// @param texts what phones show, as templates
/// @param commands the same answers and acts on the command line
record OneCampaign(
        String name,
        String label,
        @Nullable String held,
        @Nullable CampaignRun run,
        boolean isNewest,
        @Nullable Funnel funnel,
        @Nullable Halt halt,
        @Nullable Launches launches,
        List<CampaignRun> runs,
        List<Phone> texts,
        List<String> commands) {
    private static final int STARTS = 3;
    private static final int RUNS = 12;

    static OneCampaign of(Known known, Campaign campaign, @Nullable String key, Locale locale) {
        var campaigns = known.ledger().view().campaigns();
        var runs = known.ledger().deliveries().runs().newest(campaign.name(), RUNS);
        var run = known.run(campaign, key).orElse(null);
        var newest = runs.isEmpty() ? null : runs.getFirst();
        return new OneCampaign(
                campaign.name(),
                Known.label(campaign.label(), locale),
                known.now(campaign).held(),
                run,
                run == null || newest == null || run.id() == newest.id(),
                run == null ? null : funnel(campaigns, run, locale),
                run == null ? null : halt(known, run, locale),
                Launches.of(campaign.schedule(), STARTS, locale),
                runs,
                phones(campaign.message()),
                commands(campaign.name(), run));
    }

    private static @Nullable Halt halt(Known known, CampaignRun run, Locale locale) {
        return Halt.of(run, known.ledger().deliveries().approvals().of(run).orElse(null), locale);
    }

    private static @Nullable Funnel funnel(Campaigns campaigns, CampaignRun run, Locale locale) {
        var books = campaigns
                .find(run.campaign(), run.key())
                .map(Campaigns.Funnel::books)
                .orElse(null);
        if (books == null) {
            return null;
        }
        var reasons = campaigns.reasons(run).map(tally -> tally.sums()).orElse(List.of());
        var held = campaigns.held(run).map(tally -> tally.sums()).orElse(List.of());
        return Funnel.of(books, reasons, held, locale);
    }

    private static List<Phone> phones(Message message) {
        return message.texts().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(text -> Phone.of(text.getKey(), text.getValue(), message.open()))
                .toList();
    }

    private static List<String> commands(String name, @Nullable CampaignRun run) {
        var commands = new ArrayList<>(List.of(
                "hikyaku status",
                "hikyaku explain " + name + " USER",
                "hikyaku preview " + name,
                "hikyaku records " + name + " --outcome suppressed"));
        if (run != null) {
            var turn = " " + name + " --run " + Links.word(run.key());
            switch (run.state()) {
                case RUNNING -> commands.addAll(List.of("hikyaku pause" + turn, "hikyaku cancel" + turn));
                case PAUSED -> commands.addAll(List.of("hikyaku resume" + turn, "hikyaku cancel" + turn));
                case CANCELLED, FINISHED, STOPPED, MISSED, TESTED -> {}
            }
        }
        return commands;
    }

    /// The run's key as a word of a command; empty before the first run.
    public String runWord() {
        return run == null ? "" : Links.word(run.key());
    }

    /// Whether somebody may let it rest.
    public boolean isRunning() {
        return run != null && run.state() == CampaignRun.State.RUNNING;
    }

    /// Whether somebody may let it go on, unless it waits for somebody to agree.
    public boolean isPaused() {
        return run != null && run.state() == CampaignRun.State.PAUSED;
    }
}
