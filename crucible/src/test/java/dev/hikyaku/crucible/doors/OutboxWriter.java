package dev.hikyaku.crucible.doors;

import dev.hikyaku.outbox.Change;
import dev.hikyaku.outbox.Dialect;
import dev.hikyaku.outbox.Outbox;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// An application that writes its own rows and, in the same transactions, changes. Every tenth transaction it rolls
/// back:
/// of those nothing may ever be seen.
record OutboxWriter(String url, Tally tally) {
    static void makeTables(String url) {
        try (var connection = DriverManager.getConnection(url, "root", "");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE notes (id VARCHAR(20) PRIMARY KEY, text VARCHAR(200), version BIGINT)"
                    + " CHARACTER SET utf8mb4");
            for (var one : Outbox.ddl(Dialect.of(connection))) {
                statement.execute(one);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    void write(List<Handed> changes, Random dice) throws InterruptedException {
        var from = 0;
        while (from < changes.size()) {
            var to = Math.min(changes.size(), from + 1 + dice.nextInt(5));
            from += commit(changes, new Part(from, to), dice);
        }
    }

    /// Changes of one transaction, by their places.
    private record Part(int from, int to) {}

    /// Writes this and that much of what follows, until the connection breaks.
    private int commit(List<Handed> changes, Part first, Random dice) throws InterruptedException {
        var now = first;
        try (var connection = DriverManager.getConnection(url, "root", "")) {
            connection.setAutoCommit(false);
            while (now.from() < now.to()) {
                tally.pace((double) now.from() / changes.size());
                if (dice.nextInt(10) == 0) {
                    write(connection, List.of(new Handed(-1, "never" + dice.nextInt(50), 1, false)));
                    connection.rollback();
                }
                write(connection, changes.subList(now.from(), now.to()));
                connection.commit();
                tally.acknowledged(now.to() - now.from());
                now = new Part(now.to(), Math.min(changes.size(), now.to() + 1 + dice.nextInt(5)));
            }
        } catch (SQLException brokenOff) {
            // Nobody knows whether the commit was heard: its rows have request ids, so they are written again.
            tally.again();
        }
        return now.from() - first.from();
    }

    private static void write(Connection connection, List<Handed> changes) throws SQLException {
        try (var row = connection.prepareStatement(
                "INSERT INTO notes (id, text, version) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE text = ?")) {
            for (var one : changes) {
                row.setString(1, one.key());
                row.setString(2, one.text());
                row.setLong(3, one.version());
                row.setString(4, one.text());
                row.addBatch();
            }
            row.executeBatch();
        }
        Outbox.on(connection)
                .writeAll(changes.stream().map(OutboxWriter::change).toList());
    }

    private static Change change(Handed one) {
        var change = one.isDelete()
                ? Change.delete("note", one.key())
                : Change.upsert(
                        "note", one.key(), Map.of("id", one.key(), "text", one.text(), "counter", one.version()));
        return change.withVersion(one.version()).withRequestId(one.id());
    }
}
