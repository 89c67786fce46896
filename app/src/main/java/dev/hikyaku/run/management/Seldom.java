package dev.hikyaku.run.management;

import java.util.function.LongSupplier;

/// Something that takes its time, done the more seldom the longer it takes.
final class Seldom {
    private final int share;
    private final LongSupplier nanos;
    private long next;

    /// @param share how many times as long as it took it rests then
    Seldom(int share) {
        this(share, System::nanoTime);
    }

    /// @param nanos a clock that only goes forwards
    Seldom(int share, LongSupplier nanos) {
        this.share = share;
        this.nanos = nanos;
        next = nanos.getAsLong();
    }

    /// Does it, unless it rests. What failed is done again the next time.
    void run(Runnable work) {
        var begun = nanos.getAsLong();
        if (begun - next < 0) {
            return;
        }
        work.run();
        var ended = nanos.getAsLong();
        next = ended + (ended - begun) * share;
    }
}
