package dev.hikyaku.sync.rows;

import dev.hikyaku.ledger.Claims.Hold;
import dev.hikyaku.ledger.Claims.Refusal;
import dev.hikyaku.ledger.Claims.Waiting;
import dev.hikyaku.manifest.FieldValue;
import dev.hikyaku.manifest.ProblemCode;
import dev.hikyaku.manifest.Reference;
import dev.hikyaku.sync.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Turns a page of waiting changes into CSV rows: fields by the manifest, references by the remote ids of the ledger.
public final class Rows {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, @Nullable String>> TEXTS = new TypeReference<>() {};

    private final Work work;
    private final boolean numericKeys;
    private final Preflight preflight;
    private final Map<Long, Map<String, @Nullable String>> texts = new HashMap<>();
    private final Map<Reference, Map<String, String>> parents = new HashMap<>();

    /// What one change becomes.
    public sealed interface Made {
        /// A row of the CSV.
        record Row(List<String> cells) implements Made {}

        /// It waits for another record.
        record Held(Hold hold) implements Made {}

        /// It can't travel as it is.
        record Refused(Refusal refusal) implements Made {}
    }

    /// Reads the payloads of a page, and looks up all records they refer to.
    public Rows(Work work, List<Waiting> page) {
        this.work = work;
        this.numericKeys = NumericKeys.isNumber(work, work.sync().object());
        this.preflight = new Preflight(
                work.descriptions().apply(work.sync().object()),
                work.sync().source().zone());
        for (var change : page) {
            if (change.payload() != null && !change.isStale()) {
                texts.put(change.id(), JSON.readValue(change.payload(), TEXTS));
            }
        }
        for (var reference : work.sync().references()) {
            var keys = new HashSet<String>();
            for (Map<String, @Nullable String> row : texts.values()) {
                keys.add(text(row, reference.by()));
            }
            keys.remove("");
            parents.put(reference, work.ledger().records().remoteIds(reference.sync(), keys));
        }
    }

    /// What this change of the page becomes.
    public Made make(Waiting change) {
        if (change.key().strip().equals(FieldValue.NULL_CELL)) {
            var reason = "the key is the text #N/A, which Salesforce reads as null";
            return refuse(change, ProblemCode.RESERVED_TEXT.code(), reason);
        }
        if (numericKeys && !change.key().equals(NumericKeys.plain(change.key()))) {
            var reason = "the external id " + work.sync().externalId() + " is a number field, and the key is no plain"
                    + " number; make the field Text in Salesforce, or let the key be like "
                    + NumericKeys.plain(change.key());
            return refuse(change, "HK3009", reason);
        }
        var unfit = preflight.checkKey(work.sync().externalId(), change.key());
        return unfit == null
                ? withFields(change, row(change))
                : refuse(change, unfit.code().code(), reasons(List.of(unfit)));
    }

    private Made withFields(Waiting change, Map<String, @Nullable String> row) {
        var cells = new ArrayList<String>();
        cells.add(change.key());
        var refused = new ArrayList<FieldValue.Refused>();
        for (var field : work.sync().fields()) {
            cells.add(
                    switch (preflight.check(
                            field, field.valueIn(row, work.sync().source().zone()), change.remoteId() == null)) {
                        case FieldValue.Value(var text) -> text;
                        case FieldValue.Keep _ -> "";
                        case FieldValue.Clear _ -> FieldValue.NULL_CELL;
                        case FieldValue.Refused why -> {
                            refused.add(why);
                            yield "";
                        }
                    });
        }
        return refused.isEmpty()
                ? withReferences(change, row, cells)
                : refuse(change, refused.getFirst().code().code(), reasons(refused));
    }

    private Map<String, @Nullable String> row(Waiting change) {
        var own = texts.get(change.id());
        return own == null ? new HashMap<>() : own;
    }

    private String reasons(List<FieldValue.Refused> refused) {
        var locale = work.surroundings().locale();
        return String.join(
                "; ",
                refused.stream()
                        .map(why -> why.message(locale) + " (" + why.fix(locale) + ")")
                        .toList());
    }

    private Made withReferences(Waiting change, Map<String, @Nullable String> row, List<String> cells) {
        for (var reference : work.sync().references()) {
            var key = text(row, reference.by());
            var remoteId = parents.getOrDefault(reference, Map.of()).get(key);
            if (remoteId != null || key.isEmpty()) {
                cells.add(remoteId == null ? FieldValue.NULL_CELL : remoteId);
                continue;
            }
            var reason = reference.target() + " waits for " + reference.sync() + " " + key
                    + ", which is not in Salesforce yet";
            switch (reference.missing()) {
                case CLEAR -> cells.add(FieldValue.NULL_CELL);
                case REJECT -> {
                    return refuse(change, "HK3008", reason + "; the manifest says missing: reject");
                }
                case WAIT -> {
                    return new Made.Held(new Hold(change.id(), reference.sync(), key, "HK3007", reason));
                }
            }
        }
        return new Made.Row(cells);
    }

    private static Made refuse(Waiting change, String code, String reason) {
        return new Made.Refused(new Refusal(change.id(), code, reason));
    }

    private static String text(Map<String, @Nullable String> row, String column) {
        var text = row.get(column);
        return text == null ? "" : text;
    }
}
