package dev.hikyaku.push;

import dev.hikyaku.gateway.Notification;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Says what a phone is to show.
public interface Wording {
    /// Renders the message for one recipient.
    ///
    /// @throws Impossible when this row can't be rendered; others may
    Notification render(Wanted wanted);

    /// What is asked for.
    ///
    /// @param params row of the audience, as JSON
    /// @param locale language tag of the recipient, or null
    /// @param tag the same for every copy of the delivery
    /// @param ttl how long the provider may go on trying
    record Wanted(String params, @Nullable String locale, String tag, Duration ttl) {}

    /// The message can't be rendered for this row.
    final class Impossible extends RuntimeException {
        private final String code;

        /// Says which column is to blame, and for what.
        public Impossible(String code, String message) {
            super(message);
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
