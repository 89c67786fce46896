package dev.hikyaku.run.resident;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Something that goes on aside, one at a time. What breaks it is thrown where it is asked for.
final class Side {
    private final String name;
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private @Nullable Thread thread;

    Side(String name) {
        this.name = name;
    }

    boolean isBusy() {
        var running = thread;
        return running != null && running.isAlive();
    }

    void begin(Runnable work) {
        thread = Thread.ofVirtual().name(name).start(() -> {
            try {
                work.run();
            } catch (RuntimeException failed) {
                failure.set(failed);
            }
        });
    }

    /// Throws what broke the last piece of work, once.
    void complain() {
        var failed = failure.getAndSet(null);
        if (failed != null) {
            throw failed;
        }
    }

    void await() {
        var running = thread;
        if (running != null) {
            try {
                running.join();
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
