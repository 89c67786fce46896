package dev.hikyaku.sync.bulk;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Writes chunks of results while the next ones are read, few at once.
final class Chunks implements AutoCloseable {
    private static final int AT_ONCE = 2;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final AtomicReference<@Nullable RuntimeException> failed = new AtomicReference<>();

    /// Waits for a free place, then begins; throws what an earlier chunk threw.
    void add(Runnable chunk) {
        free.acquireUninterruptibly();
        threads.execute(() -> {
            try {
                chunk.run();
            } catch (RuntimeException failure) {
                failed.compareAndSet(null, failure);
            } finally {
                free.release();
            }
        });
        throwFailure();
    }

    /// Waits until all that was added is written.
    void await() {
        free.acquireUninterruptibly(AT_ONCE);
        free.release(AT_ONCE);
        throwFailure();
    }

    private void throwFailure() {
        var failure = failed.get();
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
