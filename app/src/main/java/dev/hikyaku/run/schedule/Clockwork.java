package dev.hikyaku.run.schedule;

import dev.hikyaku.manifest.campaign.Cron;
import dev.hikyaku.run.Problem;
import dev.hikyaku.run.Stop;
import dev.hikyaku.run.schedule.Timetable.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Starts everything that has a schedule while a service serves. Syncs that are due together run one after the other,
/// parents first; campaigns run beside them. Of several services that look at the same clock one runs each instant, and
/// the others go on.
public final class Clockwork implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(5);
    private static final int HELD = 11;

    private final List<Entry> entries;
    private final InstantSource clock;
    private final Stop stop;
    private final Launcher launcher;
    private final Listener listener;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> nextLook = new ConcurrentHashMap<>();
    private final Map<String, Duration> patience = new HashMap<>();
    private final ExecutorService runs = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread thread;
    private volatile boolean over;

    /// Looks at the clock for one entry, and runs what is due.
    public interface Launcher {
        /// Looks.
        ///
        /// @param now as the schedule is judged: whoever was kept waiting here was not late
        Looked look(Entry entry, Instant now);
    }

    /// What one look came to.
    ///
    /// @param missed instants that were written down as missed now
    /// @param start the instant that was run; null when none was
    /// @param exitCode of the run
    /// @param problems what stopped it
    /// @param next instant after now
    public record Looked(
            List<Instant> missed,
            @Nullable Instant start,
            int exitCode,
            List<String> problems,
            @Nullable Instant next) {
        public Looked {
            missed = List.copyOf(missed);
            problems = List.copyOf(problems);
        }
    }

    /// Hears what happens; called from several threads.
    public interface Listener {
        /// A run came to its end, or others had it.
        void ran(Entry entry, Looked looked);

        /// A run never came.
        void missed(Entry entry, Instant instant);

        /// The clock could not be looked at.
        void trouble(Entry entry, String text);
    }

    /// Begins.
    ///
    /// @param stop no run is begun any more once stopping is asked for
    public Clockwork(List<Entry> entries, InstantSource clock, Stop stop, Launcher launcher, Listener listener) {
        this.entries = List.copyOf(entries);
        this.clock = clock;
        this.stop = stop;
        this.launcher = launcher;
        this.listener = listener;
        thread = Thread.ofVirtual().name("clockwork").start(this::tick);
    }

    private void tick() {
        while (!over && !stop.isAsked()) {
            var now = clock.instant();
            var due = entries.stream()
                    .filter(entry ->
                            !nextLook.getOrDefault(entry.name(), Instant.MIN).isAfter(now))
                    .filter(entry -> busy.add(entry.name()))
                    .toList();
            var syncs = new ArrayList<Entry>();
            for (var entry : due) {
                if (entry.kind().equals("sync")) {
                    syncs.add(entry);
                } else {
                    runs.execute(() -> look(entry, now));
                }
            }
            if (!syncs.isEmpty()) {
                runs.execute(() -> syncs.forEach(entry -> look(entry, now)));
            }
            LockSupport.parkNanos(TICK.toNanos());
        }
    }

    private void look(Entry entry, Instant queued) {
        try {
            if (over || stop.isAsked()) {
                return;
            }
            var looked = launcher.look(entry, seen(entry, queued));
            tell(entry, looked);
            later(entry, looked);
        } catch (RuntimeException failed) {
            listener.trouble(entry, told(failed));
            nextLook.put(entry.name(), clock.instant().plus(FIRST_PATIENCE));
        } finally {
            busy.remove(entry.name());
        }
    }

    /// A sync that waits for those before it does not miss its start by that: an instant that comes meanwhile counts as
    /// seen when it came.
    private Instant seen(Entry entry, Instant queued) {
        var now = clock.instant();
        return Cron.of(entry.schedule()).previous(now).filter(queued::isBefore).orElse(queued);
    }

    private void tell(Entry entry, Looked looked) {
        looked.missed().forEach(instant -> listener.missed(entry, instant));
        if (looked.start() != null) {
            listener.ran(entry, looked);
        } else if (looked.exitCode() != HELD) {
            // A run that an earlier process left was gone on with.
            looked.problems().forEach(text -> listener.trouble(entry, text));
        }
    }

    private static String told(RuntimeException failed) {
        try {
            return Problem.of(failed).text();
        } catch (RuntimeException bug) {
            return "HK2012  " + bug;
        }
    }

    private void later(Entry entry, Looked looked) {
        var now = clock.instant();
        var othersWork = looked.start() == null && looked.exitCode() == HELD;
        var soon = now.plus(looked.exitCode() == 0 || othersWork ? LOOK : patience(entry, looked));
        if (looked.exitCode() == 0) {
            synchronized (patience) {
                patience.remove(entry.name());
            }
        }
        var next = looked.next();
        nextLook.put(entry.name(), next != null && next.isBefore(soon) ? next : soon);
    }

    /// A run that failed is tried again after a while that grows.
    private Duration patience(Entry entry, Looked looked) {
        if (looked.exitCode() == HELD) {
            return FIRST_PATIENCE;
        }
        synchronized (patience) {
            var own = patience.getOrDefault(entry.name(), FIRST_PATIENCE);
            var longer = own.multipliedBy(2);
            patience.put(entry.name(), longer.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : longer);
            return own;
        }
    }

    /// Begins nothing any more, and waits for runs to reach their checkpoints.
    @Override
    public void close() {
        over = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        runs.close();
    }
}
