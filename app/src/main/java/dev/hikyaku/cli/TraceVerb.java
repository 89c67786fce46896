package dev.hikyaku.cli;

import dev.hikyaku.cli.desk.At;
import dev.hikyaku.cli.story.TimeLine;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `hikyaku trace SYNC KEY`: what happened to one record.
@Command(name = "trace")
final class TraceVerb implements Callable<Integer> {
    private final RootVerb root;

    @Parameters(index = "0", paramLabel = "SYNC", descriptionKey = "sync")
    private String sync = "";

    @Parameters(index = "1", paramLabel = "KEY", descriptionKey = "key")
    private String key = "";

    @Mixin
    private At at = new At();

    TraceVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        try (var desk = at.desk(root)) {
            var told = desk.trace(sync, key);
            var screen = root.screen();
            if (root.isJson()) {
                screen.json(told);
            } else {
                new TimeLine(screen).print(told);
            }
            return 0;
        }
    }
}
