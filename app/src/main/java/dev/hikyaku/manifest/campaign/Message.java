package dev.hikyaku.manifest.campaign;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What phones show, as templates over the columns of the audience: `{{plate}}`, `{{inspection_on | date}}`.
///
/// @param fallback language for recipients whose own is not among `texts`
/// @param texts by language, such as `ja`
/// @param open template of the deep link, or null
/// @param data templates of texts for the app
/// @param ttl how long the provider may go on trying
/// @param tooLong what happens to a text that makes the whole larger than the provider takes (4,096 bytes)
/// @param overrides JSON per platform: `android`, `apns`, `webpush`
public record Message(
        String fallback,
        Map<String, Text> texts,
        @Nullable String open,
        Map<String, String> data,
        Duration ttl,
        TooLong tooLong,
        Map<String, String> overrides) {

    public Message {
        texts = Map.copyOf(texts);
        data = Map.copyOf(data);
        overrides = Map.copyOf(overrides);
    }

    /// Templates of one language.
    public record Text(String title, String body, @Nullable String image) {}

    /// What happens to a text that is too long.
    public enum TooLong {
        /// The delivery is rejected.
        REJECT,
        /// The body is cut between characters as people see them.
        CUT
    }
}
