package dev.hikyaku.ledger;

import dev.hikyaku.ledger.dialect.Dialect;
import dev.hikyaku.ledger.verdicts.Problems;
import dev.hikyaku.ledger.verdicts.Rejected;
import dev.hikyaku.ledger.verdicts.Tally;
import dev.hikyaku.metrics.Metric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/// Where doors hand in changes.
///
/// Each change becomes the newest version of its record, numbered under the record's lock. An application may give
/// versions of its own: then one that is older than the newest given is *superseded* at once, and one that was given
/// before is taken as a repetition. So is one whose request id is known. A sync's application gives versions always or
/// never.
public final class Changes {
    /// Most changes one call may hand in; also the distance between the ids of two calls.
    public static final int MOST = 10_000;

    private final Transactions transactions;
    private final Dialect dialect;

    Changes(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /// One wish of the application about one record.
    ///
    /// @param key the record
    /// @param payload the row as JSON, column -> text, all columns or some of them; null for a delete
    /// @param fingerprint of the row, where a door compares rows; else null
    /// @param origin what the application says of the change
    public record NewChange(
            String key, @Nullable String payload, Records.@Nullable Fingerprint fingerprint, Origin origin) {

        /// A change that the application said nothing else about.
        public NewChange(String key, @Nullable String payload, Records.@Nullable Fingerprint fingerprint) {
            this(key, payload, fingerprint, Origin.UNKNOWN);
        }

        String operation() {
            return payload == null ? "delete" : "upsert";
        }
    }

    /// Where a change comes from.
    ///
    /// @param version given by the application; strictly rising per key, positive
    /// @param occurredAt when it happened in the application
    /// @param requestId one change has one, however often it is handed in; unique per sync
    /// @param traceParent W3C Trace Context of whoever wished it
    public record Origin(
            @Nullable Long version,
            @Nullable Instant occurredAt,
            @Nullable String requestId,
            @Nullable String traceParent) {
        /// Nothing is known.
        public static final Origin UNKNOWN = new Origin(null, null, null, null);
    }

    /// What became of a change that was handed in.
    public enum Receipt {
        /// It waits.
        TAKEN_IN,
        /// A newer version was there already: it is written down as superseded.
        SUPERSEDED,
        /// It was handed in before: nothing was done.
        REPEATED
    }

    /// Takes changes in, all or none, in the order of the list. May be called by several processes at once.
    ///
    /// A crash before the commit leaves nothing; a crash after it leaves all, counted as taken in. Handing the same
    /// list in again after a crash or a lost answer is harmless where the changes have request ids or versions.
    ///
    /// @param door which door they came by
    /// @return a receipt for each, in the same order
    /// @throws DataIntegrityViolationException when the ledger can't hold one of them, or its request id came with
    ///     another key before; nothing is taken in then
    public List<Receipt> takeIn(String sync, String door, List<NewChange> changes) {
        return isFit(changes)
                ? Tally.takenIn(sync, door, transactions.run(() -> insert(null, sync, door, changes)))
                : List.of();
    }

    /// Like [#takeIn(String, String, List)], on behalf of a run.
    ///
    /// @param fence of the run that scans
    public List<Receipt> takeIn(Fence fence, Runs.Run run, String sync, String door, List<NewChange> changes) {
        return isFit(changes)
                ? Tally.takenIn(sync, door, transactions.fenced(fence, () -> insert(run, sync, door, changes)))
                : List.of();
    }

    private static boolean isFit(List<NewChange> changes) {
        if (changes.size() > MOST) {
            throw new IllegalArgumentException(changes.size() + " changes at once, wanted at most " + MOST);
        }
        return !changes.isEmpty();
    }

    /// The newest of a record while its row is locked.
    private record Newest(
            long version, @Nullable Long given, Records.@Nullable Fingerprint fingerprint, boolean troubled) {}

    /// A change with its place in the order.
    record Placed(NewChange change, long version, @Nullable Hold hold) {
        boolean isLate() {
            return version < 0;
        }
    }

    /// What a change waits for from the beginning.
    record Hold(String sync, String key, String reason) {}

    private List<Receipt> insert(Runs.@Nullable Run run, String sync, String door, List<NewChange> changes) {
        var newest = lock(sync, changes.stream().map(NewChange::key).toList());
        var known = knownRequests(sync, changes);
        var knownLate = knownLate(sync, changes, newest);
        var receipts = new ArrayList<Receipt>(changes.size());
        var placed = new ArrayList<Placed>(changes.size());
        var now = new HashMap<>(newest);
        for (var change : changes) {
            var place = place(change, now.get(change.key()), known, knownLate);
            receipts.add(place == null ? Receipt.REPEATED : place.isLate() ? Receipt.SUPERSEDED : Receipt.TAKEN_IN);
            if (place != null) {
                placed.add(place);
                if (!place.isLate()) {
                    now.put(
                            change.key(),
                            new Newest(place.version(), change.origin().version(), change.fingerprint(), false));
                }
            }
        }
        if (!placed.isEmpty()) {
            write(run, sync, door, placed, newest);
            var late = placed.stream().filter(Placed::isLate).count();
            new Tally(sync).add("superseded", null, late).kept(transactions, dialect);
        }
        return receipts;
    }

    /// Null for a repetition.
    private static @Nullable Placed place(
            NewChange change, @Nullable Newest newest, Map<String, String> knownRequests, Set<String> knownLate) {
        var origin = change.origin();
        if (isRepeated(change, knownRequests)) {
            return null;
        }
        var given = origin.version();
        if (newest == null || given == null || newest.given() == null || given > newest.given()) {
            return new Placed(change, newest == null ? 1 : newest.version() + 1, null);
        }
        var isRepeated = given.equals(newest.given()) || !knownLate.add(given + " " + change.key());
        return isRepeated ? null : new Placed(change, -given, null);
    }

    /// A change whose id was another record's is no repetition: taken for one, it would be acknowledged and lost.
    private static boolean isRepeated(NewChange change, Map<String, String> knownRequests) {
        var id = change.origin().requestId();
        var before = id == null ? null : knownRequests.putIfAbsent(id, change.key());
        if (before != null && !before.equals(change.key())) {
            throw new DataIntegrityViolationException(
                    "its request id came with another key before; wanted one of its own: " + id);
        }
        return before != null;
    }

    /// Request ids that were handed in before, each with the key it came with.
    private Map<String, String> knownRequests(String sync, List<NewChange> changes) {
        var ids = changes.stream()
                .map(change -> change.origin().requestId())
                .filter(Objects::nonNull)
                .toList();
        var known = new HashMap<String, String>();
        if (!ids.isEmpty()) {
            transactions
                    .sql(dialect.knownRequests())
                    .param("sync", sync)
                    .param("ids", dialect.ids(ids))
                    .query(rs -> {
                        known.put(rs.getString(1), rs.getString(2));
                    });
        }
        return known;
    }

    /// Versions given before, of those keys for which an old version comes now.
    private Set<String> knownLate(String sync, List<NewChange> changes, Map<String, Newest> newest) {
        var late = new TreeSet<String>();
        for (var change : changes) {
            var known = newest.get(change.key());
            var given = change.origin().version();
            if (known != null && known.given() != null && given != null && given < known.given()) {
                late.add(change.key());
            }
        }
        var found = new HashSet<String>();
        if (!late.isEmpty()) {
            transactions
                    .sql("SELECT record_key, given_version FROM hk_change"
                            + " WHERE sync = :sync AND record_key IN (:keys) AND given_version IS NOT NULL")
                    .param("sync", sync)
                    .param("keys", late)
                    .query(rs -> {
                        found.add(rs.getLong(2) + " " + rs.getString(1));
                    });
        }
        return found;
    }

    private Map<String, Newest> lock(String sync, List<String> keys) {
        var newest = new HashMap<String, Newest>();
        if (keys.isEmpty()) {
            return newest;
        }
        transactions
                .sql(dialect.lockRecords())
                .param("sync", sync)
                .param("ids", dialect.ids(new TreeSet<>(keys)))
                .query(rs -> {
                    var print = Records.Fingerprint.of(rs.getBytes(4));
                    newest.put(
                            rs.getString(1),
                            new Newest(rs.getLong(2), rs.getObject(3, Long.class), print, rs.getBoolean(5)));
                });
        return newest;
    }

    /// Writes changes in passes: each pass has a key once, so that records can be moved on set by set.
    private void write(
            Runs.@Nullable Run run, String sync, String door, List<Placed> placed, Map<String, Newest> newest) {
        var rows = new ChangeRows(transactions, sync);
        var first = rows.intake(run, door, placed.size()) * MOST;
        var known = new HashSet<>(newest.keySet());
        var left = placed;
        endTrouble(sync, placed, newest);
        while (!left.isEmpty()) {
            var pass = new ArrayList<Placed>();
            var later = new ArrayList<Placed>();
            var keys = new HashSet<String>();
            left.forEach(one -> (keys.add(one.change().key()) ? pass : later).add(one));
            rows.insertChanges(first, pass);
            advance(rows, first, pass, known);
            first += pass.size();
            pass.forEach(one -> known.add(one.change().key()));
            left = later;
        }
    }

    private void endTrouble(String sync, List<Placed> placed, Map<String, Newest> newest) {
        var ended = placed.stream()
                .filter(one -> !one.isLate())
                .map(one -> one.change().key())
                .distinct()
                .filter(key -> isTroubled(newest.get(key)))
                .toList();
        new Problems(transactions, dialect).close(sync, ended);
    }

    private static boolean isTroubled(@Nullable Newest newest) {
        return newest != null && newest.troubled();
    }

    private void advance(ChangeRows rows, long first, List<Placed> pass, Set<String> known) {
        rows.insertRecords(
                pass.stream().filter(one -> !known.contains(one.change().key())).toList());
        if (pass.stream().anyMatch(one -> known.contains(one.change().key()))) {
            transactions
                    .sql(dialect.advanceRecords())
                    .param("first", first)
                    .param("last", first + pass.size() - 1)
                    .update();
        }
    }

    /// Takes rejected changes in again, each as a new change with what it carried, unless something newer of its key
    /// was
    /// taken in since. May be asked for twice: the second time finds nothing.
    ///
    /// @param most how many at most
    /// @param code only those that were rejected with this code, or null
    /// @param keys only these, or none for all
    /// @return keys that travel again
    public List<String> resubmit(String sync, @Nullable String code, Collection<String> keys, int most) {
        var again = transactions.run(() -> {
            var rejected = Rejected.find(transactions, sync, new Rejected.Wanted(code, keys, most));
            var newest = lock(sync, rejected.stream().map(Rejected::key).toList());
            var placed = new ArrayList<Placed>();
            for (var one : rejected) {
                var record = Objects.requireNonNull(newest.get(one.key()));
                if (record.version() == one.version()) {
                    var change = new NewChange(one.key(), one.payload(), record.fingerprint());
                    placed.add(new Placed(change, record.version() + 1, null));
                }
            }
            if (!placed.isEmpty()) {
                write(null, sync, "resubmit", placed, newest);
            }
            return placed.stream().map(one -> one.change().key()).toList();
        });
        Metric.INTAKE.add(again.size(), sync, "resubmit");
        return again;
    }

    /// A field of a change that travels without it, because the record it refers to is not in Salesforce yet.
    ///
    /// @param payload the columns of that reference alone
    /// @param parentSync the sync of the other record
    /// @param parentKey its key
    public record FollowUp(String key, String payload, String parentSync, String parentKey, String reason) {}

    /// Takes in what has to follow; part of the transaction that claims the changes it follows. It waits for its
    /// parent from the beginning, and the row's fingerprint stays what it is.
    void follow(Runs.Run run, String sync, List<FollowUp> followUps) {
        var newest = lock(sync, followUps.stream().map(FollowUp::key).toList());
        var placed = new ArrayList<Placed>();
        for (var one : followUps) {
            var record = Objects.requireNonNull(newest.get(one.key()));
            var change = new NewChange(one.key(), one.payload(), record.fingerprint());
            placed.add(new Placed(
                    change, record.version() + 1, new Hold(one.parentSync(), one.parentKey(), one.reason())));
        }
        write(run, sync, "later", placed, newest);
    }
}
