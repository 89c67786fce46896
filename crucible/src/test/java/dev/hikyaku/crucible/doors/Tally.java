package dev.hikyaku.crucible.doors;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// What came of those who hand changes in by one door.
final class Tally {
    private static final double AHEAD = 0.25;

    private final String door;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger again = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
    private final DoubleSupplier progress;

    /// @param progress share of all changes that the ledger has
    Tally(String door, DoubleSupplier progress) {
        this.door = door;
        this.progress = progress;
    }

    /// Waits while this share of a door's changes is far ahead of the ledger: what is killed shall hit everybody.
    void pace(double share) throws InterruptedException {
        while (share > progress.getAsDouble() + AHEAD) {
            Thread.sleep(Duration.ofMillis(20));
        }
    }

    void acknowledged(int changes) {
        acknowledged.addAndGet(changes);
    }

    /// No acknowledgement was heard: the same is handed in again, after a moment.
    void again() throws InterruptedException {
        again.incrementAndGet();
        Thread.sleep(Duration.ofMillis(100));
    }

    int acknowledged() {
        return acknowledged.get();
    }

    /// Work of one who hands in; what breaks it is kept for the test to see.
    interface Work {
        void run() throws Exception;
    }

    Thread start(Work work) {
        return Thread.ofVirtual().name(door).start(() -> {
            try {
                work.run();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            } catch (Exception | Error failed) {
                broken.compareAndSet(null, failed);
            }
        });
    }

    void check() {
        if (broken.get() != null) {
            throw new AssertionError("nobody hands in by " + door + " any more", broken.get());
        }
    }

    @Override
    public String toString() {
        return String.format(
                "%-8s acknowledged %,8d   calls without acknowledgement %,6d", door, acknowledged.get(), again.get());
    }
}
