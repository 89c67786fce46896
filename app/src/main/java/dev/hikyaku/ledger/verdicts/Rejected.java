package dev.hikyaku.ledger.verdicts;

import dev.hikyaku.ledger.Transactions;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A change that was rejected, and is the newest of its record.
///
/// @param payload what it carried
public record Rejected(String key, long version, @Nullable String payload) {

    /// Which are wanted.
    ///
    /// @param code only those that were rejected with this code, or null
    /// @param keys only these, or none for all
    /// @param most how many at most
    public record Wanted(@Nullable String code, Collection<String> keys, int most) {}

    /// Finds some of a sync, oldest first.
    public static List<Rejected> find(Transactions transactions, String sync, Wanted wanted) {
        return transactions
                .sql("SELECT c.record_key, c.version, COALESCE(c.merged, c.payload) FROM hk_change c"
                        + " JOIN hk_record r ON r.sync = c.sync AND r.record_key = c.record_key"
                        + " AND r.version = c.version WHERE c.sync = :sync AND c.state = 'settled'"
                        + " AND c.outcome = 'rejected'" + (wanted.code() == null ? "" : " AND c.code = :code")
                        + (wanted.keys().isEmpty() ? "" : " AND c.record_key IN (:keys)")
                        + " ORDER BY c.id LIMIT " + wanted.most())
                .param("sync", sync)
                .param("code", wanted.code(), Types.VARCHAR)
                .param("keys", wanted.keys().isEmpty() ? List.of("") : wanted.keys())
                .query((rs, _) -> new Rejected(rs.getString(1), rs.getLong(2), rs.getString(3)))
                .list();
    }
}
