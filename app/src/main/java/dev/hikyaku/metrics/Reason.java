package dev.hikyaku.metrics;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Families of codes, for tags: Salesforce, FCM and SNS have hundreds of codes between them.
public enum Reason {
    /// There is no code.
    NONE(List.of()),
    /// A code of Hikyaku.
    HIKYAKU(List.of("HK")),
    /// An allowance or a rate is used up.
    LIMIT(List.of("LIMIT", "QUOTA", "EXCEEDED", "THROTTL", "429")),
    /// Somebody else works on the same row.
    CONTENTION(List.of("LOCK")),
    /// Another record is the same.
    DUPLICATE(List.of("DUPLICATE")),
    /// We may not.
    ACCESS(List.of("INSUFFICIENT", "AUTH", "SESSION", "PERMISSION", "NOT_UPDATEABLE", "SENDER_ID", "FORBIDDEN")),
    /// What it is about is not there any more.
    GONE(List.of("DELETED", "NOT_FOUND", "UNREGISTERED", "DISABLED", "MALFORMED_ID", "CROSS_REFERENCE")),
    /// The values are not as the other side wants them.
    VALUES(List.of("REQUIRED", "VALIDATION", "INVALID", "TOO_LONG", "OUTSIDE", "PICKLIST", "RANGE")),
    /// The other side is in trouble itself.
    SERVER(List.of("UNAVAILABLE", "INTERNAL", "SERVER", "TIMEOUT", "UNKNOWN", "HTTP_5")),
    /// None of these.
    OTHER(List.of());

    @SuppressWarnings("ImmutableEnumChecker") // a list that cannot be changed
    private final List<String> signs;

    Reason(List<String> signs) {
        this.signs = signs;
    }

    /// The word of a code's family.
    public static String of(@Nullable String code) {
        if (code == null || code.isBlank()) {
            return NONE.word();
        }
        var text = code.toUpperCase(Locale.ROOT).replace('-', '_');
        if (text.startsWith("HK")) {
            return HIKYAKU.word();
        }
        for (var reason : values()) {
            if (reason != HIKYAKU && reason.signs.stream().anyMatch(text::contains)) {
                return reason.word();
            }
        }
        return OTHER.word();
    }

    /// As it stands in tags.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
