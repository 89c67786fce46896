package dev.hikyaku.ledger.dialect;

import com.zaxxer.hikari.HikariConfig;
import dev.hikyaku.ledger.Transactions;
import java.util.Locale;
import java.util.Set;

/// The embedded default. `WRITE_DELAY=0`: a process crash loses nothing that was committed (a power cut may).
public record H2() implements Dialect {
    /// Errors of a file that another process opens or closes at this moment.
    static final Set<Integer> OPENING = Set.of(8000, 90020);

    @Override
    public String folder() {
        return "h2";
    }

    @Override
    public String countNewestMigration() {
        return "SELECT COUNT(*) FROM \"hk_schema_history\" WHERE \"version\" = '104' AND \"success\" = TRUE";
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
    public String isOpen() {
        return "state IN ('waiting', 'claimed')";
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
    public String oldestFirst() {
        return "sync, outcome, id";
    }

    @Override
    public String newestFirst() {
        return "sync DESC, outcome DESC, id DESC";
    }

    @Override
    public String newestOfSyncFirst() {
        return "sync DESC, id DESC";
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
    public void accept(Transactions transactions, Accepted accepted) {
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
