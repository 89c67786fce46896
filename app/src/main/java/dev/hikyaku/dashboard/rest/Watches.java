package dev.hikyaku.dashboard.rest;

import dev.hikyaku.dashboard.operation.Operations;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.tail.Tail;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who watches outcomes from afar, and what each was told. A watch that nobody asks for is over after two minutes.
@Component
final class Watches {
    private static final Duration SILENCE = Duration.ofMinutes(2);
    private static final int MOST = 50;

    private final Ledger ledger;
    private final Map<String, Watch> watches = new LinkedHashMap<>();

    Watches(Ledger ledger) {
        this.ledger = ledger;
    }

    private static final class Watch {
        private final Tail tail;
        private Instant asked = Instant.now();

        Watch(Tail tail) {
            this.tail = tail;
        }
    }

    /// What came since it was asked for last.
    ///
    /// @param watch what to ask for next time
    /// @param partial whether more is open, or came at once, than is told one by one
    record News(String watch, List<Tail.Line> items, boolean partial) {}

    /// Begins to watch these syncs; tells nothing yet, but learns where all stands.
    News begin(Collection<String> syncs) {
        var watch = new Watch(new Tail(syncs));
        var id = UUID.randomUUID().toString();
        put(id, watch);
        return look(id, watch);
    }

    /// What came since; empty for a watch that is over, or that another process has.
    Optional<News> look(String id) {
        var watch = find(id);
        return watch == null ? Optional.empty() : Optional.of(look(id, watch));
    }

    private News look(String id, Watch watch) {
        synchronized (watch) {
            var look = ledger.look(watch.tail);
            return new News(id, look.lines(), look.partial());
        }
    }

    private synchronized void put(String id, Watch watch) {
        var limit = Instant.now().minus(SILENCE);
        watches.values().removeIf(other -> other.asked.isBefore(limit));
        if (watches.size() >= MOST) {
            throw new Operations.NotPossible(MOST + " others watch already; wanted some of them to end");
        }
        watches.put(id, watch);
    }

    private synchronized @Nullable Watch find(String id) {
        var watch = watches.get(id);
        if (watch != null) {
            watch.asked = Instant.now();
        }
        return watch;
    }
}
