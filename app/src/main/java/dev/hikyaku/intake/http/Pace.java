package dev.hikyaku.intake.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A bucket of tokens for each client: so many changes a second, and twice as many at once.
final class Pace {
    /// Clients we keep buckets for; tokens may name any number of subjects.
    private static final int MOST_CLIENTS = 10_000;

    private final double perSecond;
    private final double most;
    private final ConcurrentHashMap<String, Bucket> buckets = new ConcurrentHashMap<>();

    Pace(double perSecond) {
        this.perSecond = perSecond;
        this.most = Math.max(1, 2 * perSecond);
    }

    private static final class Bucket {
        private double tokens;
        private long filled;
    }

    /// How long this client has to wait before it may hand in so many changes; empty when it may now.
    Optional<Duration> take(String client, int changes) {
        return take(client, changes, System.nanoTime());
    }

    Optional<Duration> take(String client, int changes, long now) {
        if (buckets.size() > MOST_CLIENTS) {
            buckets.clear();
        }
        var bucket = buckets.computeIfAbsent(client, _ -> full(now));
        synchronized (bucket) {
            bucket.tokens = Math.min(most, bucket.tokens + (now - bucket.filled) * perSecond / 1e9);
            bucket.filled = now;
            // Whoever has a token may overdraw it: a body of many changes must not starve.
            if (bucket.tokens >= 1) {
                bucket.tokens -= changes;
                return Optional.empty();
            }
            return Optional.of(Duration.ofMillis((long) Math.ceil((1 - bucket.tokens) / perSecond * 1_000)));
        }
    }

    private Bucket full(long now) {
        var bucket = new Bucket();
        bucket.tokens = most;
        bucket.filled = now;
        return bucket;
    }
}
