package dev.hikyaku.ledger;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

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

    /// Writes the results `:first`..`:last` of bulk job `:job` to records and changes; a list run in order.
    List<String> applyResults();

    /// `FROM` of a query that reads waiting changes `c` in the order of their ids, each with its record `r`.
    String waitingFrom();

    /// `FROM` of a query that reads results `s`, each with the change `c` it may be about.
    String resultsFrom();

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
        throw new Ledger.CannotOpen(
                "HK2001  ledger URL " + Ledger.withoutSecrets(url)
                        + ": wanted jdbc:mariadb:... or jdbc:h2:..., the databases that can hold a ledger",
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
            return "SELECT COUNT(*) FROM \"hk_schema_history\" WHERE \"version\" = '40' AND \"success\" = TRUE";
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
        public String resultsFrom() {
            return "FROM hk_result s JOIN hk_change c ON c.record_key = s.record_key AND c.bulk_job_id = s.bulk_job_id";
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
        public List<String> applyResults() {
            return List.of("""
                    MERGE INTO hk_record r
                    USING (SELECT c.sync, c.record_key, c.version, s.remote_id FROM hk_result s
                             JOIN hk_change c ON c.sync = :sync AND c.record_key = s.record_key
                              AND c.bulk_job_id = :job AND c.state = 'claimed'
                            WHERE s.bulk_job_id = :job AND s.position BETWEEN :first AND :last
                              AND s.outcome = 'accepted') d
                       ON r.sync = d.sync AND r.record_key = d.record_key
                     WHEN MATCHED THEN UPDATE
                      SET remote_id = d.remote_id, org_id = :org, accepted_version = d.version,
                          accepted_at = LOCALTIMESTAMP(6)""", """
                    MERGE INTO hk_change c
                    USING (SELECT record_key, outcome, code, reason, not_before FROM hk_result
                            WHERE bulk_job_id = :job AND position BETWEEN :first AND :last) s
                       ON c.sync = :sync AND c.record_key = s.record_key AND c.bulk_job_id = :job
                      AND c.state = 'claimed'
                     WHEN MATCHED AND s.outcome = 'released' THEN UPDATE
                      SET state = 'waiting', bulk_job_id = NULL, attempts = c.attempts + 1, code = s.code,
                          reason = s.reason, not_before = s.not_before
                     WHEN MATCHED THEN UPDATE
                      SET state = 'settled', outcome = s.outcome, code = s.code, reason = s.reason,
                          settled_by = :run, settled_at = LOCALTIMESTAMP(6)""");
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
            return "SELECT COUNT(*) FROM hk_schema_history WHERE version = '40' AND success = TRUE";
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
            return "FROM hk_change c FORCE INDEX (hk_change_by_state) STRAIGHT_JOIN hk_record r"
                    + " ON r.sync = c.sync AND r.record_key = c.record_key";
        }

        @Override
        public String resultsFrom() {
            return "FROM hk_result s STRAIGHT_JOIN hk_change c FORCE INDEX (hk_change_by_key)"
                    + " ON c.record_key = s.record_key AND c.bulk_job_id = s.bulk_job_id";
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
        public List<String> applyResults() {
            return List.of("""
                    UPDATE hk_result s
                      STRAIGHT_JOIN hk_change c FORCE INDEX (hk_change_by_key)
                         ON c.sync = :sync AND c.record_key = s.record_key AND c.bulk_job_id = :job
                      STRAIGHT_JOIN hk_record r ON r.sync = :sync AND r.record_key = s.record_key
                       SET r.remote_id = s.remote_id, r.org_id = :org, r.accepted_version = c.version,
                           r.accepted_at = LOCALTIMESTAMP(6), c.state = 'settled', c.outcome = s.outcome,
                           c.code = s.code, c.reason = s.reason,
                           c.settled_by = :run, c.settled_at = LOCALTIMESTAMP(6)
                     WHERE s.bulk_job_id = :job AND s.position BETWEEN :first AND :last
                       AND s.outcome = 'accepted' AND c.state = 'claimed'""", """
                    UPDATE hk_result s
                      STRAIGHT_JOIN hk_change c FORCE INDEX (hk_change_by_key)
                         ON c.sync = :sync AND c.record_key = s.record_key AND c.bulk_job_id = :job
                       SET c.outcome = CASE s.outcome WHEN 'rejected' THEN 'rejected' END,
                           c.settled_by = CASE s.outcome WHEN 'rejected' THEN :run END,
                           c.settled_at = CASE s.outcome WHEN 'rejected' THEN LOCALTIMESTAMP(6) END,
                           c.attempts = c.attempts + 1, c.code = s.code, c.reason = s.reason,
                           c.not_before = s.not_before,
                           c.bulk_job_id = CASE s.outcome WHEN 'rejected' THEN c.bulk_job_id END,
                           c.state = CASE s.outcome WHEN 'rejected' THEN 'settled' ELSE 'waiting' END
                     WHERE s.bulk_job_id = :job AND s.position BETWEEN :first AND :last
                       AND s.outcome <> 'accepted' AND c.state = 'claimed'""");
        }
    }
}
