package dev.hikyaku.dashboard.login.oidc;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;

/// Looks far away, one at a time; whoever comes meanwhile waits for that one's answer, good or bad. So what hangs
/// costs many people one wait together, and not one after another.
///
/// A failure counts for as long as it took to come: what hung for five seconds is asked again after five more, what
/// was refused at once is asked by the next one.
final class OneLook<T> {
    private final Supplier<T> look;
    private final Duration kept;
    private final Duration patience;
    private final LongSupplier nanos;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable Seen<T> seen;
    private volatile @Nullable Trouble trouble;

    /// @param kept how long what was found counts
    /// @param patience how long others wait for the one who looks
    /// @param nanos a clock that never goes back
    OneLook(Supplier<T> look, Duration kept, Duration patience, LongSupplier nanos) {
        this.look = look;
        this.kept = kept;
        this.patience = patience;
        this.nanos = nanos;
    }

    private record Seen<T>(T what, long until) {}

    private record Trouble(AuthenticationServiceException failure, long until) {
        /// One for each who hears of it: the login writes into them.
        private AuthenticationServiceException again() {
            var message = String.valueOf(failure.getMessage());
            return failure instanceof Provider.Unfit
                    ? new Provider.Unfit(message)
                    : new Provider.Away(message, failure);
        }
    }

    /// What is there.
    ///
    /// @throws AuthenticationServiceException like the look itself
    T get() {
        var known = known();
        if (known != null) {
            return known;
        }
        if (!isMine()) {
            throw new Provider.Away("no answer to another login's question", new IllegalStateException("still asking"));
        }
        try {
            var meanwhile = known();
            return meanwhile == null ? look() : meanwhile;
        } finally {
            looking.unlock();
        }
    }

    /// What was found last, however long ago; null when nothing was yet.
    @Nullable
    T last() {
        var last = seen;
        return last == null ? null : last.what();
    }

    /// How many wait for another one's answer.
    int waiting() {
        return looking.getQueueLength();
    }

    private @Nullable T known() {
        var last = seen;
        if (last != null && isYet(last.until())) {
            return last.what();
        }
        var before = trouble;
        if (before != null && isYet(before.until())) {
            throw before.again();
        }
        return null;
    }

    private boolean isYet(long until) {
        return until - nanos.getAsLong() > 0;
    }

    private boolean isMine() {
        try {
            return looking.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private T look() {
        var began = nanos.getAsLong();
        try {
            var found = look.get();
            seen = new Seen<>(found, nanos.getAsLong() + kept.toNanos());
            return found;
        } catch (AuthenticationServiceException failed) {
            var now = nanos.getAsLong();
            trouble = new Trouble(failed, now + (now - began));
            throw failed;
        }
    }
}
