package dev.hikyaku.simulators.lifecycle;

import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/// A simulator as a program: says where it is, and runs until it is told to end.
public final class SimulatorProgram {
    private SimulatorProgram() {}

    /// Runs it. Exits with 2 for wrong arguments and 4 when port or folder cannot be used.
    ///
    /// @param name in the line `NAME simulator ready URL` that says it can be used
    /// @param start starts it
    public static void run(String name, Supplier<? extends Simulator> start) {
        try {
            var simulator = start.get();
            var ended = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                simulator.close();
                ended.countDown();
            }));
            System.out.println(name + " simulator ready " + simulator.url());
            ended.await();
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
        } catch (UncheckedIOException broken) {
            System.err.println(broken.getMessage());
            System.exit(4);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
