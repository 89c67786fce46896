package dev.hikyaku.run;

import java.time.Duration;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stopping on SIGTERM or SIGINT: the run goes on to its next checkpoint, gives its leases back, and only then the
/// process ends (exit 143 or 130). A second signal ends it at once; so does the end of the time it was given, after the
/// last things: leases back, executions closed.
///
/// The signals themselves are caught: once the JVM goes down, H2's own hook closes the embedded ledger beside every
/// other hook, while it is in use. The hook here is for whatever else ends the JVM. Nor is the working thread
/// interrupted: an interrupt in the middle of a write closes the file of an embedded ledger.
public final class Stop implements AutoCloseable {
    /// The time from a signal to the end of the process, unless a setting says otherwise.
    public static final Duration USUAL = Duration.ofSeconds(25);

    private static final Logger LOG = LoggerFactory.getLogger(Stop.class);
    private static final Duration MOST_FOR_LAST_THINGS = Duration.ofSeconds(2);
    private static final AtomicBoolean MAY_HALT = new AtomicBoolean();

    private final Duration within;
    private final Duration forLastThings;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::ask, "stop");
    private final CountDownLatch wakeUp = new CountDownLatch(1);
    private final Semaphore news = new Semaphore(0);
    private final Map<String, Object> formerHandlers = new HashMap<>();
    private final Deque<Runnable> lastThings = new ConcurrentLinkedDeque<>();
    private volatile int exitCode = Report.STOPPED;
    private volatile boolean asked;

    /// The run reached a checkpoint after it was asked to stop.
    public static final class Stopped extends RuntimeException {
        private final int exitCode;

        Stopped(int exitCode) {
            super("stopped at a checkpoint");
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }
    }

    /// Listens for signals on behalf of the current thread.
    public Stop() {
        this(USUAL);
    }

    /// Listens for signals.
    ///
    /// @param within time from a signal to the end of the process
    public Stop(Duration within) {
        this.within = within;
        var half = within.dividedBy(2);
        forLastThings = half.compareTo(MOST_FOR_LAST_THINGS) < 0 ? half : MOST_FOR_LAST_THINGS;
        Runtime.getRuntime().addShutdownHook(hook);
        catchSignal("INT", Report.INTERRUPTED);
        catchSignal("TERM", Report.STOPPED);
        catchSignal("HUP", Report.STOPPED);
    }

    /// The process is Hikyaku's alone: whoever does not end in time is ended.
    public static void mayHalt() {
        MAY_HALT.set(true);
    }

    private void catchSignal(String name, int code) {
        var former = Signals.register(name, () -> {
            if (asked) {
                Runtime.getRuntime().halt(code);
            }
            exitCode = code;
            asked = true;
            wakeUp.countDown();
            nudge();
            end(ended, within.minus(forLastThings), code, "no checkpoint within " + within.toSeconds() + " s");
        });
        if (former != null) {
            formerHandlers.put(name, former);
        }
    }

    private void ask() {
        asked = true;
        wakeUp.countDown();
        nudge();
        try {
            if (!ended.await(within.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("hikyaku: no checkpoint within " + within.toSeconds()
                        + " s; the next run goes on from the ledger");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends the process unless what has to end has ended by itself until then.
    ///
    /// @param over counted down when it has
    /// @param after time until then
    /// @param why said on standard error
    void end(CountDownLatch over, Duration after, int code, String why) {
        Thread.ofPlatform().daemon().name("last-resort").start(() -> {
            try {
                if (over.await(Math.max(0, after.toMillis()), TimeUnit.MILLISECONDS) || !MAY_HALT.get()) {
                    return;
                }
                var last = Thread.ofPlatform().daemon().start(() -> lastThings.forEach(Stop::tried));
                last.join(forLastThings.dividedBy(2));
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
            System.err.println("hikyaku: " + why + "; the next run goes on from the ledger");
            Runtime.getRuntime().halt(code);
        });
    }

    private static void tried(Runnable thing) {
        try {
            thing.run();
        } catch (RuntimeException leftToTheNextRun) {
            LOG.debug("left to the next run", leftToTheNextRun);
        }
    }

    /// What is done before the process is ended because its time is over; the newest first.
    ///
    /// @return takes it back
    public Runnable atWorst(Runnable thing) {
        lastThings.addFirst(thing);
        return () -> lastThings.remove(thing);
    }

    /// Throws when stopping was asked for.
    public void checkpoint() {
        if (asked) {
            throw new Stopped(exitCode);
        }
    }

    /// Whether stopping was asked for.
    public boolean isAsked() {
        return asked;
    }

    /// Sleeps, unless stopping is asked for.
    public void sleep(Duration time) {
        try {
            if (wakeUp.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                checkpoint();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /// Rests, unless stopping is asked for, until the time is over or somebody has news.
    public void rest(Duration time) {
        checkpoint();
        try {
            if (news.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        checkpoint();
    }

    /// There is something to do: a rest ends.
    public void nudge() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    /// The run has ended; a process that is going down may go.
    @Override
    public void close() {
        ended.countDown();
        formerHandlers.forEach(Signals::unregister);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyGoingDown) {
            LOG.debug("the JVM goes down already", alreadyGoingDown);
        }
    }
}
