package dev.hikyaku.ledger.remote;

import dev.hikyaku.ledger.BulkJobs.BulkJob;
import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The ids that records had in Salesforce, and what becomes of an id that changes.
///
/// A row is written in the same transaction that changes the id of a record, so no id is ever forgotten.
public final class RemoteIds {
    /// The record we knew was deleted in Salesforce, or lost its key there; the upsert made a new one.
    public static final String GONE = "HK3110";
    /// The record we knew was merged into another; the upsert made a new one, and we go on with that.
    public static final String MERGED = "HK3111";
    /// The record we knew is another one's part now, and we go on with that one.
    public static final String RELINKED = "HK3112";
    /// Like [#GONE] or [#MERGED], and the sync has to stop.
    public static final String STOPPED = "HK3113";

    private static final String SECOND = "second-record";

    /// Staged results `s` that bring another id than the one that is known, or none.
    private static final String STAGED = """
            (SELECT s.position, s.record_key, s.remote_id AS found, s.code,
                    (SELECT r.remote_id FROM hk_record r WHERE r.sync = :sync AND r.record_key = s.record_key) AS known
               FROM hk_result s
              WHERE s.bulk_job_id = :job AND s.position BETWEEN :first AND :last AND s.outcome = 'accepted') x
             WHERE x.known IS NOT NULL AND\s""";

    /// Since when a record has its id: the end of the one before, else its first acceptance.
    private static final String SINCE = """
            COALESCE((SELECT MAX(h.known_until) FROM hk_remote_id h WHERE h.sync = {sync} AND h.record_key = {key}),
                     (SELECT MIN(c.settled_at) FROM hk_change c WHERE c.sync = {sync} AND c.record_key = {key}
                         AND c.operation = 'upsert' AND c.outcome = 'accepted'))""";

    private static final String INTO = "INSERT INTO hk_remote_id"
            + " (sync, record_key, remote_id, org_id, known_since, known_until, reason, stops) ";

    private final Transactions transactions;

    /// Over the ledger's tables.
    public RemoteIds(Transactions transactions) {
        this.transactions = transactions;
    }

    /// An id that a record had, or that Salesforce gave to a second record of its key.
    ///
    /// @param since when it was first known; null when nobody can tell
    /// @param until when it was given up; null for a second record, which was never the record's own
    /// @param reason `deleted` (by us), `gone` (deleted by somebody else), `merged`, `replaced`, `relinked` or
    /// `second-record`
    public record Former(
            String remoteId,
            @Nullable String orgId,
            @Nullable Instant since,
            @Nullable Instant until,
            String reason) {}

    /// A staged result that brings another id than the ledger knows.
    public record Other(long position, String key, String known, String found) {}

    /// What becomes of such a result: the id to go on with, and the code and reason its change is settled with.
    public record Decision(
            long position,
            String remoteId,
            @Nullable String code,
            @Nullable String reason) {}

    /// The id of a record as an org tells it now.
    ///
    /// @param remoteId null when the org has no such record
    public record Link(String key, @Nullable String remoteId) {}

    /// A second record that Salesforce has under a key.
    public record Second(String key, String remoteId, String orgId) {}

    /// Ids of one record that are not its own any more, oldest first.
    public List<Former> of(String sync, String key) {
        return transactions
                .sql("SELECT remote_id, org_id, known_since, known_until, reason FROM hk_remote_id"
                        + " WHERE sync = ? AND record_key = ? ORDER BY id")
                .params(sync, key)
                .query((rs, _) -> new Former(
                        rs.getString("remote_id"),
                        rs.getString("org_id"),
                        time(rs, "known_since"),
                        time(rs, "known_until"),
                        rs.getString("reason")))
                .list();
    }

