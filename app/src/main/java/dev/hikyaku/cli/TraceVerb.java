package dev.hikyaku.cli;

import dev.hikyaku.cli.story.TimeLine;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.story.Told;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `hikyaku trace SYNC KEY`: what happened to one record.
@Command(name = "trace")
final class TraceVerb implements Callable<Integer> {
    private final RootVerb root;

    @Parameters(index = "0", paramLabel = "SYNC", descriptionKey = "sync")
    private String sync = "";

    @Parameters(index = "1", paramLabel = "KEY", descriptionKey = "key")
    private String key = "";

    TraceVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var project = root.project();
        var name = new SyncNames(project.manifest(), root.words()).find(sync).name();
        if (!project.hasLedger()) {
            throw new Trouble.NotFound(
                    root.words().say("status.empty") + "\n" + root.words().say("next", root.command("run " + name)));
        }
        try (var ledger = project.openLedger()) {
            var told = tell(ledger, name);
            var screen = root.screen();
            if (root.isJson()) {
                screen.json(told);
            } else {
                new TimeLine(screen).print(told);
            }
        }
        return 0;
    }

    private Told tell(Ledger ledger, String name) {
        return Told.find(ledger, name, key)
                .orElseThrow(() -> new Trouble.NotFound(
                        root.words().say("trace.unknown", name, key, root.command("records " + name))));
    }
}
