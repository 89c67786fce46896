package dev.hikyaku.sync.rows;

import dev.hikyaku.ledger.BulkJobs.BulkJob;
import dev.hikyaku.ledger.Changes.FollowUp;
import dev.hikyaku.ledger.Claims.Hold;
import dev.hikyaku.ledger.Claims.Merge;
import dev.hikyaku.ledger.Claims.Open;
import dev.hikyaku.ledger.Claims.Refusal;
import dev.hikyaku.ledger.Claims.Taken;
import dev.hikyaku.ledger.Claims.Verdicts;
import dev.hikyaku.ledger.Claims.Waiting;
import dev.hikyaku.manifest.FieldValue;
import dev.hikyaku.sync.Work;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A page of waiting changes, judged: which travel as which row, and what becomes of the others. Nothing is written by
/// it, so that a plan can judge too.
public final class Page {
    private final Work work;
    private final Known known;
    private final List<Row> rows = new ArrayList<>();
    private final List<Long> superseded = new ArrayList<>();
    private final List<Long> absent = new ArrayList<>();
    private final List<Hold> held = new ArrayList<>();
    private final List<Refusal> refused = new ArrayList<>();
    private final List<Merge> merged = new ArrayList<>();
    private final List<Long> hard = new ArrayList<>();
    private final List<FollowUp> followUps = new ArrayList<>();

    /// A change that travels.
    ///
    /// @param cells one for each of [Columns#all()]; empty for a delete
    /// @param parent key of the first record it refers to, or ""; rows of one parent go side by side
    public record Row(Waiting change, List<FieldValue> cells, String parent) {
        /// Whether Salesforce has the record already.
        public boolean isKnown() {
            return change.remoteId() != null;
        }

        /// Whether a CSV can't carry it: one of its texts is what Salesforce reads as null, or a parent that Salesforce
        /// looks up by another field has to be cleared.
        public boolean isHard(Columns columns) {
            for (int i = 0; i < cells.size(); i++) {
                var isHard = switch (cells.get(i)) {
                    case FieldValue.Value(var text) ->
                        text.contains(FieldValue.NULL_CELL) && text.strip().equals(FieldValue.NULL_CELL);
                    case FieldValue.Clear _ -> isKnown() && columns.all().get(i).parentField() != null;
                    case FieldValue.Keep _, FieldValue.Refused _ -> false;
                };
                if (isHard) {
                    return true;
                }
            }
            return false;
        }
    }

    private record Carrier(Waiting change, Coalescing.Carried carried) {}

    private Page(Work work, Known known) {
        this.work = work;
        this.known = known;
    }

    /// Judges a page.
    ///
    /// @param columns of the sync's rows
    public static Page judge(Work work, Columns columns, List<Waiting> changes) {
        return judge(work, columns, changes, Known.of(work.ledger()));
    }

    /// Judges a page by what is known otherwise.
    public static Page judge(Work work, Columns columns, List<Waiting> changes, Known known) {
        var page = new Page(work, known);
        var carriers = page.coalesce(changes);
        page.make(columns, carriers);
        page.rows.sort(Comparator.comparing(Row::parent));
        return page;
    }

    private List<Carrier> coalesce(List<Waiting> changes) {
        var several = changes.stream()
                .filter(change -> change.newest() > 1)
                .map(Waiting::key)
                .toList();
        var open = new HashMap<String, List<Open>>();
        known.open(work.name(), several)
                .forEach(one ->
                        open.computeIfAbsent(one.key(), _ -> new ArrayList<>()).add(one));
        var carriers = new ArrayList<Carrier>(changes.size());
        var seen = HashSet.<String>newHashSet(changes.size());
        // Of several deletes of one key the last carries; the page holds them oldest first.
        for (int i = changes.size() - 1; i >= 0; i--) {
            var change = changes.get(i);
            if (seen.add(change.key())) {
                carriers.add(new Carrier(change, Coalescing.carry(change, open.getOrDefault(change.key(), List.of()))));
            }
        }
        Collections.reverse(carriers);
        return carriers;
    }

