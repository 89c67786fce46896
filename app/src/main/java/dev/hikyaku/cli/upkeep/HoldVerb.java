package dev.hikyaku.cli.upkeep;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.desk.At;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private At at = new At();

    public HoldVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var screen = root.screen();
        try (var desk = at.desk(root)) {
            var changed = desk.hold(name, reason == null ? screen.say("hold.unsaid") : reason);
            if (root.isJson()) {
                screen.json(Map.of("sync", name, "changed", changed));
            } else {
                screen.line(screen.say(changed ? "hold.done" : "hold.before", name));
                screen.line(screen.say("next", desk.command("resume " + name)));
            }
            return 0;
        }
    }
}
