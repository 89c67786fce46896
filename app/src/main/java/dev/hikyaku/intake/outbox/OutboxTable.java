package dev.hikyaku.intake.outbox;

import dev.hikyaku.intake.ApplicationDatabase;
import dev.hikyaku.intake.body.ChangeReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rows of table `hk_outbox`, over one connection of its own; its state is lost with the connection, as the locks
/// are.
final class OutboxTable implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxTable.class);
    private static final int MOST_ROWS = 500;
    private static final long MOST_CHARACTERS = 8_000_000;
    private static final int LONGEST_REASON = 1_000;

    private final Connection connection;
    private final String product;

    /// A row that waits.
    ///
    /// @param body null when it is too large to be read at all
    record Row(long id, String requestId, @Nullable String body) {}

    /// Rows in the order of their ids.
    ///
    /// @param isLast whether nothing more waited
    record Page(List<Row> rows, boolean isLast) {}

    /// A row of a sync that nobody knows.
    record Stray(long id, String sync) {}

    interface Work<T> {
        T get() throws SQLException;
    }

    private OutboxTable(Connection connection) throws SQLException {
        this.connection = connection;
        this.product = connection.getMetaData().getDatabaseProductName();
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(false);
    }

    static OutboxTable open(ApplicationDatabase.Settings settings) throws SQLException {
        var properties = new Properties();
        if (settings.user() != null) {
            properties.setProperty("user", settings.user());
        }
        if (settings.password() != null) {
            properties.setProperty("password", settings.password());
        }
        return new OutboxTable(DriverManager.getConnection(settings.url(), properties));
    }

    boolean isThere() throws SQLException {
        var meta = connection.getMetaData();
        var name = meta.storesUpperCaseIdentifiers() ? "HK_OUTBOX" : "hk_outbox";
        try (var tables = meta.getTables(connection.getCatalog(), null, name, null)) {
            return tables.next();
        } finally {
            connection.rollback();
        }
    }

    /// Commits what was done, or rolls all of it back.
    <T> T transaction(Work<T> work) throws SQLException {
        try {
            var result = work.get();
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException failed) {
            rollBack();
            throw failed;
        }
    }

    private void rollBack() {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            LOG.debug("the connection is gone, and the locks with it", gone);
        }
    }

    /// Works while no other process takes out rows of this sync; empty when one does. The lock lives no longer than the
    /// connection, so that nobody has to break it.
    <T> Optional<T> locked(String sync, Work<T> work) throws SQLException {
        return switch (product) {
            case "PostgreSQL" ->
                // Ends with the transaction.
                isTrue("SELECT pg_try_advisory_xact_lock(hashtextextended(?, 0))", "hk_outbox " + sync)
                        ? Optional.of(work.get())
                        : Optional.empty();
            case "H2" -> Optional.of(work.get());
            default -> {
                // A name of its own in each database; the server has one space for the names of all.
                var name = "hk_outbox "
                        + Integer.toHexString(
                                String.valueOf(connection.getCatalog()).hashCode()) + " "
                        + Integer.toHexString(sync.hashCode());
                yield isTrue("SELECT GET_LOCK(?, 0)", name) ? held(name, work) : Optional.empty();
            }
        };
    }

    /// The commit stands inside the lock, or another process could read the rows before they are gone.
    private <T> Optional<T> held(String name, Work<T> work) throws SQLException {
        try {
            return Optional.of(transaction(work));
        } finally {
            isTrue("SELECT RELEASE_LOCK(?)", name);
        }
    }

    private boolean isTrue(String sql, String argument) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            try (var found = statement.executeQuery()) {
                return found.next() && found.getBoolean(1);
            }
        }
    }

    /// The next rows of a sync, locked. Rows that a transaction of the application still writes are skipped.
    Page page(String sync) throws SQLException {
        var sql = "SELECT id, request_id, CASE WHEN CHAR_LENGTH(body) <= " + ChangeReader.LARGEST
                + " THEN body END FROM hk_outbox WHERE state = 'waiting' AND sync = ? ORDER BY id LIMIT " + MOST_ROWS
                + " FOR UPDATE SKIP LOCKED";
        try (var statement = connection.prepareStatement(sql)) {
            // Else drivers hold the whole page in memory, however large.
            statement.setFetchSize(50);
            statement.setString(1, sync);
            try (var found = statement.executeQuery()) {
                var rows = new ArrayList<Row>();
                long characters = 0;
                while (characters < MOST_CHARACTERS && found.next()) {
                    var body = found.getString(3);
                    rows.add(new Row(found.getLong(1), found.getString(2), body));
                    characters += body == null ? 0 : body.length();
                }
                return new Page(rows, rows.size() < MOST_ROWS && characters < MOST_CHARACTERS);
            }
        }
    }

    long waiting(String sync) throws SQLException {
        try (var statement =
                connection.prepareStatement("SELECT COUNT(*) FROM hk_outbox WHERE state = 'waiting' AND sync = ?")) {
            statement.setString(1, sync);
            try (var count = statement.executeQuery()) {
                return count.next() ? count.getLong(1) : 0;
            }
        }
    }

    List<Stray> strays(Collection<String> known) throws SQLException {
        var marks = String.join(", ", Collections.nCopies(known.size(), "?"));
        var sql = "SELECT id, sync FROM hk_outbox WHERE state = 'waiting' AND sync NOT IN (" + marks
                + ") ORDER BY id LIMIT " + MOST_ROWS + " FOR UPDATE SKIP LOCKED";
        try (var statement = connection.prepareStatement(sql)) {
            var at = 1;
            for (var name : known) {
                statement.setString(at++, name);
            }
            var strays = new ArrayList<Stray>();
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    strays.add(new Stray(found.getLong(1), found.getString(2)));
                }
            }
            return strays;
        }
    }

    void delete(List<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        var marks = String.join(", ", Collections.nCopies(ids.size(), "?"));
        try (var statement = connection.prepareStatement("DELETE FROM hk_outbox WHERE id IN (" + marks + ")")) {
            for (var at = 0; at < ids.size(); at++) {
                statement.setLong(at + 1, ids.get(at));
            }
            statement.executeUpdate();
        }
    }

    void refuse(List<OutboxDoor.Refusal> refusals) throws SQLException {
        if (refusals.isEmpty()) {
            return;
        }
        var sql = "UPDATE hk_outbox SET state = 'refused', code = ?, reason = ?, refused_at = CURRENT_TIMESTAMP"
                + " WHERE id = ?";
        try (var statement = connection.prepareStatement(sql)) {
            for (var refusal : refusals) {
                statement.setString(1, refusal.code());
                statement.setString(2, cut(refusal.reason()));
                statement.setLong(3, refusal.id());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static String cut(String reason) {
        var points = reason.codePointCount(0, reason.length());
        return points <= LONGEST_REASON
                ? reason
                : reason.substring(0, reason.offsetByCodePoints(0, LONGEST_REASON - 1)) + "…";
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException gone) {
            LOG.debug("the connection is gone already", gone);
        }
    }
}
