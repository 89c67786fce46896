package dev.hikyaku.manifest;

import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How one Salesforce field gets its value.
///
/// @param target API name of the Salesforce field
/// @param value what is sent, before the value map
/// @param map replaces values: found -> sent; empty means no replacing
/// @param otherwise what happens to a value that `map` does not name
/// @param type how the value is written and checked
/// @param max longest text, in characters, or null for no limit but the org's
/// @param tooLong what happens to a longer one
/// @param empty what an empty value (null or `''`) does to the field
/// @param invalid what becomes of a value that its type, its length or the org would refuse
public record Field(
        String target,
        Expression value,
        Map<String, String> map,
        Otherwise otherwise,
        Type type,
        @Nullable Integer max,
        TooLong tooLong,
        Empty empty,
        Invalid invalid) {

    public Field {
        map = Map.copyOf(map);
    }

    /// What this field gets from one row.
    ///
    /// @param row text by column; an absent or null column is empty
    /// @param zone how date-times without an offset are to be understood
    public FieldValue valueIn(Map<String, @Nullable String> row, ZoneId zone) {
        return FieldValue.of(this, row, zone);
    }

    /// What happens to a value that the value map does not name.
    public enum Otherwise {
        REJECT,
        KEEP,
        CLEAR
    }

    /// How a value is written to Salesforce. `AUTO` writes it as the source gave it.
    public enum Type {
        AUTO,
        TEXT,
        NUMBER,
        BOOLEAN,
        DATE,
        DATETIME,
        EMAIL,
        PHONE
    }

    /// What happens to a text longer than `max`, or than the field in the org: it is cut, or it is invalid.
    public enum TooLong {
        REJECT,
        CUT
    }

    /// What a value does that its type, its length or the org would refuse.
    public enum Invalid {
        /// The row is rejected before anything is sent.
        REJECT,
        /// The row travels and clears the field.
        CLEAR,
        /// The row travels and leaves the field as it is.
        KEEP
    }

    /// What an empty value does: leave the Salesforce field as it is, or clear it.
    public enum Empty {
        KEEP,
        CLEAR
    }
}
