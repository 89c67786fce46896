package dev.hikyaku.sync.rows;

import dev.hikyaku.ledger.Changes.FollowUp;
import dev.hikyaku.ledger.Claims.Hold;
import dev.hikyaku.ledger.Claims.Refusal;
import dev.hikyaku.ledger.Claims.Waiting;
import dev.hikyaku.manifest.Field;
import dev.hikyaku.manifest.FieldValue;
import dev.hikyaku.manifest.Reference;
import dev.hikyaku.sync.Work;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Turns the changes of one page into rows: fields by the manifest, references by the remote ids of the ledger.
final class Rows {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Work work;
    private final Columns columns;
    private final boolean numericKeys;
    private final Preflight preflight;
    private final References references;
    private final Map<String, String> accepted;
    private final List<Reading> readings;

    /// A field and the columns it is made of, in their order.
    private record Reading(Field field, List<String> columns) {
        static Reading of(Field field) {
            return new Reading(field, field.value().columns().stream().sorted().toList());
        }
    }

    /// What one change becomes.
    sealed interface Made {
        /// A row.
        ///
        /// @param cells one for each of [Columns#all()]
        /// @param followUp what of it travels later, or null
        record Row(List<FieldValue> cells, @Nullable FollowUp followUp) implements Made {}

        /// It waits for another record.
        record Held(Hold hold) implements Made {}

        /// It can't travel as it is.
        record Refused(Refusal refusal) implements Made {}
    }

    /// Looks up all records that the rows of a page refer to.
    ///
    /// @param rows what each change carries, column -> text
    /// @param there keys of the page that are in Salesforce
    Rows(Work work, Columns columns, Known known, Collection<Map<String, @Nullable String>> rows, List<String> there) {
        this.work = work;
        this.columns = columns;
        this.numericKeys = NumericKeys.isNumber(work, work.sync().object());
        this.preflight = new Preflight(
                work.descriptions().apply(work.sync().object()),
                work.sync().source().zone());
        this.references = new References(work, known, rows);
        this.readings = work.sync().fields().stream().map(Reading::of).toList();
        this.accepted = columns.differ() ? known.acceptedPayloads(work.name(), there) : Map.of();
    }

    Made make(Waiting change, Map<String, @Nullable String> row) {
        if (numericKeys && !change.key().equals(NumericKeys.plain(change.key()))) {
            var reason = "the external id " + work.sync().externalId() + " is a number field, and the key is no plain"
                    + " number; make the field Text in Salesforce, or let the key be like "
                    + NumericKeys.plain(change.key());
            return refuse(change, "HK3009", reason);
        }
        var unfit = preflight.checkKey(work.sync().externalId(), change.key());
        return unfit == null
                ? withFields(change, row)
                : refuse(change, unfit.code().code(), reasons(List.of(unfit)));
    }

    private Made withFields(Waiting change, Map<String, @Nullable String> row) {
        var refused = new ArrayList<FieldValue.Refused>();
        var cells = new ArrayList<FieldValue>(columns.all().size());
        cells.add(new FieldValue.Value(change.key()));
        for (var reading : readings) {
            var there = count(reading, row);
            if (there > 0 && there < reading.columns().size()) {
                return refuse(change, "HK3010", absent(reading, row));
            }
            var isGiven = there > 0 || reading.columns().isEmpty();
            var found =
                    isGiven ? reading.field().valueIn(row, work.sync().source().zone()) : new FieldValue.Keep();
            var value = preflight.check(reading.field(), found, change.remoteId() == null);
            cells.add(value);
            if (value instanceof FieldValue.Refused why) {
                refused.add(why);
            }
        }
        return refused.isEmpty()
                ? withReferences(change, row, cells)
                : refuse(change, refused.getFirst().code().code(), reasons(refused));
    }

    private static int count(Reading reading, Map<String, @Nullable String> row) {
        int there = 0;
        for (var column : reading.columns()) {
            there += row.containsKey(column) ? 1 : 0;
        }
        return there;
    }

