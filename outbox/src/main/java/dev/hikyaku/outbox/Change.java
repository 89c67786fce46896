package dev.hikyaku.outbox;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One wish of the application about one record.
///
/// Values of a row may be null, texts, truth values, numbers, enums, UUIDs, and dates or times of `java.time` and
/// `java.sql`. Everything else is refused: the application says which text it means.
///
/// @param sync name of the sync, as in `syncs/<name>.yaml`
/// @param key the record; 1 to 255 characters; also stands in the row if the key's column does
/// @param row column -> value, only columns that the sync reads: all columns of the record or those that changed; null
/// for a delete
/// @param version rising per key, positive; needed only where the order of the outbox's ids is not the order of the
/// record's states
/// @param requestId the same id never has an effect twice, however often and by whichever door it comes; 1 to 200
/// visible ASCII characters
/// @param occurredAt when it happened
/// @param traceParent W3C Trace Context
public record Change(
        String sync,
        String key,
        @Nullable Map<String, ? extends @Nullable Object> row,
        @Nullable Long version,
        @Nullable String requestId,
        @Nullable Instant occurredAt,
        @Nullable String traceParent) {
    private static final Pattern REQUEST_ID = Pattern.compile("[\\x21-\\x7E]{1,200}");
    private static final Pattern TRACE_PARENT =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /// Refuses what no door would take.
    ///
    /// @throws IllegalArgumentException that says what is wrong
    public Change {
        refuse(sync.isEmpty() || sync.length() > 64, "found a sync name of " + sync.length(), "1 to 64 characters");
        refuse(
                key.isEmpty()
                        || key.codePointCount(0, key.length()) > 255
                        || !key.equals(key.strip())
                        || key.chars().anyMatch(Character::isISOControl),
                "change of " + sync + ": found a key that no door takes",
                "1 to 255 characters, none of them a control character, no blank at either end");
        refuse(
                version != null && version <= 0,
                "change of " + sync + " " + key + ": found version " + version,
                "a positive number");
        refuse(
                requestId != null && !REQUEST_ID.matcher(requestId).matches(),
                "change of " + sync + " " + key + ": found a request id that no door takes",
                "1 to 200 visible ASCII characters");
        refuse(
                traceParent != null && !TRACE_PARENT.matcher(traceParent).matches(),
                "change of " + sync + " " + key + ": found " + traceParent,
                "a traceparent of W3C Trace Context, version 00");
        row = row == null ? null : Collections.unmodifiableMap(new LinkedHashMap<String, @Nullable Object>(row));
    }

    private static void refuse(boolean wrong, String found, String wanted) {
        if (wrong) {
            throw new IllegalArgumentException(found + ", wanted " + wanted);
        }
    }

    /// The record shall be as this row says.
    public static Change upsert(String sync, String key, Map<String, ? extends @Nullable Object> row) {
        return new Change(sync, key, row, null, null, null, null);
    }

    /// The record shall be gone.
    public static Change delete(String sync, String key) {
        return new Change(sync, key, null, null, null, null, null);
    }

    /// The same with a version.
    public Change withVersion(long newVersion) {
        return new Change(sync, key, row, newVersion, requestId, occurredAt, traceParent);
    }

    /// The same with a request id.
    public Change withRequestId(String newRequestId) {
        return new Change(sync, key, row, version, newRequestId, occurredAt, traceParent);
    }

    /// The same with the time it happened.
    public Change withOccurredAt(Instant newOccurredAt) {
        return new Change(sync, key, row, version, requestId, newOccurredAt, traceParent);
    }

    /// The same with the trace of whoever wished it.
    public Change withTraceParent(String newTraceParent) {
        return new Change(sync, key, row, version, requestId, occurredAt, newTraceParent);
    }
}
