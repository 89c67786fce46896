package dev.hikyaku.bench.pages;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// How many rows and index entries a database server has read, which noise on the machine does not change. MariaDB
/// tells at once (`Handler_read%`, reads of its own temporary tables included), PostgreSQL after a second
/// (`pg_stat_user_tables`, `pg_stat_user_indexes`), H2 not at all.
final class RowsRead implements AutoCloseable {
    private static final String MARIADB =
            "SELECT SUM(variable_value) FROM information_schema.global_status WHERE variable_name LIKE 'HANDLER_READ%'";
    private static final String POSTGRES = "SELECT (SELECT SUM(seq_tup_read) FROM pg_stat_user_tables)"
            + " + (SELECT SUM(idx_tup_read) FROM pg_stat_user_indexes)";
    private static final int LATE_MILLIS = 1_200;

    private final Connection connection;
    private final String url;
    private final long ownCost;

    RowsRead(String url, String user) throws SQLException {
        connection = DriverManager.getConnection(url, user, "");
        this.url = url;
        var begin = now();
        ownCost = now() - begin;
    }

    /// Rows read by one of several calls.
    ///
    /// @param afterwards what makes the same connection tell what it read
    /// @return -1 where the database does not tell
    long by(int calls, Runnable all, Runnable afterwards) throws SQLException, InterruptedException {
        settle(afterwards);
        var begin = now();
        all.run();
        settle(afterwards);
        return begin < 0 ? -1 : Math.max(0, now() - begin - ownCost) / calls;
    }

    private void settle(Runnable afterwards) throws InterruptedException {
        if (url.contains("postgresql")) {
            Thread.sleep(LATE_MILLIS);
            afterwards.run();
        }
    }

    private long now() throws SQLException {
        if (url.contains("jdbc:h2")) {
            return -1;
        }
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(url.contains("mariadb") ? MARIADB : POSTGRES)) {
            found.next();
            return found.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
