package dev.hikyaku.push;

import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.push.pace.PaceClock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Whether a provider is worth asking now. Hears every outcome.
final class Circuit {
    private static final int SILENCES = 20;
    private static final Duration REST = Duration.ofSeconds(30);

    private final PaceClock clock;
    private final Duration noHint;
    private @Nullable String broken;
    private boolean resting;
    private long restsUntil;
    private int silences;

    Circuit(PaceClock clock, Duration noHint) {
        this.clock = clock;
        this.noHint = noHint;
    }

    /// Takes an outcome into account.
    synchronized void hear(Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted _ -> silences = 0;
            case Outcome.Rejected _ -> silences = 0;
            case Outcome.NotNow notNow -> {
                if (notNow.whole()) {
                    rest(notNow.after() == null ? noHint : notNow.after());
                }
            }
            case Outcome.Stopped(var code, var text) -> broken = code + ": " + text;
            case Outcome.Unknown _ -> {
                if (++silences >= SILENCES) {
                    silences = SILENCES - 1;
                    rest(REST);
                }
            }
        }
    }

    private void rest(Duration time) {
        var until = clock.nanos() + time.toNanos();
        restsUntil = resting ? Math.max(restsUntil, until) : until;
        resting = true;
    }

    /// How long it has to rest; zero when it can be asked.
    synchronized Duration rest() {
        var left = restsUntil - clock.nanos();
        if (resting && left > 0) {
            return Duration.ofNanos(left);
        }
        resting = false;
        return Duration.ZERO;
    }

    /// What makes it useless until somebody mends it; null when nothing does.
    synchronized @Nullable String broken() {
        return broken;
    }

    /// Whether it did not answer lately, so that one delivery has to try before others follow.
    synchronized boolean isSilent() {
        return silences >= SILENCES - 1;
    }
}
