package dev.hikyaku.bench.pages;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/// Fills a ledger as months of work leave it: three syncs, 0.5 % rejected, 0.5 % superseded, some unknown,
/// and of the newest tenth some that wait; bulk jobs of 2,000 rows, and one campaign.
final class BigLedger {
    static final int PER_JOB = 2_000;
    static final List<String> SYNCS = List.of("contact", "account", "case");

    private static final int CHUNK = 200_000;

    private final String url;
    private final String user;
    private final long rows;

    BigLedger(String url, String user, long rows) {
        this.url = url;
        this.user = user;
        this.rows = rows;
    }

    /// Fills it, if nothing is in it.
    void fill() throws SQLException {
        try (var connection = DriverManager.getConnection(url, user, "")) {
            if (count(connection) > 0) {
                return;
            }
            for (long first = 0; first < rows; first += CHUNK) {
                var last = Math.min(first + CHUNK, rows) - 1;
                execute(connection, changes(first, last));
                execute(connection, records(first, last));
                execute(connection, attempts(first, last));
                execute(connection, deliveries(first / 10, last / 10 - 1));
            }
            jobs(connection);
            execute(
                    connection,
                    url.contains("mariadb")
                            ? "ANALYZE TABLE hk_change, hk_record, hk_attempt, hk_bulk_job, hk_intake, hk_run, hk_delivery, hk_event"
                            : "ANALYZE");
        }
    }

