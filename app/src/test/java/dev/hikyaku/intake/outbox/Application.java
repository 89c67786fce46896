package dev.hikyaku.intake.outbox;

import dev.hikyaku.intake.ApplicationDatabase;
import dev.hikyaku.outbox.Dialect;
import dev.hikyaku.outbox.Outbox;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An application with an outbox.
///
/// @param url of its database
record Application(String url, String user) {

    interface Work {
        void in(Connection transaction) throws SQLException;
    }

    static Application at(String url) {
        var application = new Application(url, url.startsWith("jdbc:h2:") ? "sa" : "root");
        application.makeOutbox();
        return application;
    }

    void makeOutbox() {
        commit(connection -> {
            try (var statement = connection.createStatement()) {
                for (var one : Outbox.ddl(Dialect.of(connection))) {
                    statement.execute(one);
                }
            }
        });
    }

    Connection begin() {
        try {
            var connection = DriverManager.getConnection(url, user, "");
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    void commit(Work work) {
        try (var connection = begin()) {
            work.in(connection);
            connection.commit();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    void sql(String statement) {
        commit(connection -> {
            try (var open = connection.createStatement()) {
                open.execute(statement);
            }
        });
    }

    /// What stands in the outbox: state, code, body.
    List<String> rows() {
        var rows = new ArrayList<String>();
        commit(connection -> {
            try (var statement = connection.createStatement();
                    var found = statement.executeQuery("SELECT state, code, body FROM hk_outbox ORDER BY id")) {
                while (found.next()) {
                    var code = found.getString(2);
                    rows.add(found.getString(1) + (code == null ? "" : " " + code) + " " + found.getString(3));
                }
            }
        });
        return rows;
    }

    /// One more process that takes out.
    OutboxDoor door() {
        return OutboxDoor.open(new ApplicationDatabase.Settings(url, user, ""), Locale.ENGLISH);
    }
}
