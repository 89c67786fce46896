package dev.hikyaku.crucible.doors;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What came of those who hand changes in by one door.
final class Tally {
    private final String door;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger again = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();

    Tally(String door) {
        this.door = door;
    }

    void acknowledged(int changes) {
        acknowledged.addAndGet(changes);
    }

    /// No acknowledgement was heard: they are handed in again, after a moment.
    void again(int changes) throws InterruptedException {
        again.addAndGet(changes);
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
        return String.format("%-8s acknowledged %,8d   handed in again %,7d", door, acknowledged.get(), again.get());
    }
}
