package dev.hikyaku.cli.upkeep;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.desk.At;
import dev.hikyaku.cli.desk.Desk;
import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Text;
import dev.hikyaku.cli.print.Times;
import dev.hikyaku.cli.story.TimeLine;
import dev.hikyaku.ledger.tail.Tail;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hikyaku tail [SYNC...]`: a line for each change as it comes to its outcome, until Ctrl-C.
@Command(name = "tail")
public final class TailVerb implements Callable<Integer> {
    private static final int WIDEST_REASON = 80;

    private final RootVerb root;

    @Parameters(arity = "0..*", paramLabel = "SYNC|all", descriptionKey = "syncs")
    private List<String> names = List.of("all");

    @Option(names = "--outcome", paramLabel = "OUTCOME", descriptionKey = "outcome")
    private @Nullable Outcome outcome;

    @Option(names = "--seconds", paramLabel = "N", descriptionKey = "seconds")
    private @Nullable Long seconds;

    @Mixin
    private At at = new At();

    private boolean began;
    private boolean isPartial;

    /// Outcomes as users write them.
    enum Outcome {
        accepted,
        rejected,
        superseded,
        unknown
    }

    public TailVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() throws InterruptedException {
        var until = seconds == null ? Instant.MAX : Instant.now().plusSeconds(seconds);
        try (var desk = at.desk(root);
                var watching = desk.watch(names)) {
            do {
                look(watching);
                Thread.sleep(watching.every());
            } while (Instant.now().isBefore(until));
        }
        return 0;
    }

    private void look(Desk.Watching watching) {
        var screen = root.screen();
        var look = watching.look();
        if (!began) {
            screen.talk(screen.say("tail.begin", String.join(", ", names)));
            began = true;
        }
        look.lines().stream()
                .filter(line -> outcome == null || line.outcome().equals(outcome.name()))
                .forEach(line -> print(screen, line));
        if (look.partial() && !isPartial) {
            screen.talk(screen.say("tail.partial", Tail.WATCHED));
        }
        isPartial = look.partial();
    }

    private static void print(Screen screen, Tail.Line line) {
        if (screen.manner().json()) {
            screen.jsonLine(json(line));
            return;
        }
        var at = line.settledAt() == null ? Instant.now() : line.settledAt();
        var outcome = Text.left(TimeLine.outcome(screen, line.outcome()), 12);
        var code = line.code() == null ? "" : "  " + line.code();
        var reason = line.reason() == null ? "" : "  " + Text.cut(Text.safe(line.reason()), WIDEST_REASON);
        screen.line(Times.clock(at) + "  #" + line.id() + "  " + screen.styled(TimeLine.style(line.outcome()), outcome)
                + "  " + line.sync() + " " + Text.safe(line.key()) + "  " + line.operation() + " v" + line.version()
                + code + reason);
    }

    private static Map<String, @Nullable Object> json(Tail.Line line) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", line.id());
        json.put("at", String.valueOf(line.settledAt()));
        json.put("sync", line.sync());
        json.put("key", line.key());
        json.put("version", line.version());
        json.put("operation", line.operation());
        json.put("outcome", line.outcome());
        json.put("code", line.code());
        json.put("reason", line.reason());
        return json;
    }
}
