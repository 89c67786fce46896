package dev.hikyaku.intake.http;

import dev.hikyaku.intake.body.Reading;
import dev.hikyaku.intake.group.Taking;
import java.util.ArrayList;
import java.util.List;

/// Lines of one stream that wait for their next commit; their bytes count among those of all bodies.
final class Gathered implements AutoCloseable {
    private static final int MOST = Taking.GROUP / 2;
    private static final int MOST_BYTES = 1 << 20;

    private final List<Reading> readings = new ArrayList<>();
    private final Bodies.Held held;
    private long first = 1;
    private int bytes;

    /// @param held given back with this
    Gathered(Bodies.Held held) {
        this.held = held;
    }

    /// @throws Refusal when all bodies together are too large
    void add(Reading reading, Bytes line) {
        held.more(line.array().length);
        bytes += line.array().length;
        readings.add(reading);
    }

    boolean isFull() {
        return readings.size() >= MOST || bytes >= MOST_BYTES;
    }

    List<Reading> readings() {
        return readings;
    }

    /// Number of the first of them.
    long first() {
        return first;
    }

    /// Nothing waits any more.
    ///
    /// @param number of the line that comes next
    void begin(long number) {
        readings.clear();
        bytes = 0;
        held.close();
        first = number;
    }

    @Override
    public void close() {
        held.close();
    }
}
