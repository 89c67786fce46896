package dev.hikyaku.cli.upkeep;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.SyncNames;
import dev.hikyaku.cli.Trouble;
import dev.hikyaku.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hikyaku resubmit SYNC [KEY...]`: lets rejected changes travel again, with the manifest as it is now.
@Command(name = "resubmit")
public final class ResubmitVerb implements Callable<Integer> {
    private static final int AT_ONCE = 1_000;

    private final RootVerb root;

    @Parameters(index = "0", paramLabel = "SYNC", descriptionKey = "sync")
    private String name = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "KEY", descriptionKey = "keys")
    private List<String> keys = List.of();

    @Option(names = "--code", paramLabel = "CODE", descriptionKey = "code")
    private @Nullable String code;

    public ResubmitVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var project = root.project();
        var sync = new SyncNames(project.manifest(), root.words())
                .choose(List.of(name))
                .getFirst()
                .name();
        var screen = root.screen();
        if (!project.hasLedger()) {
            throw new Trouble.NotFound(screen.say("status.empty"));
        }
        var resubmitted = new ArrayList<String>();
        try (var ledger = project.openLedger()) {
            List<String> some;
            do {
                some = resubmit(ledger, sync);
                resubmitted.addAll(some);
            } while (some.size() == AT_ONCE);
        }
        if (root.isJson()) {
            screen.json(Map.of("sync", sync, "resubmitted", resubmitted));
            return 0;
        }
        screen.line(screen.say("resubmit.done", resubmitted.size()));
        if (!resubmitted.isEmpty()) {
            screen.line(screen.say("next", root.command("run " + sync)));
        }
        return 0;
    }

    private List<String> resubmit(Ledger ledger, String sync) {
        return ledger.changes().resubmit(sync, code, keys, AT_ONCE);
    }
}
