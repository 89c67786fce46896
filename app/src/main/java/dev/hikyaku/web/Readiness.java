package dev.hikyaku.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A question that anybody may ask and that costs something to answer: however many ask, it is looked into by
/// one at a time, and what was found counts for a second, for all of them.
public final class Readiness implements BooleanSupplier {
    /// How long an answer counts.
    public static final Duration REMEMBERED = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final BooleanSupplier look;
    private final LongSupplier nanos;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable Found newest;

    private record Found(boolean isReady, long at) {}

    /// @param look finds it out
    public Readiness(BooleanSupplier look) {
        this(look, System::nanoTime);
    }

    /// @param nanos a clock that only goes forwards
    Readiness(BooleanSupplier look, LongSupplier nanos) {
        this.look = look;
        this.nanos = nanos;
    }

    /// What was found within the last second, or is found now. Whoever has to wait for another's look for more
    /// than two seconds hears no.
    @Override
    public boolean getAsBoolean() {
        var known = known();
        if (known != null) {
            return known.isReady();
        }
        if (!mayLook()) {
            return false;
        }
        try {
            var meanwhile = known();
            return meanwhile == null ? find() : meanwhile.isReady();
        } finally {
            looking.unlock();
        }
    }

    private boolean find() {
        var isReady = look.getAsBoolean();
        newest = new Found(isReady, nanos.getAsLong());
        return isReady;
    }

    private @Nullable Found known() {
        var found = newest;
        return found != null && nanos.getAsLong() - found.at() < REMEMBERED.toNanos() ? found : null;
    }

    private boolean mayLook() {
        try {
            return looking.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
