package dev.hikyaku.ledger;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of each record of the application: its newest version, what it looked like, its id in Salesforce.
public final class Records {
    private static final String ON_THE_WAY = """
            SELECT r.record_key FROM hk_record r WHERE r.sync = :sync AND r.%s IN (:folded) AND r.operation = 'upsert'
               AND (r.remote_id IS NOT NULL
                    OR EXISTS (SELECT 1 FROM hk_change c WHERE c.sync = r.sync AND c.record_key = r.record_key
                                  AND c.state = 'claimed'))""";

    private final Transactions transactions;

    Records(Transactions transactions) {
        this.transactions = transactions;
    }

    /// A digest of what a row looked like when it was last wished for; 128 bits of SHA-256.
    public record Fingerprint(long high, long low) {
        /// Reads the stored form.
        public static @Nullable Fingerprint of(byte @Nullable [] bytes) {
            if (bytes == null) {
                return null;
            }
            var buffer = ByteBuffer.wrap(bytes);
            return new Fingerprint(buffer.getLong(), buffer.getLong());
        }

        byte[] bytes() {
            return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        }
    }

    /// The fingerprints of those of the keys that are present: known, and not wished away.
    public Map<String, @Nullable Fingerprint> present(String sync, Collection<String> keys) {
        var found = new HashMap<String, @Nullable Fingerprint>();
        if (!keys.isEmpty()) {
            transactions
                    .sql("SELECT record_key, fingerprint FROM hk_record"
                            + " WHERE sync = :sync AND record_key IN (:keys) AND operation = 'upsert'")
                    .param("sync", sync)
                    .param("keys", keys)
                    .query(rs -> {
                        found.put(rs.getString(1), Fingerprint.of(rs.getBytes(2)));
                    });
        }
        return found;
    }

    /// Where a record stands.
    ///
    /// @param version the newest version known
    /// @param acceptedVersion the newest that Salesforce accepted; 0 for none
    /// @param remoteId its id in Salesforce, if it has one
    public record Newest(
            long version, long acceptedVersion, @Nullable String remoteId) {
        /// Of a record that nobody spoke of before.
        public static final Newest NONE = new Newest(0, 0, null);
    }

    /// Where those of the keys stand that the ledger knows.
    public Map<String, Newest> newest(String sync, Collection<String> keys) {
        var found = new HashMap<String, Newest>();
        if (!keys.isEmpty()) {
            transactions
                    .sql("SELECT record_key, version, accepted_version, remote_id FROM hk_record"
                            + " WHERE sync = :sync AND record_key IN (:keys)")
                    .param("sync", sync)
                    .param("keys", keys)
                    .query(rs -> {
                        found.put(rs.getString(1), new Newest(rs.getLong(2), rs.getLong(3), rs.getString(4)));
                    });
        }
        return found;
    }

    /// Present keys in the ledger's own order, behind a given one; a page to go through them all.
    public List<String> presentKeys(String sync, String after, int limit) {
        return transactions
                .sql("SELECT record_key FROM hk_record WHERE sync = :sync AND record_key > :after"
                        + " AND operation = 'upsert' ORDER BY record_key LIMIT " + limit)
                .param("sync", sync)
                .param("after", after)
                .query((rs, _) -> rs.getString(1))
                .list();
    }

    /// How many records are present.
    public long countPresent(String sync) {
        return count(sync, "operation = 'upsert'");
    }

    /// How many records are present and known to be in Salesforce.
    public long countPresentRemotely(String sync) {
        return count(sync, "operation = 'upsert' AND remote_id IS NOT NULL");
    }

    /// Another org whose remote ids this sync holds, if there is one.
    public Optional<String> otherOrg(String sync, String org) {
        return transactions
                .sql("SELECT org_id FROM hk_record WHERE sync = ? AND org_id <> ? AND remote_id IS NOT NULL LIMIT 1")
                .params(sync, org)
                .query((rs, _) -> rs.getString(1))
                .optional();
    }

    private long count(String sync, String condition) {
        return transactions
                .sql("SELECT COUNT(*) FROM hk_record WHERE sync = ? AND " + condition)
                .param(sync)
                .query(Long.class)
                .single();
    }

    /// Remote ids by key, for those of the keys that have one.
    public Map<String, String> remoteIds(String sync, Collection<String> keys) {
        return pairs(
                "SELECT record_key, remote_id FROM hk_record WHERE sync = :sync AND record_key IN (:keys)"
                        + " AND remote_id IS NOT NULL",
                sync,
                keys);
    }

    /// How it stands with records that have no remote id: what their newest change came to.
    ///
    /// @param deleted whether it was wished away
    /// @param rejectedWith the code it was rejected with, or null
    public record Standing(boolean deleted, @Nullable String rejectedWith) {}

    /// How it stands with those of the keys that the ledger knows.
    public Map<String, Standing> standing(String sync, Collection<String> keys) {
        var found = new HashMap<String, Standing>();
        if (!keys.isEmpty()) {
            transactions
                    .sql("SELECT r.record_key, r.operation, c.outcome, c.code FROM hk_record r"
                            + " LEFT JOIN hk_change c ON c.sync = r.sync AND c.record_key = r.record_key"
                            + " AND c.version = r.version WHERE r.sync = :sync AND r.record_key IN (:keys)")
                    .param("sync", sync)
                    .param("keys", keys)
                    .query(rs -> {
                        var isRejected = "rejected".equals(rs.getString(3));
                        found.put(
                                rs.getString(1),
                                new Standing("delete".equals(rs.getString(2)), isRejected ? rs.getString(4) : null));
                    });
        }
        return found;
    }

    /// What was last accepted of those of the keys that are in Salesforce: the payloads.
    public Map<String, String> acceptedPayloads(String sync, Collection<String> keys) {
        return pairs(
                "SELECT r.record_key, COALESCE(c.merged, c.payload) FROM hk_record r"
                        + " JOIN hk_change c ON c.sync = r.sync AND c.record_key = r.record_key"
                        + " AND c.version = r.accepted_version"
                        + " WHERE r.sync = :sync AND r.record_key IN (:keys) AND c.payload IS NOT NULL",
                sync,
                keys);
    }

    /// Present keys that are these texts but for the case of their letters, and are in Salesforce or on their way
    /// there.
    ///
    /// @param folded in small letters
    public List<String> sharingCase(String sync, Collection<String> folded) {
        return folded.isEmpty()
                ? List.of()
                : transactions
                        .sql(ON_THE_WAY.formatted("record_key") + " UNION " + ON_THE_WAY.formatted("folded_key"))
                        .param("sync", sync)
                        .param("folded", folded)
                        .query((rs, _) -> rs.getString(1))
                        .list();
    }

    /// Keys by remote id.
    public Map<String, String> keysByRemoteId(String sync, Collection<String> remoteIds) {
        return pairs(
                "SELECT remote_id, record_key FROM hk_record WHERE sync = :sync AND remote_id IN (:keys)",
                sync,
                remoteIds);
    }

    private Map<String, String> pairs(String statement, String sync, Collection<String> keys) {
        var found = new HashMap<String, String>();
        if (!keys.isEmpty()) {
            transactions.sql(statement).param("sync", sync).param("keys", keys).query(rs -> {
                found.put(rs.getString(1), rs.getString(2));
            });
        }
        return found;
    }
}
