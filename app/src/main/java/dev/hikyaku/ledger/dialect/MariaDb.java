package dev.hikyaku.ledger.dialect;

import com.zaxxer.hikari.HikariConfig;
import dev.hikyaku.ledger.Transactions;

/// MariaDB 10.6 and newer. Joins are forced into the order that reads little: right after a bulk insert the
/// optimizer knows nothing of the tables and may read all claimed changes once for every result.
public record MariaDb() implements Dialect {
    @Override
    public String folder() {
        return "mariadb";
    }

    @Override
    public String countNewestMigration() {
        return "SELECT COUNT(*) FROM hk_schema_history WHERE version = '56' AND success = TRUE";
    }

    @Override
    public String initSql() {
        return "SET time_zone = '+00:00'";
    }

    @Override
    public void configure(HikariConfig pool) {
        pool.addDataSourceProperty("useServerPrepStmts", "true");
    }

    @Override
    public String waitingFrom() {
        return "FROM hk_change c FORCE INDEX (hk_change_by_outcome) STRAIGHT_JOIN hk_record r"
                + " ON r.sync = c.sync AND r.record_key = c.record_key AND c.outcome IS NULL";
    }

    @Override
    public String advanceRecords() {
        return """
                UPDATE hk_change c STRAIGHT_JOIN hk_record r ON r.sync = c.sync AND r.record_key = c.record_key
                   SET r.version = c.version, r.operation = c.operation, r.fingerprint = c.fingerprint,
                       r.given_version = COALESCE(c.given_version, r.given_version)
                 WHERE c.id BETWEEN :first AND :last AND c.version > 0""";
    }

    @Override
    public String changesByKey() {
        return "FROM hk_change FORCE INDEX (hk_change_by_key)";
    }

    @Override
    public String lockLease() {
        return " LOCK IN SHARE MODE";
    }

    @Override
    public String roomForClaim() {
        return ", room = SUBSTRING(room, 17)";
    }

    @Override
    public String roomForOutcome() {
        return ", room = NULL";
    }

    /// The record comes first in the join, for only the first table of a join is updated without an intermediate
    /// copy.
    @Override
    public void accept(Transactions transactions, Accepted accepted) {
        transactions
                .sql("CREATE TEMPORARY TABLE IF NOT EXISTS hk_accepted (record_key VARCHAR(255) NOT NULL PRIMARY KEY,"
                        + " remote_id VARCHAR(18), version BIGINT NOT NULL)"
                        + " ENGINE = MEMORY CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
                .update();
        transactions.sql("DELETE FROM hk_accepted").update();
        transactions.insertAll(
                "INSERT INTO hk_accepted (record_key, remote_id, version) VALUES (?, ?, ?)",
                accepted.rows(),
                (statement, _, row) -> {
                    statement.setString(1, row.key());
                    statement.setString(2, row.remoteId());
                    statement.setLong(3, row.version());
                });
        transactions
                .sql("UPDATE hk_record r STRAIGHT_JOIN hk_accepted s ON s.record_key = r.record_key"
                        + " SET r.remote_id = s.remote_id, r.org_id = :org, r.accepted_version = s.version,"
                        + " r.accepted_at = LOCALTIMESTAMP(6), r.room = NULL"
                        + " WHERE r.sync = :sync AND r.record_key IN (:keys)")
                .param("org", accepted.org())
                .param("sync", accepted.sync())
                .param("keys", accepted.keys())
                .update();
    }
}
