package dev.hikyaku.sync.bulk;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Writes chunks of work while the next ones are made ready, few at once.
final class Chunks implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
    private final int atOnce;
    private final Semaphore free;

    Chunks(int atOnce) {
        this.atOnce = atOnce;
        this.free = new Semaphore(atOnce);
    }

    /// Waits for a free place, then begins; throws what an earlier chunk threw, and begins nothing then.
    void add(Runnable chunk) {
        free.acquireUninterruptibly();
        if (failed.get() != null) {
            free.release();
            throwFailure();
        }
        threads.execute(() -> {
            try {
                chunk.run();
            } catch (RuntimeException | Error failure) {
                failed.compareAndSet(null, failure);
            } finally {
                free.release();
            }
        });
    }

    /// Waits until all that was added is written; throws what one of them threw.
    void await() {
        rest();
        throwFailure();
    }

    /// Waits until nothing is being written.
    void rest() {
        free.acquireUninterruptibly(atOnce);
        free.release(atOnce);
    }

    private void throwFailure() {
        switch (failed.get()) {
            case null -> {}
            case RuntimeException failure -> throw failure;
            case Error error -> throw error;
            case Throwable impossible -> throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
