package dev.hikyaku.intake.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A call that is not answered with receipts.
final class Refusal extends RuntimeException {
    private final RefusalCode code;
    private final String found;
    private final @Nullable Duration retryAfter;

    Refusal(RefusalCode code, String found) {
        this(code, found, null);
    }

    /// @param retryAfter when asking again makes sense, or null when it makes none
    Refusal(RefusalCode code, String found, @Nullable Duration retryAfter) {
        super(code.name(), null, false, false);
        this.code = code;
        this.found = found;
        this.retryAfter = retryAfter;
    }

    RefusalCode code() {
        return code;
    }

    String found() {
        return found;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
