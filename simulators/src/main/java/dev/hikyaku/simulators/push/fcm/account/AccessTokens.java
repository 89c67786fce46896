package dev.hikyaku.simulators.push.fcm.account;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Access tokens that were handed out; safe for many threads. A restarted simulator knows none.
public final class AccessTokens {
    private final Map<String, Long> expiries = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong handedOut = new AtomicLong();
    private final Clock clock;
    private volatile Duration life;

    /// @param life how long a token is good for
    public AccessTokens(Clock clock, Duration life) {
        this.clock = clock;
        this.life = life;
    }

    /// Hands out another one.
    public String next() {
        var bytes = new byte[48];
        random.nextBytes(bytes);
        var token = "ya29." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        expiries.put(token, clock.millis() + life.toMillis());
        handedOut.incrementAndGet();
        return token;
    }

    /// Whether it was handed out here and has not run out.
    public boolean isGood(String token) {
        var expiry = expiries.get(token);
        return expiry != null && expiry > clock.millis();
    }

    /// Ends all tokens so far.
    public void expireAll() {
        expiries.clear();
    }

    /// How long the next token will be good for.
    public Duration life() {
        return life;
    }

    /// Changes how long the next token will be good for.
    public void life(Duration newLife) {
        life = newLife;
    }

    /// How many were handed out since the start.
    public long handedOut() {
        return handedOut.get();
    }
}
