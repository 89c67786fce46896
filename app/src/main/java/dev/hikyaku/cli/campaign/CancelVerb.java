package dev.hikyaku.cli.campaign;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hikyaku cancel CAMPAIGN`: ends a run; what had not left never does.
@Command(name = "cancel")
public final class CancelVerb implements Callable<Integer> {
    private final RootVerb root;

    @Parameters(index = "0", paramLabel = "CAMPAIGN", descriptionKey = "campaign")
    private String campaign = "";

    @Option(names = "--run", paramLabel = "KEY", descriptionKey = "run")
    private @Nullable String key;

    @Option(names = "--reason", paramLabel = "TEXT", descriptionKey = "reason")
    private @Nullable String reason;

    public CancelVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        return new Turn(root, campaign)
                .make(key, List.of(State.RUNNING, State.PAUSED, State.CANCELLED), State.CANCELLED, this::act);
    }

    private boolean act(Ledger ledger, CampaignRun run) {
        var why = reason == null ? "somebody cancelled it" : reason;
        var isNow = ledger.deliveries().runs().cancel(run, why);
        if (isNow || run.state() == State.CANCELLED) {
            ledger.deliveries().unsent().cancel(run, why);
        }
        return isNow;
    }
}
