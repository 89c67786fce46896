package dev.hikyaku.intake.body;

import dev.hikyaku.intake.RowDigest;
import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Changes.Origin;
import dev.hikyaku.ledger.Records.Fingerprint;
import dev.hikyaku.manifest.FieldValue;
import dev.hikyaku.manifest.Source;
import dev.hikyaku.manifest.Sync;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Turns a draft into a change: what is missing, what is not allowed, what does not fit together.
final class Finish {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_KEY = 255;
    private static final Pattern REQUEST_ID = Pattern.compile("[\\x21-\\x7E]{1,200}");

    /// W3C Trace Context, "traceparent Header Field Values", version 00.
    private static final Pattern TRACE_PARENT =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final Sync sync;
    private final Set<String> columns;
    private final boolean isScanned;

    Finish(Sync sync) {
        this.sync = sync;
        this.columns = sync.columns();
        this.isScanned = !(sync.source() instanceof Source.Intake);
    }

    Reading of(Draft draft, Given given) {
        if (draft.sync != null && !draft.sync.equals(sync.name())) {
            draft.wrong(BodyCode.DOES_NOT_FIT, "/sync", draft.sync, sync.name());
        }
        if (given.namesSync() && !draft.seen.contains("sync")) {
            draft.wrong(BodyCode.MISSING, "", "sync", "sync");
        }
        key(draft);
        operation(draft, given);
        if (draft.requestId == null) {
            draft.requestId = given.requestId();
        }
        if (draft.traceParent == null) {
            draft.traceParent = given.traceParent();
        }
        var origin = origin(draft);
        var row = row(draft);
        if (!draft.problems.isEmpty()) {
            return new Reading.Wrong(draft.problems);
        }
        var payload = row == null ? null : JSON.writeValueAsString(row);
        var change = new NewChange(Objects.requireNonNull(draft.key), payload, fingerprint(row), origin);
        return new Reading.Right(change);
    }

    private static void key(Draft draft) {
        var key = draft.key;
        if (key == null) {
            if (!draft.seen.contains("key")) {
                draft.wrong(BodyCode.MISSING, "", "key", "key");
            }
        } else if (key.isEmpty()
                // MariaDB takes "a" and "a " for the same key.
                || !key.equals(key.strip())
                || key.codePointCount(0, key.length()) > LONGEST_KEY
                || key.chars().anyMatch(Character::isISOControl)) {
            draft.wrong(BodyCode.NOT_ALLOWED, "/key", key, "key");
        }
    }

    private static void operation(Draft draft, Given given) {
        var found = draft.operation;
        var wanted = given.operation();
        if (found == null && wanted == null) {
            if (!draft.seen.contains("op")) {
                draft.wrong(BodyCode.MISSING, "", "op", "op");
            }
        } else if (found == null) {
            draft.operation = wanted;
        } else if (!found.equals("upsert") && !found.equals("delete")) {
            draft.wrong(BodyCode.NOT_ALLOWED, "/op", found, "op");
        } else if (wanted != null && !found.equals(wanted)) {
            draft.wrong(BodyCode.DOES_NOT_FIT, "/op", found, wanted);
        }
    }

    private static Origin origin(Draft draft) {
        var requestId = draft.requestId;
        if (requestId != null && !REQUEST_ID.matcher(requestId).matches()) {
            draft.wrong(BodyCode.NOT_ALLOWED, "/requestId", requestId, "requestId");
        }
        var trace = draft.traceParent;
        if (trace != null && !TRACE_PARENT.matcher(trace).matches()) {
            draft.wrong(BodyCode.NOT_ALLOWED, "/traceParent", trace, "traceParent");
        }
        return new Origin(draft.version, instant(draft), requestId, trace);
    }

    private static @Nullable Instant instant(Draft draft) {
        var at = draft.at;
        if (at == null) {
            return null;
        }
        try {
            var instant = OffsetDateTime.parse(at).toInstant();
            if (!instant.isBefore(EARLIEST) && instant.isBefore(LATEST)) {
                return instant;
            }
        } catch (DateTimeException notOne) {
            // Told below, as a moment out of bounds is.
        }
        draft.wrong(BodyCode.NOT_ALLOWED, "/at", at, "at");
        return null;
    }

    /// The row in the order of the sync's columns, its key first; null for a delete.
    private @Nullable Map<String, @Nullable String> row(Draft draft) {
        var data = draft.data;
        if ("delete".equals(draft.operation)) {
            if (data != null) {
                draft.wrong(BodyCode.DOES_NOT_FIT, "/data", "data", "delete");
            }
            return null;
        }
        if (data == null) {
            if ("upsert".equals(draft.operation)) {
                draft.wrong(BodyCode.MISSING, "", "data", "data");
            }
            return null;
        }
        keyColumn(draft, data);
        var row = new LinkedHashMap<String, @Nullable String>();
        row.put(sync.source().key(), draft.key);
        columns.stream().filter(data::containsKey).forEach(column -> row.put(column, data.get(column)));
        fields(draft, row);
        return row;
    }

    private void keyColumn(Draft draft, Map<String, @Nullable String> data) {
        var column = sync.source().key();
        if (data.containsKey(column) && !draft.unreadColumns.contains(column) && draft.key != null) {
            var text = data.get(column);
            if (!draft.key.equals(text)) {
                draft.wrong(BodyCode.DOES_NOT_FIT, "/data" + BodyProblem.step(column), String.valueOf(text), draft.key);
            }
        }
    }

    /// What the manifest would reject on the way is refused here, where the application still hears it. A field is
    /// judged when all its columns are given.
    private void fields(Draft draft, Map<String, @Nullable String> row) {
        for (var field : sync.fields()) {
            var read = field.value().columns();
            if (!row.keySet().containsAll(read) || read.stream().anyMatch(draft.unreadColumns::contains)) {
                continue;
            }
            if (field.valueIn(row, sync.source().zone()) instanceof FieldValue.Refused refused) {
                var pointer = read.stream()
                        .sorted()
                        .findFirst()
                        .map(column -> "/data" + BodyProblem.step(column))
                        .orElse("/data");
                draft.problems.add(new BodyProblem.Value(pointer, refused));
            }
        }
    }

    /// A scan that finds the row as it was handed in need not carry it again.
    private @Nullable Fingerprint fingerprint(@Nullable Map<String, @Nullable String> row) {
        return isScanned && row != null && row.keySet().containsAll(columns) ? new RowDigest(sync).of(row) : null;
    }
}