    /// A change may hold some columns only, but all that one field is made of.
    private static String absent(Reading reading, Map<String, @Nullable String> row) {
        var absent = reading.columns().stream()
                .filter(column -> !row.containsKey(column))
                .toList();
        return reading.field().target() + " is made of " + String.join(", ", reading.columns())
                + ", but the change does not hold " + String.join(", ", absent);
    }

    private String reasons(List<FieldValue.Refused> refused) {
        var locale = work.surroundings().locale();
        return String.join(
                "; ",
                refused.stream()
                        .map(why -> why.message(locale) + " (" + why.fix(locale) + ")")
                        .toList());
    }

    private Made withReferences(Waiting change, Map<String, @Nullable String> row, List<FieldValue> cells) {
        var later = new ArrayList<Late>();
        for (var reference : work.sync().references()) {
            switch (references.resolve(reference, row)) {
                case References.Resolved.Gets(var value) -> cells.add(value);
                case References.Resolved.Wrong(var reason) -> {
                    return refuse(change, "HK3013", reason);
                }
                case References.Resolved.Missing missing -> {
                    var late = new Late(reference, missing);
                    var stop = missing(change, row, late);
                    if (stop != null) {
                        return stop;
                    }
                    if (reference.missing() == Reference.Missing.LATER) {
                        later.add(late);
                        cells.add(new FieldValue.Keep());
                    } else {
                        cells.add(new FieldValue.Clear());
                    }
                }
            }
        }
        var moved = moved(change, row);
        return moved == null ? new Made.Row(cells, followUp(change, row, later)) : refuse(change, "HK3012", moved);
    }

    private record Late(Reference reference, References.Resolved.Missing missing) {}

    /// What becomes of the whole change because a record it refers to is missing; null when it travels all the same.
    private @Nullable Made missing(Waiting change, Map<String, @Nullable String> row, Late late) {
        var reference = late.reference();
        var missing = late.missing();
        var waits = reference.missing() == Reference.Missing.LATER
                ? References.isFollowUp(work.sync().references(), row.keySet())
                : reference.missing() == Reference.Missing.WAIT;
        if (waits) {
            return new Made.Held(
                    new Hold(change.id(), missing.sync(), missing.key(), missing.reason(), reference.deadline()));
        }
        return reference.missing() == Reference.Missing.REJECT
                ? refuse(change, "HK3008", missing.reason() + "; the manifest says missing: reject")
                : null;
    }

    private static @Nullable FollowUp followUp(Waiting change, Map<String, @Nullable String> row, List<Late> later) {
        if (later.isEmpty()) {
            return null;
        }
        var payload = new TreeMap<String, @Nullable String>();
        later.forEach(late -> late.reference().columns().forEach(column -> payload.put(column, row.get(column))));
        var first = later.getFirst().missing();
        return new FollowUp(change.key(), JSON.writeValueAsString(payload), first.sync(), first.key(), first.reason());
    }

    /// Says so when the row names another parent than Salesforce has, in a field that can be set on new records alone.
    private @Nullable String moved(Waiting change, Map<String, @Nullable String> row) {
        var before = accepted.get(change.key());
        if (change.remoteId() == null || before == null) {
            return null;
        }
        var was = new HashMap<>(Coalescing.read(before));
        for (var column : columns.all()) {
            if (!column.onlyNew()) {
                continue;
            }
            for (var reference : work.sync().references()) {
                if (reference.target().equals(column.target())
                        && row.containsKey(reference.by())
                        && was.containsKey(reference.by())
                        && !Objects.equals(row.get(reference.by()), was.get(reference.by()))) {
                    return reference.target() + " can't be changed in Salesforce: it points to "
                            + was.get(reference.by()) + ", and the change wants " + row.get(reference.by());
                }
            }
        }
        return null;
    }

    private static Made refuse(Waiting change, String code, String reason) {
        return new Made.Refused(new Refusal(change.id(), code, reason));
    }
}
