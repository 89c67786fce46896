package dev.hikyaku.sync.bulk;

import dev.hikyaku.ledger.BulkJobs.BulkJob;
import dev.hikyaku.sync.Work;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Brings complete bulk jobs on their way, one after the other, while the next ones are gathered.
///
/// A failure ends only this: the bulk job stays where it is, and [Ship] goes on from there and tells what is wrong.
final class Ahead implements AutoCloseable {
    private final Ship ship;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    private volatile boolean broken;

    Ahead(Work work) {
        ship = new Ship(work);
    }

    /// Sends it as soon as those before it are on their way; does not wait for that.
    void send(BulkJob job) {
        thread.execute(() -> {
            try {
                if (!broken) {
                    ship.send(job);
                }
            } catch (RuntimeException _) {
                broken = true;
            }
        });
    }

    /// Waits until all are on their way.
    @Override
    public void close() {
        thread.close();
    }
}
