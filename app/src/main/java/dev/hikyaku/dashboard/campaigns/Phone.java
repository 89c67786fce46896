package dev.hikyaku.dashboard.campaigns;

import dev.hikyaku.manifest.campaign.Message;
import dev.hikyaku.run.campaign.Surveyed;
import org.jspecify.annotations.Nullable;

/// What a phone shows, in one language.
///
/// @param open deep link, or null
/// @param bytes of the whole notification; 0 when nothing was worded
/// @param problem why it can't be worded; null when it can
record Phone(
        String language,
        String title,
        String body,
        @Nullable String open,
        int bytes,
        @Nullable String problem) {

    /// The templates as they stand in the manifest.
    static Phone of(String language, Message.Text text, @Nullable String open) {
        return new Phone(language, text.title(), text.body(), open, 0, null);
    }

    /// Worded with a row.
    static Phone of(Surveyed.Shown shown) {
        return new Phone(shown.language(), shown.title(), shown.body(), shown.open(), shown.bytes(), shown.problem());
    }
}
