package dev.hikyaku.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Stopping on SIGTERM or SIGINT: the run goes on to its next checkpoint, gives its leases back, and only then the
/// process ends (exit 143 or 130). Framework hooks stay out, for they close the database while it is in use.
public final class Stop implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(25);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::ask, "stop");
    private volatile @Nullable Thread worker;
    private volatile boolean asked;

    /// The run reached a checkpoint after it was asked to stop.
    public static final class Stopped extends RuntimeException {
        Stopped() {
            super("stopped at a checkpoint");
        }
    }

    /// Listens for signals on behalf of the current thread.
    public Stop() {
        worker = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void ask() {
        asked = true;
        var thread = worker;
        if (thread != null) {
            thread.interrupt();
        }
        try {
            if (!ended.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("hikyaku: no checkpoint within " + LONGEST.toSeconds()
                        + " s; the next run goes on from the ledger");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /// Throws when stopping was asked for.
    public void checkpoint() {
        if (asked) {
            // The flag of the interrupt must not break the commits that end the run.
            Thread.interrupted();
            throw new Stopped();
        }
    }

    /// Whether stopping was asked for.
    public boolean isAsked() {
        return asked;
    }

    /// Sleeps, unless stopping is asked for.
    public void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException woken) {
            checkpoint();
        }
    }

    /// The run has ended; a process that is going down may go.
    @Override
    public void close() {
        worker = null;
        ended.countDown();
        if (!asked) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException alreadyGoingDown) {
                Thread.interrupted();
            }
        }
    }
}
