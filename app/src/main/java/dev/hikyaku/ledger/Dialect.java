package dev.hikyaku.ledger;

import com.zaxxer.hikari.HikariConfig;
import dev.hikyaku.ledger.Settlement.AcceptedRow;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.jdbc.support.SqlArrayValue;

/// What differs between the databases a ledger may live in.
///
/// Everything else is SQL that all of them read the same way. Joined updates differ most: see each statement.
sealed interface Dialect {

    /// Folder of the migrations below `db/`.
    String folder();

    /// Counts the newest migration in Flyway's history: 1 when the tables are as this version wants them. Flyway
    /// quotes its names, so databases that fold them differ here.
    String countNewestMigration();

    /// Run on each new connection: times are UTC everywhere.
    String initSql();

    /// Settings the pool needs for this database.
    void configure(HikariConfig pool);

    /// SQL for the moment that lies this long back, by the database's clock.
    default String ago(Duration time) {
        return "TIMESTAMPADD(MICROSECOND, -" + time.toNanos() / 1000 + ", LOCALTIMESTAMP(6))";
    }

    /// SQL for a moment as many microseconds behind another as a parameter says; null when one of them is.
    default String behind(String moment) {
        return "TIMESTAMPADD(MICROSECOND, ?, " + moment + ")";
    }

    /// Copies version, operation and fingerprint of the changes `:first`..`:last` to their records.
    String advanceRecords();

    /// `FROM` of a query that looks changes `c` up by a list of keys, each with its record `r`.
    default String changesByKey() {
        return "FROM hk_change c JOIN hk_record r ON r.record_key = c.record_key AND r.sync = c.sync";
    }

    /// Writes the remote ids of accepted changes to their records.
    void accept(Transactions transactions, Settlement.Accepted accepted);

    /// Ends the query that reads a lease's token: nobody may take the lease before the commit. Where the database can,
    /// several transactions of one holder run side by side.
    default String lockLease() {
        return " FOR UPDATE";
    }

    /// Part of the `SET` of a claim: what has to be given up for what it writes.
    default String roomForClaim() {
        return "";
    }

    /// Part of the `SET` of an outcome, like [#roomForClaim()].
    default String roomForOutcome() {
        return "";
    }

    /// SQL for the microseconds until a moment; null when it is.
    default String until(String moment) {
        return "TIMESTAMPDIFF(MICROSECOND, LOCALTIMESTAMP(6), " + moment + ")";
    }

    /// `FROM` of a query that reads waiting changes `c` in the order of their ids, each with its record `r`.
    String waitingFrom();

    /// `ORDER BY` of that query: by id, told so that the index is seen to give it.
    default String waitingOrder() {
        return "c.id";
    }

    /// The dialect for a JDBC URL.
    ///
    /// @throws Ledger.CannotOpen for a database that can't hold a ledger
    static Dialect of(String url) {
        var lower = url.toLowerCase(Locale.ROOT);
        if (lower.startsWith("jdbc:h2:")) {
            return new H2();
        }
        if (lower.startsWith("jdbc:mariadb:")) {
            return new MariaDb();
        }
        if (lower.startsWith("jdbc:postgresql:")) {
            return new PostgreSql();
        }
        throw new Ledger.CannotOpen(
                "HK2001  ledger URL " + Ledger.withoutSecrets(url)
                        + ": wanted jdbc:mariadb:..., jdbc:postgresql:... or jdbc:h2:..., the databases that can hold a ledger",
                null);
    }

    /// The embedded default. `WRITE_DELAY=0`: a process crash loses nothing that was committed (a power cut may).
    record H2() implements Dialect {
        @Override
        public String folder() {
            return "h2";
        }

        @Override
        public String countNewestMigration() {
            return "SELECT COUNT(*) FROM \"hk_schema_history\" WHERE \"version\" = '41' AND \"success\" = TRUE";
        }

        @Override
        public String initSql() {
            return "SET TIME ZONE 'UTC'";
        }

        @Override
        public void configure(HikariConfig pool) {
            System.setProperty("h2.bindAddress", "127.0.0.1");
            var url = new StringBuilder(pool.getJdbcUrl());
            append(url, "WRITE_DELAY", "0");
            append(url, "LOCK_TIMEOUT", "20000");
            if (pool.getJdbcUrl().startsWith("jdbc:h2:file:")) {
                append(url, "AUTO_SERVER", "TRUE");
            }
            pool.setJdbcUrl(url.toString());
        }

        private static void append(StringBuilder url, String key, String value) {
            if (!url.toString().toUpperCase(Locale.ROOT).contains(";" + key + "=")) {
                url.append(';').append(key).append('=').append(value);
            }
        }

        @Override
        public String waitingFrom() {
            return "FROM hk_change c USE INDEX (hk_change_by_state)"
                    + " JOIN hk_record r ON r.sync = c.sync AND r.record_key = c.record_key";
        }

