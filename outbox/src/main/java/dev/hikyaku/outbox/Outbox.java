package dev.hikyaku.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes changes into table `hk_outbox` of the application's own database, in the transaction that is open there.
///
/// A transaction that is rolled back leaves no change, one that is committed leaves all of its own. Nothing here
/// commits,
/// rolls back or closes. Hikyaku takes the rows out in the order of their ids, which is the order of a record's states
/// where each transaction writes (and so locks) the record before its row here. Where that can't be, changes need
/// versions.
///
/// Not safe for use by several threads, like the connection itself.
public final class Outbox {
    private static final int BATCH = 1_000;
    private static final String INSERT = "INSERT INTO hk_outbox (sync, body) VALUES (?, ?)";

    private final Connection connection;

    private Outbox(Connection connection) {
        this.connection = connection;
    }

    /// An outbox on this connection.
    ///
    /// @throws IllegalStateException when the connection commits each statement by itself: a change would
    /// outlive the rollback of what it speaks of
    public static Outbox on(Connection connection) throws SQLException {
        if (connection.getAutoCommit()) {
            throw new IllegalStateException("found a connection in auto-commit mode, wanted an open transaction;"
                    + " call setAutoCommit(false), or write inside the transaction of your framework");
        }
        return new Outbox(connection);
    }

    /// The statements that make the table; each is to be executed alone.
    public static List<String> ddl(Dialect dialect) {
        return dialect.ddl();
    }

    /// The record shall be as this row says. See [Change] for what values may be.
    public void upsert(String sync, String key, Map<String, ? extends @Nullable Object> row) throws SQLException {
        write(Change.upsert(sync, key, row));
    }

    /// The record shall be gone.
    public void delete(String sync, String key) throws SQLException {
        write(Change.delete(sync, key));
    }

    /// Writes one change.
    ///
    /// @throws IllegalArgumentException when a value has no JSON form; nothing is written then
    public void write(Change change) throws SQLException {
        writeAll(List.of(change));
    }

    /// Writes changes in the order of the list, many in one round trip where the driver can.
    ///
    /// @throws IllegalArgumentException when a value has no JSON form; nothing is written then
    public void writeAll(List<Change> changes) throws SQLException {
        var bodies = changes.stream().map(Outbox::body).toList();
        var from = 0;
        while (from < changes.size()) {
            var once = changes.get(from).requestId() != null;
            var to = from + 1;
            while (to < changes.size() && to - from < BATCH && (changes.get(to).requestId() != null) == once) {
                to++;
            }
            insert(changes.subList(from, to), bodies.subList(from, to), once);
            from = to;
        }
    }

    private void insert(List<Change> changes, List<String> bodies, boolean once) throws SQLException {
        // Rows without a request id get one from the database; only with one can a row be there already.
        var sql = once ? Dialect.of(connection).insertOnce() : INSERT;
        try (var rows = connection.prepareStatement(sql)) {
            for (var at = 0; at < changes.size(); at++) {
                bind(rows, changes.get(at), bodies.get(at));
                rows.addBatch();
            }
            rows.executeBatch();
        }
    }

    private static void bind(PreparedStatement row, Change change, String body) throws SQLException {
        row.setString(1, change.sync());
        row.setString(2, body);
        if (change.requestId() != null) {
            row.setString(3, change.requestId());
        }
    }

    /// The change as all doors of Hikyaku take it.
    static String body(Change change) {
        var json = new Json().with("key", change.key()).with("op", change.row() == null ? "delete" : "upsert");
        if (change.row() != null) {
            json.with("data", change.row());
        }
        return json.withSome("version", change.version())
                .withSome("at", change.occurredAt())
                .withSome("traceParent", change.traceParent())
                .toString();
    }
}
