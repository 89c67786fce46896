package dev.hikyaku.ledger.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Sums that take long to count, counted beside the questions: whoever asks gets what was counted last, and
/// waits only a moment for something newer. One count at a time, and much less often than it takes long; what
/// can't change any more is counted once.
public final class Tallies {
    private static final Duration PATIENCE = Duration.ofMillis(150);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int TIMES_AS_LONG = 20;
    private static final int MOST = 500;

    private final Semaphore counting = new Semaphore(1);
    private final Map<Object, Entry> entries = new LinkedHashMap<>();

    /// Sums, and when they were right.
    public record Tally<T>(T sums, Instant countedAt) {}

    /// How to count something.
    ///
    /// @param subject what is counted; equal for the same
    /// @param isFinal whether these sums can't change any more
    record Count<T>(Object subject, Supplier<T> counter, Predicate<T> isFinal) {}

    private static final class Entry {
        @Nullable
        Tally<?> newest;

        boolean isFinal;
        Instant next = Instant.EPOCH;

        @Nullable
        FutureTask<@Nullable Void> running;
    }

    /// What was counted last of each, in the order of the counts; empty while it is counted for the first time.
    /// Whoever asks for many waits no longer than for one.
    <T> List<Optional<Tally<T>>> of(List<Count<T>> counts) {
        var tasks = new ArrayList<FutureTask<@Nullable Void>>();
        for (var count : counts) {
            var task = begin(count);
            if (task != null) {
                tasks.add(task);
            }
        }
        var until = Instant.now().plus(PATIENCE);
        for (var task : tasks) {
            await(task, until);
        }
        return counts.stream().map(this::newest).toList();
    }

    /// The same of one.
    <T> Optional<Tally<T>> of(Count<T> count) {
        return of(List.of(count)).getFirst();
    }

    @SuppressWarnings("unchecked")
    private synchronized <T> Optional<Tally<T>> newest(Count<T> count) {
        // A subject is counted in one way only.
        return Optional.ofNullable((Tally<T>) entry(count.subject()).newest);
    }

    private Entry entry(Object subject) {
        return entries.computeIfAbsent(subject, _ -> new Entry());
    }

    private synchronized @Nullable FutureTask<@Nullable Void> begin(Count<?> count) {
        forgetOldest();
        var entry = entry(count.subject());
        if (entry.running != null) {
            return entry.newest == null ? entry.running : null;
        }
        if (entry.isFinal || Instant.now().isBefore(entry.next)) {
            return null;
        }
        var task = new FutureTask<@Nullable Void>(() -> count(count, entry), null);
        entry.running = task;
        Thread.ofVirtual().name("tally").start(task);
        return task;
    }

    private void forgetOldest() {
        var oldest = entries.entrySet().iterator();
        while (entries.size() > MOST && oldest.hasNext()) {
            if (oldest.next().getValue().running == null) {
                oldest.remove();
            }
        }
    }

    private <T> void count(Count<T> count, Entry entry) {
        counting.acquireUninterruptibly();
        var start = Instant.now();
        @Nullable T sums = null;
        try {
            sums = count.counter().get();
        } finally {
            counting.release();
            put(entry, start, sums, sums != null && count.isFinal().test(sums));
        }
    }

    private synchronized void put(Entry entry, Instant start, @Nullable Object sums, boolean isFinal) {
        var now = Instant.now();
        var rest = Duration.between(start, now).multipliedBy(TIMES_AS_LONG);
        entry.next = now.plus(rest.compareTo(FRESH) < 0 ? FRESH : rest);
        entry.running = null;
        if (sums != null) {
            entry.newest = new Tally<>(sums, start);
            entry.isFinal = isFinal;
        }
    }

    private static void await(FutureTask<@Nullable Void> task, Instant until) {
        try {
            task.get(Math.max(0, Duration.between(Instant.now(), until).toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            // It goes on; the next one who asks has it.
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(Objects.requireNonNull(failed.getCause()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
