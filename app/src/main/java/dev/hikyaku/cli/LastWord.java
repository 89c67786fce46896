package dev.hikyaku.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets a process that was told to stop print its books before it goes.
///
/// A run that is stopped by a signal ends while the JVM is going down already, and a JVM waits only for its hooks.
final class LastWord implements AutoCloseable {
    private static final int LONGEST_SECONDS = 30;

    private final CountDownLatch said = new CountDownLatch(1);
    private final Thread hook = new Thread(this::await, "last-word");

    LastWord() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void await() {
        try {
            var inTime = said.await(LONGEST_SECONDS, TimeUnit.SECONDS);
            if (!inTime) {
                System.err.println("hikyaku: gone without its last word");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        said.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The JVM is going down: the hook has done its work.
        }
    }
}
