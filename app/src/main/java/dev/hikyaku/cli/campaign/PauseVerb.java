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

/// `hikyaku pause CAMPAIGN`: lets a run rest. What is on the wire goes on to its outcome.
@Command(name = "pause")
public final class PauseVerb implements Callable<Integer> {
    private final RootVerb root;

    @Parameters(index = "0", paramLabel = "CAMPAIGN", descriptionKey = "campaign")
    private String campaign = "";

    @Option(names = "--run", paramLabel = "KEY", descriptionKey = "run")
    private @Nullable String key;

    @Option(names = "--reason", paramLabel = "TEXT", descriptionKey = "reason")
    private @Nullable String reason;

    public PauseVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        return new Turn(root, campaign).make(key, List.of(State.RUNNING, State.PAUSED), State.PAUSED, this::act);
    }

    private boolean act(Ledger ledger, CampaignRun run) {
        return ledger.deliveries().runs().pause(run, reason == null ? "somebody paused it" : reason);
    }
}
