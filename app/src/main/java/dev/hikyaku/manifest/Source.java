package dev.hikyaku.manifest;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Where the rows of a sync come from.
public sealed interface Source {

    /// The column whose text is the record's key; unique in the source.
    String key();

    /// How date-times without an offset are to be understood.
    ZoneId zone();

    /// A scan reads one table of the application's database.
    ///
    /// @param where SQL condition that rows must meet, or null for all rows
    /// @param zone how date-times without an offset are to be understood
    record Table(String table, String key, @Nullable String where, ZoneId zone) implements Source {}

    /// A scan reads one `SELECT` over the application's database.
    ///
    /// @param zone how date-times without an offset are to be understood
    record Query(String sql, String key, ZoneId zone) implements Source {}

    /// The application hands in changes itself, by one of the other doors.
    ///
    /// @param zone how date-times without an offset are to be understood
    record Intake(String key, ZoneId zone) implements Source {

        /// Date-times without an offset are understood as UTC.
        public Intake(String key) {
            this(key, ZoneOffset.UTC);
        }
    }
}
