package dev.hikyaku.cli.upkeep;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.Trouble;
import dev.hikyaku.cli.desk.At;
import dev.hikyaku.cli.desk.Desk;
import dev.hikyaku.cli.print.Shell;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hikyaku skip SYNC KEY --reason TEXT`: what waits of a record is not sent; it ends as rejected, with the
/// reason.
@Command(name = "skip")
public final class SkipVerb implements Callable<Integer> {
    private final RootVerb root;

    @Parameters(index = "0", paramLabel = "SYNC", descriptionKey = "sync")
    private String name = "";

    @Parameters(index = "1", paramLabel = "KEY", descriptionKey = "key")
    private String key = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, descriptionKey = "reason")
    private String reason = "";

    @Mixin
    private At at = new At();

    public SkipVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        if (reason.isBlank()) {
            throw new Trouble.NotFound(root.words().say("skip.reason"));
        }
        try (var desk = at.desk(root)) {
            print(desk, desk.skip(name, key, reason));
            return 0;
        }
    }

    private void print(Desk desk, Desk.Skipped skipped) {
        var screen = root.screen();
        if (root.isJson()) {
            screen.json(skipped);
            return;
        }
        if (skipped.skipped() > 0) {
            screen.line(screen.say("skip.done", skipped.skipped(), skipped.sync(), skipped.key()));
        }
        if (skipped.open() > 0) {
            screen.line(screen.say("skip.open", skipped.open(), skipped.sync(), skipped.key()));
        }
        for (var verb : List.of("trace", "resubmit")) {
            var command = desk.command(verb + " " + skipped.sync() + " " + Shell.word(skipped.key()));
            screen.line(screen.say("next", command));
        }
    }
}
