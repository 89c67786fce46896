package dev.hikyaku.bench.pages;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/// Fills a ledger as months of work leave it: three syncs, 1 % rejected for 40 causes, 0.5 % superseded, some
/// unknown, and of the newest hundredth some that wait, half of them for another record; bulk jobs of 2,000 rows,
/// 500 of them in a run. A campaign has a run with a fifth as many deliveries, and one at work.
final class BigLedger {
    static final int PER_JOB = 2_000;
    static final int PER_RUN = 500;
    static final List<String> SYNCS = List.of("contact", "account", "case");

    private static final int CHUNK = 200_000;
    private static final int AT_WORK = 5_000;

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
                execute(connection, problems(first, last));
                execute(connection, deliveries(first / 5, last / 5));
            }
            jobs(connection);
            // What a server that has been up for months did long ago.
            execute(
                    connection,
                    isMariaDb()
                            ? "ANALYZE TABLE hk_change, hk_record, hk_attempt, hk_problem, hk_bulk_job, hk_intake, hk_run,"
                                    + " hk_delivery, hk_event"
                            : url.contains("postgresql") ? "VACUUM ANALYZE" : "ANALYZE");
        }
    }

    private boolean isMariaDb() {
        return url.contains("mariadb");
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
        if (isMariaDb()) {
            return "(SELECT seq AS i FROM seq_" + first + "_to_" + last + ") x";
        }
        return url.contains("postgresql")
                ? "generate_series(CAST(" + first + " AS BIGINT), CAST(" + last + " AS BIGINT)) AS x (i)"
                : "(SELECT x AS i FROM SYSTEM_RANGE(" + first + ", " + last + ")) x";
    }

    private static String job() {
        return "((x.i - MOD(x.i, 2000)) / 2000 + 1)";
    }

    private static String id() {
        return "(" + job() + ") * 10000 + MOD(x.i, 2000)";
    }

    static String sync(String number) {
        return "CASE WHEN MOD(" + number + ", 100) < 90 THEN 'contact' WHEN MOD(" + number
                + ", 100) < 99 THEN 'account' ELSE 'case' END";
    }

    /// The outcome of a row; null for one that waits.
    private String outcome() {
        return "CASE WHEN MOD(x.i, 1000) < 10 THEN 'rejected' WHEN MOD(x.i, 1000) < 15 THEN 'superseded'"
                + " WHEN MOD(x.i, 1000) < 65 AND x.i >= " + rows / 100 * 99 + " THEN NULL"
                + " WHEN MOD(x.i, 100000) = 99 THEN 'unknown' ELSE 'accepted' END";
    }

    /// The row's number, divided without a rest.
    private String part(int by) {
        return isMariaDb() ? "FLOOR(x.i / " + by + ")" : "(x.i / " + by + ")";
    }

    private String code() {
        return "CONCAT('CODE_', MOD(" + part(1_000) + ", 8))";
    }

    private String field() {
        return "CONCAT('Field', MOD(" + part(8_000) + ", 5), '__c')";
    }

    private String reason() {
        return "CONCAT('value ', x.i, ' is not good [', " + field() + ", ']')";
    }

    private String changes(long first, long last) {
        var outcome = outcome();
        var at = "LOCALTIMESTAMP(6)";
        return "INSERT INTO hk_change (id, sync, record_key, version, operation, payload, request_id, state, outcome, code,"
                + " reason, attempts, bulk_job_id, settled_by, taken_in_at, claimed_at, settled_at)"
                + " SELECT " + id() + ", " + sync(job())
                + ", CONCAT('K', x.i), 1, 'upsert',"
                + " CONCAT('{\"id\":\"K', x.i, '\",\"name\":\"somebody of some length\",\"city\":\"Aichi\"}'),"
                + " CONCAT('request-', x.i), CASE WHEN (" + outcome + ") IS NULL THEN 'waiting' ELSE 'settled' END, "
                + outcome + ", CASE WHEN MOD(x.i, 1000) < 10 THEN " + code() + " WHEN (" + outcome
                + ") IS NULL AND MOD(x.i, 2) = 0 THEN 'HK3007' END,"
                + " CASE WHEN MOD(x.i, 1000) < 10 THEN " + reason() + " WHEN (" + outcome
                + ") IS NULL AND MOD(x.i, 2) = 0 THEN 'waits for account 7' END,"
                + " 0, CASE WHEN (" + outcome + ") IS NULL THEN NULL ELSE " + job() + " END, 1, " + at + ", " + at
                + ", CASE WHEN (" + outcome + ") IS NULL THEN NULL ELSE " + at + " END FROM " + numbers(first, last);
    }

    /// Every tenth thousand was changed since, and is no problem any more.
    private static String isTroubled() {
        return "MOD(x.i, 1000) < 10 AND MOD(x.i, 10000) >= 1000";
    }

    private String records(long first, long last) {
        return "INSERT INTO hk_record (sync, record_key, version, operation, remote_id, accepted_version, accepted_at,"
                + " troubled) SELECT " + sync(job())
                + ", CONCAT('K', x.i), CASE WHEN MOD(x.i, 10000) < 10 THEN 2 ELSE 1 END, 'upsert',"
                + " CASE WHEN (" + outcome()
                + ") = 'accepted' THEN CONCAT('003', RIGHT(CONCAT('000000000000', x.i), 12), 'AAA')"
                + " END, 1, LOCALTIMESTAMP(6), CASE WHEN " + isTroubled() + " THEN TRUE ELSE FALSE END FROM "
                + numbers(first, last);
    }

    private String attempts(long first, long last) {
        return "INSERT INTO hk_attempt (change_id, bulk_job_id, outcome, code, reason, at) SELECT " + id() + ", "
                + job() + ", 'rejected', " + code() + ", 'not good', LOCALTIMESTAMP(6) FROM " + numbers(first, last)
                + " WHERE MOD(x.i, 1000) < 10";
    }

    private String problems(long first, long last) {
        return "INSERT INTO hk_problem (sync, record_key, code, cause, reason, at) SELECT " + sync(job())
                + ", CONCAT('K', x.i), " + code() + ", CONCAT(" + code() + ", ' ', " + field() + "), " + reason()
                + ", LOCALTIMESTAMP(6) FROM " + numbers(first, last) + " WHERE " + isTroubled();
    }

    private String deliveries(long first, long last) {
        var begun = rows / 5 - AT_WORK;
        return "INSERT INTO hk_delivery (campaign_id, device_no, run_id, pass, user_key, attempts, state, outcome, code,"
                + " due_at, settled_at) SELECT 1, 0, CASE WHEN x.i < " + begun + " THEN 1 ELSE 2 END, 1,"
                + " CONCAT('U', x.i), 1, CASE WHEN x.i < " + begun + " THEN 'settled' ELSE 'waiting' END,"
                + " CASE WHEN x.i >= " + begun + " THEN NULL WHEN MOD(x.i, 50) = 0 THEN 'suppressed'"
                + " WHEN MOD(x.i, 900) = 7 THEN 'rejected' ELSE 'accepted' END,"
                + " CASE WHEN x.i >= " + begun + " THEN NULL WHEN MOD(x.i, 50) = 0 THEN 'opted_out'"
                + " WHEN MOD(x.i, 900) = 7 THEN 'UNREGISTERED' END,"
                + " LOCALTIMESTAMP(6), LOCALTIMESTAMP(6) FROM " + numbers(first, last);
    }

    private void jobs(Connection connection) throws SQLException {
        var jobs = rows / PER_JOB;
        var run = part(PER_RUN) + " + 1";
        execute(
                connection,
                "INSERT INTO hk_intake (id, sync, door, run_id, taken_in, at) SELECT x.i, " + sync("x.i") + ", 'scan', "
                        + run + ", 2000, LOCALTIMESTAMP(6) FROM " + numbers(1, jobs));
        execute(
                connection,
                "INSERT INTO hk_bulk_job (id, sync, run_id, operation, object, lane, state, remote_id, row_count,"
                        + " accepted, rejected, released, prepared_at, closed_at, settled_at) SELECT x.i, "
                        + sync("x.i") + ", " + run + ", 'upsert', 'Contact', 'bulk', 'settled',"
                        + " CONCAT('750', RIGHT(CONCAT('000000000000', x.i), 12), 'AAA'), 2000, 1980, 10, 0,"
                        + " LOCALTIMESTAMP(6), LOCALTIMESTAMP(6), LOCALTIMESTAMP(6) FROM " + numbers(1, jobs));
        execute(
                connection,
                "INSERT INTO hk_event (at, run_id, sync, kind, detail) SELECT LOCALTIMESTAMP(6), " + run + ", "
                        + sync("x.i") + ", 'orphan-gone', 'a note' FROM " + numbers(1, jobs));
        runs(connection, jobs / PER_RUN + 1);
    }

    private void runs(Connection connection, long runs) throws SQLException {
        execute(connection, "INSERT INTO hk_campaign (id, name) VALUES (1, 'reminder')");
        execute(connection, campaignRun("1, 1, 'one', 'finished'", rows / 5 - AT_WORK, "LOCALTIMESTAMP(6)"));
        execute(connection, campaignRun("2, 1, 'two', 'running'", AT_WORK, "NULL"));
        execute(
                connection,
                "INSERT INTO hk_run (id, run_key, syncs, state, holder, started_at, ended_at, exit_code) SELECT x.i,"
                        + " CONCAT('run-', x.i), 'contact account case', 'finished', 'x', LOCALTIMESTAMP(6), LOCALTIMESTAMP(6), 0 FROM "
                        + numbers(1, runs));
    }

    private static String campaignRun(String first, long recipients, String ended) {
        return "INSERT INTO hk_campaign_run (id, campaign_id, run_key, state, holder, pass, audience_done,"
                + " canary_passed, rows_read, duplicates, already_sent, recipients, more_devices, started_at, expires_at,"
                + " ended_at) VALUES (" + first + ", 'x', 1, TRUE, TRUE, " + recipients + ", 0, 0, " + recipients
                + ", 0, LOCALTIMESTAMP(6), LOCALTIMESTAMP(6), " + ended + ")";
    }
}
