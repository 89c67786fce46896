package dev.hikyaku.bench.intake;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Callers that wait for each answer before they ask again, for a while.
///
/// @param clients that call at the same time
/// @param many changes of one call
/// @param isLines whether they stand in lines; else in an array, or one alone
record Load(String name, int clients, int many, boolean isLines) {
    private static final String PATH = "/api/v1/syncs/customer/changes";

    /// What came of it.
    ///
    /// @param waits for an answer, in nanoseconds, smallest first
    record Answered(long changes, double seconds, List<Long> waits) {
        double perSecond() {
            return changes / seconds;
        }

        /// Milliseconds within which so many of a hundred answers came.
        double percentile(double percent) {
            return waits.isEmpty()
                    ? 0
                    : waits.get((int) Math.min(waits.size() - 1, waits.size() * percent / 100)) / 1e6;
        }
    }

    /// Calls for so long.
    ///
    /// @param keys of how many records the changes are
    Answered run(URI door, int seconds, int keys) throws InterruptedException {
        var begin = System.nanoTime();
        var end = begin + seconds * 1_000_000_000L;
        var waits = new ConcurrentLinkedQueue<List<Long>>();
        var broken = new ConcurrentLinkedQueue<Exception>();
        var threads = IntStream.range(0, clients)
                .mapToObj(number -> Thread.ofPlatform().name("client-" + number).start(() -> {
                    try {
                        waits.add(call(door, end, keys));
                    } catch (IOException failed) {
                        broken.add(failed);
                    }
                }))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        if (!broken.isEmpty()) {
            throw new IllegalStateException(broken.size() + " clients broke off", broken.peek());
        }
        var all = waits.stream().flatMap(List::stream).sorted().toList();
        return new Answered((long) all.size() * many, (System.nanoTime() - begin) / 1e9, all);
    }

    private List<Long> call(URI door, long end, int keys) throws IOException {
        var waits = new ArrayList<Long>();
        try (var wire = new Wire(door, PATH, isLines ? "application/x-ndjson" : "application/json")) {
            while (System.nanoTime() < end) {
                var body = body(keys);
                var begin = System.nanoTime();
                var status = wire.post(body);
                if (status != 202 && status != 200) {
                    throw new IOException("answered " + status);
                }
                waits.add(System.nanoTime() - begin);
            }
        }
        return waits;
    }

    private String body(int keys) {
        if (many == 1) {
            return Body.next(keys);
        }
        var all = IntStream.range(0, many).mapToObj(_ -> Body.next(keys));
        return isLines ? all.collect(Collectors.joining("\n")) : all.collect(Collectors.joining(",", "[", "]"));
    }
}
