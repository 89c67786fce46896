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

/// `hikyaku resume CAMPAIGN`: lets a paused run go on, and says which command works on it.
@Command(name = "resume")
public final class ResumeVerb implements Callable<Integer> {
    private final RootVerb root;

    @Parameters(index = "0", paramLabel = "CAMPAIGN", descriptionKey = "campaign")
    private String campaign = "";

    @Option(names = "--run", paramLabel = "KEY", descriptionKey = "run")
    private @Nullable String key;

    public ResumeVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        return new Turn(root, campaign).make(key, List.of(State.PAUSED, State.RUNNING), State.RUNNING, this::act);
    }

    private boolean act(Ledger ledger, CampaignRun run) {
        return ledger.deliveries().runs().resume(run);
    }
}
