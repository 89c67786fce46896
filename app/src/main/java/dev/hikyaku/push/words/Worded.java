package dev.hikyaku.push.words;

import dev.hikyaku.gateway.Notification;
import dev.hikyaku.manifest.campaign.Message;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of one row.
public sealed interface Worded {

    /// The row does not fit the templates.
    String RENDER_ERROR = "render_error";

    /// The whole is larger than the provider takes.
    String TOO_LONG = "too_long";

    /// The words for one recipient.
    ///
    /// @param language which of the message's texts was chosen
    record Rendered(
            String language,
            String title,
            String body,
            @Nullable String open,
            @Nullable String image,
            Map<String, String> data)
            implements Worded {

        public Rendered {
            data = Map.copyOf(data);
        }

        /// As a gateway takes it.
        ///
        /// @param tag the same for every copy of one delivery
        /// @param ttl how long the provider may go on trying
        public Notification notification(String tag, Duration ttl, Message message) {
            return new Notification(tag, title, body, open, image, data, ttl, message.overrides());
        }

        Rendered withBody(String shorter) {
            return new Rendered(language, title, shorter, open, image, data);
        }
    }

    /// No words can be made of this row. Other rows are not touched by it.
    ///
    /// @param code [#RENDER_ERROR] or [#TOO_LONG]
    /// @param text for people, without the row's values, such as `body (ja): {{plate}} is NULL`
    record Failed(String code, String text) implements Worded {}
}