    private static @Nullable Instant time(ResultSet rs, String column) throws SQLException {
        var time = rs.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    /// The key of the record that had this id last.
    public Optional<String> keyOf(String sync, String remoteId) {
        return transactions
                .sql("SELECT record_key FROM hk_remote_id WHERE sync = ? AND remote_id = ? ORDER BY id DESC LIMIT 1")
                .params(sync, remoteId)
                .query(String.class)
                .optional();
    }

    /// Accepted results `first`..`end - 1` of an upsert that bring another id than the ledger knows.
    public List<Other> others(BulkJob job, long first, long end) {
        return transactions
                .sql("SELECT x.position, x.record_key, x.known, x.found FROM " + STAGED
                        + "x.found <> x.known ORDER BY x.position")
                .param("sync", job.sync())
                .param("job", job.id())
                .param("first", first)
                .param("last", end - 1)
                .query((rs, _) -> new Other(
                        rs.getLong("position"),
                        rs.getString("record_key"),
                        rs.getString("known"),
                        rs.getString("found")))
                .list();
    }

    /// Writes decisions to staged results. They take effect with the results themselves; a crash before that forgets
    /// both.
    public void decide(Fence fence, BulkJob job, List<Decision> decisions) {
        transactions.doFenced(
                fence,
                () -> transactions.insertAll(
                        "UPDATE hk_result SET remote_id = ?, code = ?, reason = ? WHERE bulk_job_id = ? AND position = ?",
                        decisions,
                        (row, _, decision) -> {
                            row.setString(1, decision.remoteId());
                            row.setString(2, decision.code());
                            row.setString(3, decision.reason());
                            row.setLong(4, job.id());
                            row.setLong(5, decision.position());
                        }));
    }

    /// Keeps the ids that the staged results `first`..`last` are about to replace or clear. Part of the
    /// transaction that writes them to records; finds nothing when they are written already.
    public void remember(BulkJob job, long first, long last) {
        transactions
                .sql(INTO + "SELECT :sync, x.record_key, x.known,"
                        + " (SELECT o.org_id FROM hk_record o WHERE o.sync = :sync AND o.record_key = x.record_key), "
                        + since(":sync", "x.record_key")
                        + ", LOCALTIMESTAMP(6), CASE WHEN x.found IS NULL THEN 'deleted'"
                        + " WHEN x.code IN ('" + GONE + "', '" + STOPPED + "') THEN 'gone'"
                        + " WHEN x.code IN ('" + MERGED + "', '" + RELINKED + "') THEN 'merged' ELSE 'replaced' END,"
                        + " CASE WHEN x.code = '" + STOPPED + "' THEN TRUE ELSE FALSE END FROM "
                        + STAGED + "(x.found IS NULL OR x.found <> x.known) AND EXISTS (SELECT 1 FROM hk_change c"
                        + " WHERE c.sync = :sync AND c.record_key = x.record_key AND c.state = 'claimed'"
                        + " AND c.bulk_job_id = :job)")
                .param("sync", job.sync())
                .param("job", job.id())
                .param("first", first)
                .param("last", last)
                .update();
    }

    private static String since(String sync, String key) {
        return SINCE.replace("{sync}", sync).replace("{key}", key);
    }

    /// Keeps in mind that Salesforce has a second record under a key, beside the one we go on with.
    public void addSecond(Fence fence, String sync, Second second) {
        transactions.doFenced(fence, () -> {
            var known = seconds(sync, List.of(second.key())).getOrDefault(second.key(), Set.of());
            if (!known.contains(second.remoteId())) {
                transactions
                        .sql(INTO + "VALUES (?, ?, ?, ?, LOCALTIMESTAMP(6), NULL, '" + SECOND + "', FALSE)")
                        .params(sync, second.key(), second.remoteId(), second.orgId())
                        .update();
            }
        });
    }

    /// Ids of second records, by key.
    public Map<String, Set<String>> seconds(String sync, Collection<String> keys) {
        var found = new HashMap<String, Set<String>>();
        if (!keys.isEmpty()) {
            transactions
                    .sql("SELECT record_key, remote_id FROM hk_remote_id WHERE sync = :sync AND record_key IN (:keys)"
                            + " AND reason = '" + SECOND + "'")
                    .param("sync", sync)
                    .param("keys", keys)
                    .query(rs -> {
                        found.computeIfAbsent(rs.getString(1), _ -> new HashSet<>())
                                .add(rs.getString(2));
                    });
        }
        return found;
    }

    /// How many records stop the sync because somebody deleted or merged them in Salesforce.
    public long stopping(String sync) {
        return transactions
                .sql("SELECT COUNT(*) FROM hk_remote_id WHERE sync = ? AND stops = TRUE")
                .param(sync)
                .query(Long.class)
                .single();
    }

    /// Lets a stopped sync go on.
    public void letGo(Fence fence, String sync) {
        transactions.doFenced(
                fence,
                () -> transactions
                        .sql("UPDATE hk_remote_id SET stops = FALSE WHERE sync = ? AND stops = TRUE")
                        .param(sync)
                        .update());
    }

    /// Writes the ids that an org tells to their records, all or none, and keeps those they had.
    ///
    /// @param org the org that told them
    /// @param reason why the former ids are given up; see [Former]
    public void link(Fence fence, String sync, String org, String reason, List<Link> links) {
        if (links.isEmpty()) {
            return;
        }
        transactions.doFenced(fence, () -> {
            transactions
                    .sql(INTO + "SELECT r.sync, r.record_key, r.remote_id, r.org_id, "
                            + since("r.sync", "r.record_key") + ", LOCALTIMESTAMP(6), :reason, FALSE FROM hk_record r"
                            + " WHERE r.sync = :sync AND r.record_key IN (:keys) AND r.remote_id IS NOT NULL")
                    .param("reason", reason)
                    .param("sync", sync)
                    .param("keys", links.stream().map(Link::key).toList())
                    .update();
            transactions.insertAll(
                    "UPDATE hk_record SET remote_id = ?, org_id = ? WHERE sync = ? AND record_key = ?",
                    links,
                    (row, _, link) -> {
                        row.setString(1, link.remoteId());
                        row.setString(2, link.remoteId() == null ? null : org);
                        row.setString(3, sync);
                        row.setString(4, link.key());
                    });
        });
    }
}
