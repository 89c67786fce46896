package dev.hikyaku.cli.desk;

import dev.hikyaku.cli.Trouble;
import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.ledger.tail.Tail;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Watches another Hikyaku. A watch that ended over there, because its process did, is begun anew, and that is said.
final class FarWatching implements Desk.Watching {
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final Far far;
    private final Screen screen;
    private final List<String> names;
    private @Nullable String watch;

    FarWatching(Far far, Screen screen, List<String> names) {
        this.far = far;
        this.screen = screen;
        this.names = List.copyOf(names);
    }

    /// The answer of the REST interface.
    private record News(String watch, List<Tail.Line> items, boolean partial) {}

    @Override
    public Tail.Look look() {
        var news = ask();
        watch = news.watch();
        return new Tail.Look(
                news.items().stream().filter(line -> isWanted(line.sync())).toList(), news.partial());
    }

    private News ask() {
        var known = watch;
        if (known != null) {
            try {
                return far.get("tail", Map.of("watch", known), News.class);
            } catch (Trouble.NotFound over) {
                screen.talk(screen.say("far.watchOver"));
            }
        }
        var query = new HashMap<String, String>();
        if (names.size() == 1 && !names.getFirst().equals("all")) {
            query.put("sync", names.getFirst());
        }
        return far.get("tail", query, News.class);
    }

    private boolean isWanted(String sync) {
        return names.contains("all") || names.contains(sync);
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void close() {}
}
