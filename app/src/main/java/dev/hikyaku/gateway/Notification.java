package dev.hikyaku.gateway;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one phone is to show, rendered.
///
/// @param tag the same for every copy of one delivery: Android's tag and APNs' collapse id (at most 64 bytes). A second
/// copy takes the first one's place on the phone
/// @param title first line
/// @param body text
/// @param open deep link, or null; travels as `data.open`
/// @param image URL, or null
/// @param data texts for the app
/// @param ttl how long the provider may go on trying
/// @param overrides JSON per platform, merged over what Hikyaku says: keys `android`, `apns`, `webpush`
public record Notification(
        String tag,
        String title,
        String body,
        @Nullable String open,
        @Nullable String image,
        Map<String, String> data,
        Duration ttl,
        Map<String, String> overrides) {

    public Notification {
        data = Map.copyOf(data);
        overrides = Map.copyOf(overrides);
    }
}
