package dev.hikyaku.ledger.remote;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Outcome.Succession;
import dev.hikyaku.ledger.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
            COALESCE((SELECT MAX(h.known_until) FROM hk_remote_id h WHERE h.sync = r.sync AND h.record_key = r.record_key),
                     (SELECT MIN(c.settled_at) FROM hk_change c WHERE c.sync = r.sync AND c.record_key = r.record_key
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
    /// @param reason `deleted` (by us), `cascade` (by Salesforce, along with its master), `gone` (by
    /// somebody else), `merged`, `replaced`, `relinked` or `second-record`
    public record Former(
            String remoteId,
            @Nullable String orgId,
            @Nullable Instant since,
            @Nullable Instant until,
            String reason) {}

    /// The id of a record as an org tells it now.
    ///
    /// @param remoteId null when the org has no such record
    public record Link(String key, @Nullable String remoteId) {}

    /// Why ids are given up; see [Former].
    private record Why(String reason, boolean stops) {}

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

    /// Keeps the ids that records are about to lose, and those of second records. Part of the transaction that writes
    /// the new ids to the records, and stands before that.
    ///
    /// @param org the org that made the second records
    /// @param successions by key
    public void succeed(String sync, String org, Map<String, Succession> successions) {
        var givenUp = new LinkedHashMap<Why, List<String>>();
        successions.forEach((key, one) -> {
            if (one.former() != null) {
                givenUp.computeIfAbsent(new Why(one.reason(), one.stops()), _ -> new ArrayList<>())
                        .add(key);
            }
        });
        givenUp.forEach((why, keys) -> giveUp(sync, why, keys));
        transactions.insertAll(
                INTO + "VALUES (?, ?, ?, ?, LOCALTIMESTAMP(6), NULL, '" + SECOND + "', FALSE)",
                successions.entrySet().stream()
                        .filter(one -> one.getValue().second() != null)
                        .toList(),
                (row, _, one) -> {
                    row.setString(1, sync);
                    row.setString(2, one.getKey());
                    row.setString(3, one.getValue().second());
                    row.setString(4, org);
                });
    }

    private void giveUp(String sync, Why why, List<String> keys) {
        transactions
                .sql(INTO + "SELECT r.sync, r.record_key, r.remote_id, r.org_id, " + SINCE
                        + ", LOCALTIMESTAMP(6), :reason, " + (why.stops() ? "TRUE" : "FALSE")
                        + " FROM hk_record r WHERE r.sync = :sync AND r.record_key IN (:keys)"
                        + " AND r.remote_id IS NOT NULL")
                .param("reason", why.reason())
                .param("sync", sync)
                .param("keys", keys)
                .update();
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

    /// Salesforce deleted these records along with their master: their ids are given up. The records may belong to
    /// another
    /// sync than the lease; nothing but the very ids is touched. May be told twice.
    public void goneAlong(Fence fence, String sync, Collection<String> remoteIds) {
        if (remoteIds.isEmpty()) {
            return;
        }
        transactions.doFenced(fence, () -> {
            transactions
                    .sql(INTO + "SELECT r.sync, r.record_key, r.remote_id, r.org_id, " + SINCE
                            + ", LOCALTIMESTAMP(6), 'cascade', FALSE FROM hk_record r"
                            + " WHERE r.sync = :sync AND r.remote_id IN (:ids)")
                    .param("sync", sync)
                    .param("ids", remoteIds)
                    .update();
            transactions
                    .sql("UPDATE hk_record SET remote_id = NULL, org_id = NULL"
                            + " WHERE sync = :sync AND remote_id IN (:ids)")
                    .param("sync", sync)
                    .param("ids", remoteIds)
                    .update();
        });
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
            giveUp(sync, new Why(reason, false), links.stream().map(Link::key).toList());
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
