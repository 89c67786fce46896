package dev.hikyaku.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where doors hand in changes.
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
    /// @param payload the row as JSON, column -> text; null for a delete
    /// @param fingerprint of the row; null for a delete
    public record NewChange(String key, @Nullable String payload, Records.@Nullable Fingerprint fingerprint) {
        String operation() {
            return payload == null ? "delete" : "upsert";
        }
    }

    /// Takes changes in, all or none, each as the newest version of its record. No key may stand in the list twice.
    ///
    /// A crash before the commit leaves nothing; a crash after it leaves all, counted as taken in.
    ///
    /// @param fence of the run that scans
    /// @param door which door they came by
    public void takeIn(Fence fence, Runs.Run run, String sync, String door, List<NewChange> changes) {
        if (changes.size() > MOST) {
            throw new IllegalArgumentException(changes.size() + " changes at once, wanted at most " + MOST);
        }
        if (changes.isEmpty()) {
            return;
        }
        transactions.doFenced(fence, () -> {
            var first = intake(run, sync, door, changes.size()) * MOST;
            var versions = lockVersions(sync, changes);
            insertChanges(sync, first, changes, versions);
            insertRecords(
                    sync,
                    changes.stream()
                            .filter(change -> !versions.containsKey(change.key()))
                            .toList());
            if (!versions.isEmpty()) {
                transactions
                        .sql(dialect.advanceRecords())
                        .param("first", first)
                        .param("last", first + changes.size() - 1)
                        .update();
            }
        });
    }

    private long intake(Runs.Run run, String sync, String door, int count) {
        return transactions.insert(transactions
                .sql("INSERT INTO hk_intake (sync, door, run_id, taken_in, at) VALUES (?, ?, ?, ?, LOCALTIMESTAMP(6))")
                .params(sync, door, run.id(), count));
    }

    private Map<String, Long> lockVersions(String sync, List<NewChange> changes) {
        var versions = new HashMap<String, Long>();
        transactions
                .sql(
                        "SELECT record_key, version FROM hk_record WHERE sync = :sync AND record_key IN (:keys) FOR UPDATE")
                .param("sync", sync)
                .param("keys", changes.stream().map(NewChange::key).toList())
                .query(rs -> {
                    versions.put(rs.getString(1), rs.getLong(2));
                });
        return versions;
    }

    private void insertChanges(String sync, long first, List<NewChange> changes, Map<String, Long> versions) {
        transactions.insertAll(
                "INSERT INTO hk_change (id, sync, record_key, version, operation, payload, fingerprint, state,"
                        + " attempts, taken_in_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', 0, LOCALTIMESTAMP(6))",
                changes,
                (row, index, change) -> {
                    row.setLong(1, first + index);
                    row.setString(2, sync);
                    row.setString(3, change.key());
                    row.setLong(4, versions.getOrDefault(change.key(), 0L) + 1);
                    row.setString(5, change.operation());
                    row.setString(6, change.payload());
                    row.setBytes(7, bytes(change));
                });
    }

    private void insertRecords(String sync, List<NewChange> changes) {
        transactions.insertAll(
                "INSERT INTO hk_record (sync, record_key, version, operation, fingerprint, accepted_version)"
                        + " VALUES (?, ?, 1, ?, ?, 0)",
                changes,
                (row, _, change) -> {
                    row.setString(1, sync);
                    row.setString(2, change.key());
                    row.setString(3, change.operation());
                    row.setBytes(4, bytes(change));
                });
    }

    private static byte @Nullable [] bytes(NewChange change) {
        return change.fingerprint() == null ? null : change.fingerprint().bytes();
    }
}
