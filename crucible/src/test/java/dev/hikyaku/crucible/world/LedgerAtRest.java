package dev.hikyaku.crucible.world;

import java.sql.DriverManager;
import java.sql.SQLException;

/// What a process left in the ledger when it ended, read past the program.
public final class LedgerAtRest {
    private final String url;
    private final String user;
    private final String password;

    LedgerAtRest(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /// Leases that somebody still holds.
    public long leases() {
        return count("SELECT COUNT(*) FROM hk_lease WHERE holder IS NOT NULL");
    }

    /// Rows that are taken up, though Salesforce was never told to work on them.
    public long claimed() {
        return count("SELECT COUNT(*) FROM hk_change c JOIN hk_bulk_job j ON j.id = c.bulk_job_id"
                + " WHERE c.state = 'claimed' AND j.state NOT IN ('closed', 'finished')");
    }

    /// Executions and steps of Spring Batch that stand as running.
    public long started() {
        return count("SELECT COUNT(*) FROM HK_BATCH_JOB_EXECUTION WHERE STATUS IN ('STARTING', 'STARTED', 'STOPPING')")
                + count("SELECT COUNT(*) FROM HK_BATCH_STEP_EXECUTION WHERE STATUS IN ('STARTING', 'STARTED')");
    }

    /// Runs that stand as running.
    public long running() {
        return count("SELECT COUNT(*) FROM hk_run WHERE state = 'running'");
    }

    /// All runs there have been.
    public long runs() {
        return count("SELECT COUNT(*) FROM hk_run");
    }

    /// Changes that wait for anything.
    public long waiting() {
        return count("SELECT COUNT(*) FROM hk_change WHERE outcome IS NULL");
    }

    private long count(String query) {
        try (var connection = DriverManager.getConnection(url, user, password);
                var answer = connection.createStatement().executeQuery(query)) {
            answer.next();
            return answer.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