    private void make(Columns columns, List<Carrier> carriers) {
        var texts =
                carriers.stream().map(carrier -> carrier.carried().columns()).toList();
        var there = carriers.stream()
                .map(Carrier::change)
                .filter(change -> change.remoteId() != null && !change.isDelete())
                .map(Waiting::key)
                .toList();
        var rows = new Rows(work, columns, known, texts, there);
        var needed = stillNeeded(carriers);
        var same = new SameKeys(
                work,
                carriers.stream()
                        .map(Carrier::change)
                        .filter(change -> !change.isDelete())
                        .toList());
        for (var carrier : carriers) {
            var other = same.other(carrier.change());
            if (carrier.change().isDelete()) {
                delete(carrier, needed);
            } else if (other != null) {
                upsert(carrier, new Rows.Made.Refused(sharesCase(carrier.change(), other)));
            } else {
                upsert(carrier, rows.make(carrier.change(), carrier.carried().columns()));
            }
        }
    }

    private Refusal sharesCase(Waiting change, String other) {
        return new Refusal(
                change.id(),
                "HK3014",
                work.sync().externalId() + " does not tell capital from small letters, so this key is the same as "
                        + other + ", which came first");
    }

    /// Records that deletes name and that other keys, which live on, have too.
    private Map<String, String> stillNeeded(List<Carrier> carriers) {
        var ids = carriers.stream()
                .map(Carrier::change)
                .filter(Waiting::isDelete)
                .map(Waiting::remoteId)
                .filter(Objects::nonNull)
                .toList();
        return ids.isEmpty() ? Map.of() : work.ledger().remoteIds().present(work.name(), ids);
    }

    private void delete(Carrier carrier, Map<String, String> needed) {
        var remoteId = carrier.change().remoteId();
        superseded.addAll(carrier.carried().superseded());
        if (remoteId == null) {
            absent.add(carrier.change().id());
        } else if (!carrier.change()
                .key()
                .equals(needed.getOrDefault(remoteId, carrier.change().key()))) {
            refused.add(new Refusal(
                    carrier.change().id(),
                    "HK3114",
                    remoteId + " is the record of " + needed.get(remoteId) + " too, since somebody merged them"));
        } else {
            rows.add(new Row(carrier.change(), List.of(), ""));
        }
    }

    private void upsert(Carrier carrier, Rows.Made made) {
        switch (made) {
            case Rows.Made.Held(var hold) -> held.add(hold);
            case Rows.Made.Refused(var refusal) -> {
                refused.add(refusal);
                fold(carrier);
            }
            case Rows.Made.Row(var cells, var followUp) -> {
                rows.add(new Row(
                        carrier.change(), cells, parent(carrier.carried().columns())));
                fold(carrier);
                if (followUp != null) {
                    followUps.add(followUp);
                }
            }
        }
    }

    private void fold(Carrier carrier) {
        superseded.addAll(carrier.carried().superseded());
        absent.addAll(carrier.carried().absent());
        var payload = carrier.carried().payload();
        if (payload != null) {
            merged.add(new Merge(carrier.change().id(), payload));
        }
    }

    private String parent(Map<String, @Nullable String> columns) {
        var references = work.sync().references();
        return references.isEmpty()
                ? ""
                : References.text(columns, references.getFirst().by());
    }

    /// The rows that travel, those of one parent side by side.
    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /// Takes the rows out that this lane can't carry; they wait for the Collections lane.
    ///
    /// @return the rows that are left
    public List<Row> without(Predicate<Row> tooHard) {
        var left = new ArrayList<Row>();
        for (var row : rows) {
            if (tooHard.test(row)) {
                hard.add(row.change().id());
                followUps.removeIf(
                        followUp -> followUp.key().equals(row.change().key()));
            } else {
                left.add(row);
            }
        }
        rows.clear();
        rows.addAll(left);
        return List.copyOf(left);
    }

    /// What becomes of the changes of this page.
    ///
    /// @param taken which travel with which bulk job
    public Verdicts verdicts(List<Taken> taken) {
        return new Verdicts(taken, superseded, absent, held, refused, merged, hard, followUps);
    }

    /// The rows of one bulk job, as the ledger is told.
    public static Taken taken(BulkJob job, List<Row> rows) {
        return new Taken(job, rows.stream().map(row -> row.change().id()).toList());
    }

    /// Held changes of this page.
    public List<Hold> held() {
        return List.copyOf(held);
    }

    /// Refused changes of this page.
    public List<Refusal> refused() {
        return List.copyOf(refused);
    }
}
