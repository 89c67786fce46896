package dev.hikyaku.ledger.history;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How long changes had been on their way when they were accepted: counted in steps of which four double, so that a
/// quantile is a tenth off at most, and sums of any number of them are exact. Not for several threads.
public final class Waits {
    private static final double STEPS_TO_DOUBLE = 4;
    private static final int LAST = 140;

    private final TreeMap<Integer, Long> changes = new TreeMap<>();

    /// Of nothing yet.
    public Waits() {}

    /// Counts changes that took as long as this.
    public void add(Duration wait, long count) {
        var millis = Math.max(1, wait.toMillis());
        var step = (int) Math.round(STEPS_TO_DOUBLE * Math.log((double) millis) / Math.log(2.0));
        changes.merge(Math.min(step, LAST), count, Long::sum);
    }

    /// Counts all that another one counted.
    public void add(Waits other) {
        other.changes.forEach((step, count) -> changes.merge(step, count, Long::sum));
    }

    /// The time within which this share of the changes was accepted.
    ///
    /// @param share between 0 and 1
    /// @return empty when nothing was counted
    public Optional<Duration> quantile(double share) {
        var all = changes.values().stream().mapToLong(Long::longValue).sum();
        var left = (long) Math.ceil(all * share);
        for (Map.Entry<Integer, Long> one : changes.entrySet()) {
            left -= one.getValue();
            if (left <= 0) {
                return Optional.of(Duration.ofMillis(Math.round(Math.pow(2, one.getKey() / STEPS_TO_DOUBLE))));
            }
        }
        return Optional.empty();
    }

    /// As it is stored; null when nothing was counted.
    @Nullable
    String text() {
        var text = new StringJoiner(" ");
        changes.forEach((step, count) -> text.add(step.toString() + ':' + count));
        return changes.isEmpty() ? null : text.toString();
    }

    /// As it was stored.
    static Waits of(@Nullable String text) {
        var waits = new Waits();
        if (text != null) {
            for (var one : text.split(" ", -1)) {
                var colon = one.indexOf(':');
                waits.changes.merge(
                        Integer.valueOf(one.substring(0, colon)), Long.valueOf(one.substring(colon + 1)), Long::sum);
            }
        }
        return waits;
    }
}
