package dev.hikyaku.run.resident;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// When the ledger is looked at again. A backlog that takes long to look through is looked at the more seldom,
/// or the ledger would do little else: looks get a tenth of the time, but one every five seconds at least.
final class Looks {
    static final int SHARE = 10;
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final LongSupplier nanos;
    private final Map<String, Long> next = new HashMap<>();

    Looks() {
        this(System::nanoTime);
    }

    /// @param nanos a clock that only goes forwards
    Looks(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// Whether it may be looked after this operation now.
    boolean isDue(String operation) {
        var due = next.get(operation);
        return due == null || nanos.getAsLong() - due >= 0;
    }

    /// Looks, and remembers how long that took.
    <T> T look(String operation, Supplier<T> look) {
        var begin = nanos.getAsLong();
        var found = look.get();
        var now = nanos.getAsLong();
        next.put(operation, now + Math.min((now - begin) * (SHARE - 1), LONGEST_PAUSE.toNanos()));
        return found;
    }

    /// Work was found: the next look is due at once.
    void atOnce(String operation) {
        next.remove(operation);
    }
}
