package dev.hikyaku.cli.upkeep;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.desk.At;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hikyaku resubmit SYNC [KEY...]`: lets rejected changes travel again, with the manifest as it is now.
@Command(name = "resubmit")
public final class ResubmitVerb implements Callable<Integer> {
    private final RootVerb root;

    @Parameters(index = "0", paramLabel = "SYNC", descriptionKey = "sync")
    private String name = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "KEY", descriptionKey = "keys")
    private List<String> keys = List.of();

    @Option(names = "--code", paramLabel = "CODE", descriptionKey = "code")
    private @Nullable String code;

    @Mixin
    private At at = new At();

    public ResubmitVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var screen = root.screen();
        try (var desk = at.desk(root)) {
            var done = desk.resubmit(name, keys, code);
            if (root.isJson()) {
                screen.json(done);
                return 0;
            }
            screen.line(screen.say("resubmit.done", done.changes()));
            if (done.changes() > 0) {
                screen.line(screen.say("next", desk.command(at.isFar() ? "status" : "run " + done.sync())));
            }
            return 0;
        }
    }
}