    private static long count(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT COUNT(*) FROM hk_run")) {
            found.next();
            return found.getLong(1);
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    /// `SELECT x.i` of whole numbers.
    private String numbers(long first, long last) {
        if (url.contains("mariadb")) {
            return "(SELECT seq AS i FROM seq_" + first + "_to_" + last + ") x";
        }
        return url.contains("postgresql")
                ? "generate_series(CAST(" + first + " AS BIGINT), CAST(" + last + " AS BIGINT)) AS x (i)"
                : "(SELECT x AS i FROM SYSTEM_RANGE(" + first + ", " + last + ")) x";
    }

    private static String job() {
        return "((x.i - MOD(x.i, 2000)) / 2000 + 1)";
    }

    static String sync(String number) {
        return "CASE WHEN MOD(" + number + ", 100) < 90 THEN 'contact' WHEN MOD(" + number
                + ", 100) < 99 THEN 'account' ELSE 'case' END";
    }

    /// The outcome of a row; null for one that waits.
    private String outcome() {
        return "CASE WHEN MOD(x.i, 1000) < 5 THEN 'rejected' WHEN MOD(x.i, 1000) < 10 THEN 'superseded'"
                + " WHEN MOD(x.i, 1000) < 15 AND x.i >= " + rows / 10 * 9 + " THEN NULL"
                + " WHEN MOD(x.i, 100000) = 99 THEN 'unknown' ELSE 'accepted' END";
    }

    private String changes(long first, long last) {
        var outcome = outcome();
        var at = "LOCALTIMESTAMP(6)";
        return "INSERT INTO hk_change (id, sync, record_key, version, operation, payload, request_id, state, outcome, code,"
                + " reason, attempts, bulk_job_id, settled_by, taken_in_at, claimed_at, settled_at)"
                + " SELECT (" + job() + ") * 10000 + MOD(x.i, 2000), " + sync(job())
                + ", CONCAT('K', x.i), 1, 'upsert',"
                + " CONCAT('{\"id\":\"K', x.i, '\",\"name\":\"somebody of some length\",\"city\":\"Aichi\"}'),"
                + " CONCAT('request-', x.i), CASE WHEN (" + outcome + ") IS NULL THEN 'waiting' ELSE 'settled' END, "
                + outcome + ", CASE WHEN MOD(x.i, 1000) < 5 THEN CONCAT('CODE_', MOD(x.i, 20)) WHEN (" + outcome
                + ") IS NULL AND MOD(x.i, 2) = 0 THEN 'HK3007' END,"
                + " CASE WHEN MOD(x.i, 1000) < 5 THEN CONCAT('value ', x.i, ' is not good [Field', MOD(x.i, 7), '__c]')"
                + " WHEN (" + outcome + ") IS NULL AND MOD(x.i, 2) = 0 THEN 'waits for account 7' END,"
                + " 0, CASE WHEN (" + outcome + ") IS NULL THEN NULL ELSE " + job() + " END, 1, " + at + ", " + at
                + ", CASE WHEN (" + outcome + ") IS NULL THEN NULL ELSE " + at + " END FROM " + numbers(first, last);
    }

    /// Every tenth rejected one was changed since.
    private String records(long first, long last) {
        return "INSERT INTO hk_record (sync, record_key, version, operation, remote_id, accepted_version, accepted_at)"
                + " SELECT " + sync(job())
                + ", CONCAT('K', x.i), CASE WHEN MOD(x.i, 10000) < 5 THEN 2 ELSE 1 END, 'upsert',"
                + " CASE WHEN (" + outcome()
                + ") = 'accepted' THEN CONCAT('003', RIGHT(CONCAT('000000000000', x.i), 12), 'AAA')"
                + " END, 1, LOCALTIMESTAMP(6) FROM " + numbers(first, last);
    }

    private String attempts(long first, long last) {
        return "INSERT INTO hk_attempt (change_id, bulk_job_id, outcome, code, reason, at) SELECT (" + job()
                + ") * 10000 + MOD(x.i, 2000), " + job() + ", 'rejected', 'CODE_1', 'not good', LOCALTIMESTAMP(6) FROM "
                + numbers(first, last) + " WHERE MOD(x.i, 1000) < 5";
    }

    private String deliveries(long first, long last) {
        return "INSERT INTO hk_delivery (campaign_id, device_no, run_id, pass, user_key, attempts, state, outcome, code,"
                + " due_at, settled_at) SELECT 1, 0, 1, 1, CONCAT('U', x.i), 1, 'settled',"
                + " CASE WHEN MOD(x.i, 50) = 0 THEN 'suppressed' WHEN MOD(x.i, 900) = 7 THEN 'rejected' ELSE 'accepted' END,"
                + " CASE WHEN MOD(x.i, 50) = 0 THEN 'opted_out' WHEN MOD(x.i, 900) = 7 THEN 'UNREGISTERED' END,"
                + " LOCALTIMESTAMP(6), LOCALTIMESTAMP(6) FROM " + numbers(first, last);
    }

    private void jobs(Connection connection) throws SQLException {
        var jobs = rows / PER_JOB;
        execute(
                connection,
                "INSERT INTO hk_intake (id, sync, door, run_id, taken_in, at) SELECT x.i, " + sync("x.i")
                        + ", 'scan', FLOOR(x.i / 50) + 1, 2000, LOCALTIMESTAMP(6) FROM " + numbers(1, jobs));
        execute(
                connection,
                "INSERT INTO hk_bulk_job (id, sync, run_id, operation, object, lane, state, remote_id, row_count,"
                        + " accepted, rejected, released, prepared_at, closed_at, settled_at) SELECT x.i, "
                        + sync("x.i")
                        + ", FLOOR(x.i / 50) + 1, 'upsert', 'Contact', 'bulk', 'settled',"
                        + " CONCAT('750', RIGHT(CONCAT('000000000000', x.i), 12), 'AAA'), 2000, 1980, 10, 0,"
                        + " LOCALTIMESTAMP(6), LOCALTIMESTAMP(6), LOCALTIMESTAMP(6) FROM " + numbers(1, jobs));
        execute(
                connection,
                "INSERT INTO hk_event (at, run_id, sync, kind, detail) SELECT LOCALTIMESTAMP(6),"
                        + " FLOOR(x.i / 50) + 1, " + sync("x.i") + ", 'orphan-gone', 'a note' FROM "
                        + numbers(1, jobs));
        runs(connection, jobs / 50 + 1);
    }

    private void runs(Connection connection, long runs) throws SQLException {
        execute(connection, "INSERT INTO hk_campaign (id, name) VALUES (1, 'reminder')");
        execute(
                connection,
                "INSERT INTO hk_campaign_run (id, campaign_id, run_key, state, holder, pass, audience_done,"
                        + " canary_passed, rows_read, duplicates, already_sent, recipients, more_devices, started_at, expires_at,"
                        + " ended_at) VALUES (1, 1, 'one', 'finished', 'x', 1, TRUE, TRUE, " + rows / 10 + ", 0, 0, "
                        + rows / 10
                        + ", 0, LOCALTIMESTAMP(6), LOCALTIMESTAMP(6), LOCALTIMESTAMP(6))");
        execute(
                connection,
                "INSERT INTO hk_run (id, run_key, syncs, state, holder, started_at, ended_at, exit_code) SELECT x.i,"
                        + " CONCAT('run-', x.i), 'contact account case', 'finished', 'x', LOCALTIMESTAMP(6), LOCALTIMESTAMP(6), 0 FROM "
                        + numbers(1, runs));
    }
}
