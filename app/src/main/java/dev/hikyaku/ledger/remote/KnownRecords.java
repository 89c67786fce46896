package dev.hikyaku.ledger.remote;

import dev.hikyaku.ledger.Records.Fingerprint;
import dev.hikyaku.ledger.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Goes through what is known of a sync's records, page by page in the ledger's own order.
public final class KnownRecords {
    private final Transactions transactions;

    /// Over the ledger's tables.
    public KnownRecords(Transactions transactions) {
        this.transactions = transactions;
    }

    /// One record.
    ///
    /// @param present whether its newest change is an upsert
    /// @param settled whether its newest change has its outcome
    /// @param payload of its newest accepted change, as JSON; null when that is none or a delete
    /// @param fingerprint of its newest change
    public record Known(
            String key,
            boolean present,
            boolean settled,
            @Nullable String remoteId,
            @Nullable String orgId,
            @Nullable String payload,
            @Nullable Fingerprint fingerprint) {}

    /// Present records behind a key.
    public List<Known> present(String sync, String after, int limit) {
        return page(sync, "r.operation = 'upsert'", after, limit);
    }

    /// Records with a remote id behind a key, those that are wished away too.
    public List<Known> withRemoteId(String sync, String after, int limit) {
        return page(sync, "r.remote_id IS NOT NULL", after, limit);
    }

    private List<Known> page(String sync, String condition, String after, int limit) {
        return transactions
                .sql("SELECT r.record_key, r.operation, r.remote_id, r.org_id, r.fingerprint, c.payload,"
                        + " (SELECT n.state FROM hk_change n WHERE n.sync = r.sync AND n.record_key = r.record_key"
                        + "     AND n.version = r.version) AS newest"
                        + "  FROM hk_record r LEFT JOIN hk_change c ON c.sync = r.sync AND c.record_key = r.record_key"
                        + "   AND c.version = r.accepted_version"
                        + " WHERE r.sync = :sync AND r.record_key > :after AND " + condition
                        + " ORDER BY r.record_key LIMIT " + limit)
                .param("sync", sync)
                .param("after", after)
                .query((rs, _) -> known(rs))
                .list();
    }

    private static Known known(ResultSet rs) throws SQLException {
        return new Known(
                rs.getString("record_key"),
                rs.getString("operation").equals("upsert"),
                "settled".equals(rs.getString("newest")),
                rs.getString("remote_id"),
                rs.getString("org_id"),
                rs.getString("payload"),
                Fingerprint.of(rs.getBytes("fingerprint")));
    }

    /// Those of the keys that any of the syncs may have in Salesforce: present, or not deleted there yet.
    public Set<String> among(Collection<String> syncs, Collection<String> keys) {
        return keys.isEmpty()
                ? Set.of()
                : new HashSet<>(transactions
                        .sql("SELECT record_key FROM hk_record WHERE record_key IN (:keys) AND sync IN (:syncs)"
                                + " AND (operation = 'upsert' OR remote_id IS NOT NULL)")
                        .param("keys", keys)
                        .param("syncs", syncs)
                        .query(String.class)
                        .list());
    }
}
