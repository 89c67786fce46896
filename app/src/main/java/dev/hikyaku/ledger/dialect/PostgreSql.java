package dev.hikyaku.ledger.dialect;

import com.zaxxer.hikari.HikariConfig;
import dev.hikyaku.ledger.Transactions;
import java.time.Duration;
import java.util.Collection;
import org.springframework.jdbc.support.SqlArrayValue;

/// PostgreSQL 14 and newer.
public record PostgreSql() implements Dialect {
    @Override
    public String folder() {
        return "postgres";
    }

    @Override
    public String countNewestMigration() {
        return "SELECT COUNT(*) FROM hk_schema_history WHERE version = '113' AND success = TRUE";
    }

    /// What a process that stands still has locked in the middle of a transaction is freed by the server.
    @Override
    public String initSql() {
        return "SET TIME ZONE 'UTC'; SET idle_in_transaction_session_timeout = " + LONGEST_PAUSE.toMillis();
    }

    @Override
    public void configure(HikariConfig pool) {
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("connectTimeout", "5");
        pool.setExceptionOverride(new FailedOver());
        // A server that vanished without a word is given up then; none of our statements but migrations takes so long.
        pool.addDataSourceProperty(Pool.SILENCE, "300");
    }

    @Override
    public String ago(Duration time) {
        return "(LOCALTIMESTAMP(6) - " + time.toNanos() / 1000 + " * INTERVAL '1 microsecond')";
    }

    @Override
    public String behind(String moment) {
        return moment + " + CAST(? AS BIGINT) * INTERVAL '1 microsecond'";
    }

    @Override
    public String micros(String from, String to) {
        return "CAST(EXTRACT(EPOCH FROM " + to + " - " + from + ") * 1000000 AS BIGINT)";
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

    /// One look for each id. A list of them would be held against all rows of the sync wherever the statistics know
    /// nothing of it yet, for then it seems to have next to none.
    @Override
    public String knownRequests() {
        return "SELECT found.request_id, found.record_key FROM unnest(CAST(:ids AS text[])) AS wanted (id)"
                + " CROSS JOIN LATERAL (SELECT request_id, record_key FROM hk_change"
                + " WHERE sync = :sync AND request_id = wanted.id LIMIT 1) found";
    }

    @Override
    public String lockRecords() {
        return "SELECT found.record_key, found.version, found.given_version, found.fingerprint, found.troubled"
                + " FROM unnest(CAST(:ids AS text[])) AS wanted (id) CROSS JOIN LATERAL"
                + " (SELECT record_key, version, given_version, fingerprint, troubled FROM hk_record"
                + " WHERE sync = :sync AND record_key = wanted.id LIMIT 1 FOR UPDATE) found";
    }

    @Override
    public Object ids(Collection<String> ids) {
        return new SqlArrayValue("text", ids.toArray());
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
    public void accept(Transactions transactions, Accepted accepted) {
        transactions
                .sql("UPDATE hk_record r SET remote_id = s.remote_id, org_id = :org, accepted_version = s.version,"
                        + " accepted_at = LOCALTIMESTAMP(6)"
                        + " FROM unnest(:keys, :remoteIds, :versions) AS s (record_key, remote_id, version)"
                        + " WHERE r.sync = :sync AND r.record_key = s.record_key")
                .param("org", accepted.org())
                .param("sync", accepted.sync())
                .param("keys", new SqlArrayValue("text", accepted.keys().toArray()))
                .param(
                        "remoteIds",
                        new SqlArrayValue(
                                "text",
                                accepted.rows().stream()
                                        .map(Accepted.Row::remoteId)
                                        .toArray()))
                .param(
                        "versions",
                        new SqlArrayValue(
                                "bigint",
                                accepted.rows().stream()
                                        .map(Accepted.Row::version)
                                        .toArray()))
                .update();
    }
}
