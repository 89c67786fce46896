package dev.hikyaku.cli.upkeep;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.SyncNames;
import dev.hikyaku.cli.Trouble;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hikyaku hold SYNC`: nothing more of it is claimed, whoever carries it, until `hikyaku resume SYNC`.
@Command(name = "hold")
public final class HoldVerb implements Callable<Integer> {
    private final RootVerb root;

    @Parameters(index = "0", paramLabel = "SYNC", descriptionKey = "sync")
    private String name = "";

    @Option(names = "--reason", paramLabel = "TEXT", descriptionKey = "reason")
    private @Nullable String reason;

    public HoldVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var project = root.project();
        var screen = root.screen();
        if (project.manifest().campaign(name).isPresent()) {
            throw new Trouble.NotFound(screen.say("hold.campaign", name, root.command("pause " + name)));
        }
        var sync = new SyncNames(project.manifest(), root.words()).find(name).name();
        if (!project.hasLedger()) {
            throw new Trouble.NotFound(screen.say("status.empty"));
        }
        var why = reason == null ? screen.say("hold.unsaid") : reason;
        boolean changed;
        try (var ledger = project.openLedger()) {
            changed = ledger.interventions().hold(sync, why);
            if (changed) {
                ledger.story().note(sync, "held", why);
            }
        }
        if (root.isJson()) {
            screen.json(Map.of("sync", sync, "changed", changed));
        } else {
            screen.line(screen.say(changed ? "hold.done" : "hold.before", sync));
            screen.line(screen.say("next", root.command("resume " + sync)));
        }
        return 0;
    }
}
