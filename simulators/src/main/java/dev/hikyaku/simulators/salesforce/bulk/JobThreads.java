package dev.hikyaku.simulators.salesforce.bulk;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A virtual thread per running job.
final class JobThreads implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopping;

    /// Work that may end early when the simulator ends.
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    void start(Work work) {
        if (stopping) {
            return;
        }
        threads.execute(() -> {
            try {
                work.run();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (IOException | RuntimeException broken) {
                if (!stopping) {
                    System.getLogger("simulator").log(System.Logger.Level.ERROR, "a bulk job broke", broken);
                }
            }
        });
    }

    boolean isStopping() {
        return stopping;
    }

    @Override
    public void close() {
        stopping = true;
        // an interrupt would close file channels in the middle of a chunk; sleeping workers see the flag instead
        threads.shutdown();
        try {
            if (!threads.awaitTermination(200, TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
                threads.awaitTermination(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
