package dev.hikyaku.ledger.remote;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Settlement;
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

    /// Since when a record has its id: the end of the one before, else its first acceptance.
    private static final String SINCE = """
            COALESCE((SELECT MAX(h.known_until) FROM hk_remote_id h WHERE h.sync = {sync} AND h.record_key = {key}),
                     (SELECT c.settled_at FROM hk_change c WHERE c.sync = {sync} AND c.record_key = {key}
                         AND c.operation = 'upsert' AND c.outcome = 'accepted' ORDER BY c.version LIMIT 1))""";

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

    /// A result that brings another id than the ledger knows.
    public record Other(String key, String known, String found) {}

    /// A record that is about to have another id, or none.
    ///
    /// @param remark what its change is settled with
    public record Changed(String key, @Nullable String remoteId, Settlement.@Nullable Remark remark) {
        private String why() {
            return switch (remark == null ? "" : remark.code()) {
                case GONE, STOPPED -> "gone";
                case MERGED, RELINKED -> "merged";
                default -> remoteId == null ? "deleted" : "replaced";
            };
        }

        private boolean stops() {
            return remark != null && remark.code().equals(STOPPED);
        }
    }

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

    /// Those of the found ids, by key, that are other ones than the ledger knows.
    public List<Other> others(String sync, Map<String, String> found) {
        return found.isEmpty()
                ? List.of()
                : transactions
                        .sql("SELECT record_key, remote_id FROM hk_record"
                                + " WHERE sync = :sync AND record_key IN (:keys) AND remote_id IS NOT NULL")
                        .param("sync", sync)
                        .param("keys", found.keySet())
                        .query((rs, _) ->
                                new Other(rs.getString(1), rs.getString(2), found.getOrDefault(rs.getString(1), "")))
                        .list()
                        .stream()
                        .filter(other -> !other.found().equals(other.known()))
                        .toList();
    }

    /// Keeps the ids that are about to be replaced or cleared. Part of the transaction that does so.
    public void remember(String sync, List<Changed> records) {
        transactions.insertAll(
                INTO + "SELECT r.sync, r.record_key, r.remote_id, r.org_id, " + since("r.sync", "r.record_key")
                        + ", LOCALTIMESTAMP(6), ?, ? FROM hk_record r WHERE r.sync = ? AND r.record_key = ?",
                records,
                (row, _, record) -> {
                    row.setString(1, record.why());
                    row.setBoolean(2, record.stops());
                    row.setString(3, sync);
                    row.setString(4, record.key());
                });
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

    /// Those of the ids that present records have, each with the key of one of them.
    public Map<String, String> present(String sync, Collection<String> remoteIds) {
        var found = new HashMap<String, String>();
        if (!remoteIds.isEmpty()) {
            transactions
                    .sql("SELECT remote_id, MIN(record_key) FROM hk_record WHERE sync = :sync AND remote_id IN (:ids)"
                            + " AND operation = 'upsert' GROUP BY remote_id")
                    .param("sync", sync)
                    .param("ids", remoteIds)
                    .query(rs -> {
                        found.put(rs.getString(1), rs.getString(2));
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
