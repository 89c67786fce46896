package dev.hikyaku.cli.campaign;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.CampaignBooks.Balance;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.run.Report;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// Brings one run of a campaign into another state, and says where it stands then.
final class Turn {
    private final RootVerb root;
    private final String campaign;
    private final CampaignNames names;

    /// The result for machines.
    ///
    /// @param changed false when it stood so already, or can't any more
    /// @param next command that works on the run; null when none is needed
    record Turned(
            String campaign,
            String run,
            String state,
            @Nullable String reason,
            boolean changed,
            Balance books,
            @Nullable String next) {}

    Turn(RootVerb root, String campaign) {
        this.root = root;
        this.campaign = campaign;
        names = new CampaignNames(root);
    }

    /// Makes it.
    ///
    /// @param key of the run; null for the newest in one of the states
    /// @param action answers whether it changed anything
    /// @return exit code: 0 when the run stands as wished, 11 when it can't any more
    int make(@Nullable String key, List<State> states, State wanted, BiPredicate<Ledger, CampaignRun> action) {
        var project = root.project();
        names.find(project, campaign);
        try (var ledger = names.ledger(project, campaign)) {
            var run = names.run(ledger, campaign, key, states);
            var changed = action.test(ledger, run);
            var books = ledger.deliveries().books().of(run);
            print(books, wanted, changed);
            return books.run().state() == wanted ? 0 : Report.HELD;
        }
    }

    private void print(Balance books, State wanted, boolean changed) {
        var screen = root.screen();
        var run = books.run();
        var next = run.state() == State.RUNNING ? names.runCommand(run) : null;
        var state = run.state().word();
        if (root.isJson()) {
            screen.json(new Turned(run.campaign(), run.key(), state, run.reason(), changed, books, next));
            return;
        }
        var word = changed ? "now" : run.state() == wanted ? "already" : "notAnyMore";
        screen.line(screen.styled(changed ? Style.GOOD : Style.WAIT, changed ? "✔" : "–") + " "
                + screen.say("campaign.turned." + word, run.campaign(), run.key(), screen.say("state." + state)));
        new CampaignPage(screen).equation(books);
        if (next != null) {
            screen.line(screen.say("campaign.goesOn", next));
        }
    }
}
