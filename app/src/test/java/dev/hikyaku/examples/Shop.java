package dev.hikyaku.examples;

import dev.hikyaku.servers.MariaDbServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.TreeMap;

/// The application's database of `examples/chinook`: its four tables in a real MariaDB, with rows of our own.
final class Shop implements AutoCloseable {
    private final String url = MariaDbServer.newDatabase();
    private final Connection connection;

    Shop() throws SQLException, IOException {
        connection = DriverManager.getConnection(url, "root", "");
        try (var script = Objects.requireNonNull(Shop.class.getResourceAsStream("shop.sql"))) {
            for (var statement : new String(script.readAllBytes(), StandardCharsets.UTF_8).split(";\n")) {
                execute(statement);
            }
        }
    }

    String url() {
        return url;
    }

    void execute(String... statements) throws SQLException {
        for (var sql : statements) {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    /// The two columns of a query as texts; a null becomes `-`.
    TreeMap<String, String> pairs(String sql) throws SQLException {
        var pairs = new TreeMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                pairs.put(rows.getString(1), Objects.requireNonNullElse(rows.getString(2), "-"));
            }
        }
        return pairs;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
