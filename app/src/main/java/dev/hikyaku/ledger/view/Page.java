package dev.hikyaku.ledger.view;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some rows, and where the next ones begin. A page may hold fewer rows than were asked for, or none, and
/// have a next one all the same: so many rows were looked at that did not fit the filter.
///
/// @param next cursor of the next page; null at the end. Its text has no meaning for others
public record Page<T>(List<T> items, @Nullable String next) {
    /// Most rows of one page.
    public static final int MOST = 1_000;

    public Page {
        items = List.copyOf(items);
    }

    /// Which page.
    ///
    /// @param cursor [Page#next] of the one before; null for the first
    /// @param limit 1..[Page#MOST]
    public record Wanted(@Nullable String cursor, int limit) {
        public Wanted {
            if (limit < 1 || limit > MOST) {
                throw new Unreadable("limit " + limit + ": wanted a number from 1 to " + MOST);
            }
        }

        /// The first page.
        public static Wanted first(int limit) {
            return new Wanted(null, limit);
        }

        /// The id that the rows lie below.
        long below() {
            return cursor == null ? Long.MAX_VALUE : id(cursor);
        }
    }

    /// A cursor or a filter that nobody can have got from here; the message says what was wanted.
    public static final class Unreadable extends IllegalArgumentException {
        /// Says what was found, and what was wanted.
        public Unreadable(String message) {
            super(message);
        }
    }

    /// A place among rows in the order of their keys.
    record Place(String key, long version) {
        String cursor() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((version + ":" + key).getBytes(StandardCharsets.UTF_8));
        }

        static Place of(String cursor) {
            try {
                var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                var colon = text.indexOf(':');
                return new Place(text.substring(colon + 1), Long.parseLong(text.substring(0, Math.max(0, colon))));
            } catch (IllegalArgumentException _) {
                throw unreadable(cursor);
            }
        }
    }

    private static long id(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException _) {
            throw unreadable(cursor);
        }
    }

    private static Unreadable unreadable(String cursor) {
        var shown = cursor.length() > 40 ? cursor.substring(0, 40) + "…" : cursor;
        return new Unreadable("cursor '" + shown + "': wanted the \"next\" of the page before");
    }
}