        @Override
        public String waitingOrder() {
            return "c.sync, c.state, c.id";
        }

        @Override
        public String advanceRecords() {
            return """
                    MERGE INTO hk_record r
                    USING (SELECT sync, record_key, version, operation, fingerprint, given_version FROM hk_change
                            WHERE id BETWEEN :first AND :last AND version > 0) c
                       ON r.sync = c.sync AND r.record_key = c.record_key
                     WHEN MATCHED THEN UPDATE
                      SET version = c.version, operation = c.operation, fingerprint = c.fingerprint,
                          given_version = COALESCE(c.given_version, r.given_version)""";
        }

        @Override
        public void accept(Transactions transactions, Settlement.Accepted accepted) {
            transactions.insertAll(
                    "UPDATE hk_record SET remote_id = ?, org_id = ?, accepted_version = ?,"
                            + " accepted_at = LOCALTIMESTAMP(6) WHERE record_key = ? AND sync = ?",
                    accepted.rows(),
                    (statement, _, row) -> {
                        statement.setString(1, row.remoteId());
                        statement.setString(2, accepted.org());
                        statement.setLong(3, row.version());
                        statement.setString(4, row.key());
                        statement.setString(5, accepted.sync());
                    });
        }
    }

    /// MariaDB 10.6 and newer. Joins are forced into the order that reads little: right after a bulk insert the
    /// optimizer
    /// knows nothing of the tables and may read all claimed changes once for every result.
    record MariaDb() implements Dialect {
        @Override
        public String folder() {
            return "mariadb";
        }

        @Override
        public String countNewestMigration() {
            return "SELECT COUNT(*) FROM hk_schema_history WHERE version = '43' AND success = TRUE";
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
            return "FROM hk_change c FORCE INDEX (hk_change_by_key) STRAIGHT_JOIN hk_record r"
                    + " ON r.sync = c.sync AND r.record_key = c.record_key";
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
        public void accept(Transactions transactions, Settlement.Accepted accepted) {
            transactions
                    .sql(
                            "CREATE TEMPORARY TABLE IF NOT EXISTS hk_accepted (record_key VARCHAR(255) NOT NULL PRIMARY KEY,"
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

    /// PostgreSQL 14 and newer.
    record PostgreSql() implements Dialect {
        @Override
        public String folder() {
            return "postgres";
        }

        @Override
        public String countNewestMigration() {
            return "SELECT COUNT(*) FROM hk_schema_history WHERE version = '11' AND success = TRUE";
        }

        @Override
        public String initSql() {
            return "SET TIME ZONE 'UTC'";
        }

        @Override
        public void configure(HikariConfig pool) {
            pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        }

        @Override
        public String ago(Duration time) {
            return "(LOCALTIMESTAMP(6) - INTERVAL '" + time.toMillis() / 1000.0 + " seconds')";
        }

        @Override
        public String behind(String moment) {
            return moment + " + CAST(? AS BIGINT) * INTERVAL '1 microsecond'";
        }

        @Override
        public String until(String moment) {
            return "CAST(EXTRACT(EPOCH FROM " + moment + " - LOCALTIMESTAMP(6)) * 1000000 AS BIGINT)";
        }

        @Override
        public String lockLease() {
            return " FOR SHARE";
        }

        @Override
        public String waitingFrom() {
            return "FROM hk_change c JOIN hk_record r"
                    + " ON r.sync = c.sync AND r.record_key = c.record_key AND c.outcome IS NULL";
        }

        @Override
        public String advanceRecords() {
            return """
                    UPDATE hk_record r
                       SET version = c.version, operation = c.operation, fingerprint = c.fingerprint,
                           given_version = COALESCE(c.given_version, r.given_version)
                      FROM hk_change c
                     WHERE c.id BETWEEN :first AND :last AND c.version > 0
                       AND r.sync = c.sync AND r.record_key = c.record_key""";
        }

        @Override
        public void accept(Transactions transactions, Settlement.Accepted accepted) {
            transactions
                    .sql("UPDATE hk_record r SET remote_id = s.remote_id, org_id = :org, accepted_version = s.version,"
                            + " accepted_at = LOCALTIMESTAMP(6)"
                            + " FROM unnest(:keys, :remoteIds, :versions) AS s (record_key, remote_id, version)"
                            + " WHERE r.sync = :sync AND r.record_key = s.record_key")
                    .param("org", accepted.org())
                    .param("sync", accepted.sync())
                    .param("keys", array("text", accepted.keys().stream()))
                    .param("remoteIds", array("text", accepted.rows().stream().map(AcceptedRow::remoteId)))
                    .param("versions", array("bigint", accepted.rows().stream().map(AcceptedRow::version)))
                    .update();
        }

        private static SqlArrayValue array(String type, Stream<?> values) {
            return new SqlArrayValue(type, values.toArray());
        }
    }
}
