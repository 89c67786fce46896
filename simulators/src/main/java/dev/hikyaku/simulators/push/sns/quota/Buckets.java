package dev.hikyaku.simulators.push.sns.quota;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// A token bucket for each action. It holds what a second grants, and is full at first.
public final class Buckets {
    private static final double NANOS = 1e9;

    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final LongSupplier nanos;
    private volatile Quotas quotas;

    /// @param nanos a clock that only goes on, in nanoseconds
    public Buckets(Quotas quotas, LongSupplier nanos) {
        this.quotas = quotas;
        this.nanos = nanos;
    }

    /// Grants something else from now on.
    public void grant(Quotas newQuotas) {
        quotas = newQuotas;
        buckets.clear();
    }

    /// Whether the action may be called now; counts the call when it may.
    public boolean take(String action) {
        return buckets.computeIfAbsent(action, name -> new Bucket(quotas.of(Quotas.Group.of(name)), nanos.getAsLong()))
                .take(nanos.getAsLong());
    }

    private static final class Bucket {
        private final double perSecond;
        private double tokens;
        private long filled;

        Bucket(double perSecond, long now) {
            this.perSecond = perSecond;
            this.tokens = perSecond;
            this.filled = now;
        }

        synchronized boolean take(long now) {
            tokens = Math.min(perSecond, tokens + (now - filled) / NANOS * perSecond);
            filled = now;
            if (tokens < 1) {
                return false;
            }
            tokens -= 1;
            return true;
        }
    }
}
