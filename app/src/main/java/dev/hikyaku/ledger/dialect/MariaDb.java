package dev.hikyaku.ledger.dialect;

import com.zaxxer.hikari.HikariConfig;
import dev.hikyaku.ledger.Transactions;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// MariaDB 10.6 and newer. Joins are forced into the order that reads little: right after a bulk insert the
/// optimizer knows nothing of the tables and may read all claimed changes once for every result.
public record MariaDb() implements Dialect {
    private static final int AT_ONCE = 50;

    @Override
    public String folder() {
        return "mariadb";
    }

    @Override
    public String countNewestMigration() {
        return "SELECT COUNT(*) FROM hk_schema_history WHERE version = '113' AND success = TRUE";
    }

    /// `EXISTS` is asked row by row: turned into `IN`, it would read every record of the ledger for a page of changes.
    /// What a process that stands still has locked in the middle of a transaction is freed by the server.
    @Override
    public String initSql() {
        return "SET time_zone = '+00:00', optimizer_switch = 'exists_to_in=off', idle_transaction_timeout = "
                + LONGEST_PAUSE.toSeconds();
    }

    @Override
    public void configure(HikariConfig pool) {
        pool.addDataSourceProperty("useServerPrepStmts", "true");
        pool.addDataSourceProperty("connectTimeout", "5000");
        pool.setExceptionOverride(new FailedOver());
        // A server that vanished without a word is given up then; none of our statements but migrations takes so long.
        pool.addDataSourceProperty(Pool.SILENCE, "300000");
    }

    @Override
    public String minute(String moment) {
        return "CAST(DATE_FORMAT(" + moment + ", '%Y-%m-%d %H:%i:00') AS DATETIME)";
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
    public String changesByKey(String alias) {
        return "FROM hk_change " + alias + " FORCE INDEX (hk_change_by_key)";
    }

    @Override
    public String changesByOutcome() {
        return "FROM hk_change FORCE INDEX (hk_change_by_outcome)";
    }

    @Override
    public String problemsByCause() {
        return "FROM hk_problem FORCE INDEX (hk_problem_by_cause)";
    }

    @Override
    public String deliveriesByState() {
        return "FROM hk_delivery FORCE INDEX (hk_delivery_by_state)";
    }

    @Override
    public String changesById() {
        return "FROM hk_change FORCE INDEX (PRIMARY)";
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

    /// Few rows with one statement, their ids told by `CASE`: a join with a table of ids costs twice as much, and a
    /// statement for each row too.
    @Override
    public void accept(Transactions transactions, Accepted accepted) {
        var bySize = new TreeMap<Integer, List<List<Accepted.Row>>>();
        for (var alike : accepted.byVersion()) {
            for (int next = 0; next < alike.size(); next += AT_ONCE) {
                var some = alike.subList(next, Math.min(next + AT_ONCE, alike.size()));
                bySize.computeIfAbsent(some.size(), _ -> new ArrayList<>()).add(some);
            }
        }
        bySize.forEach((size, statements) -> transactions.insertAll(
                accept(size), statements, (statement, _, rows) -> bind(statement, accepted, rows)));
    }

    private static String accept(int rows) {
        return "UPDATE hk_record SET remote_id = CASE record_key" + " WHEN ? THEN ?".repeat(rows)
                + " END, org_id = ?, accepted_version = ?, accepted_at = LOCALTIMESTAMP(6), room = NULL"
                + " WHERE sync = ? AND record_key IN (?" + ", ?".repeat(rows - 1) + ")";
    }

    private static void bind(PreparedStatement statement, Accepted accepted, List<Accepted.Row> rows)
            throws SQLException {
        int next = 1;
        for (var row : rows) {
            statement.setString(next++, row.key());
            statement.setString(next++, row.remoteId());
        }
        statement.setString(next++, accepted.org());
        statement.setLong(next++, rows.getFirst().version());
        statement.setString(next++, accepted.sync());
        for (var row : rows) {
            statement.setString(next++, row.key());
        }
    }
}
