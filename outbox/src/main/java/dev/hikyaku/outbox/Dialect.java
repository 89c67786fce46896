package dev.hikyaku.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/// What differs between the databases an outbox may live in.
public enum Dialect {
    /// MariaDB 10.6 and newer, MySQL 8.0.13 and newer.
    MARIADB(" ON DUPLICATE KEY UPDATE id = id"),
    /// PostgreSQL 13 and newer.
    POSTGRESQL(" ON CONFLICT (sync, request_id) DO NOTHING"),
    /// H2 2.2 and newer, for tests.
    H2("");

    private static final String INSERT = "INSERT INTO hk_outbox (sync, body, request_id) VALUES (?, ?, ?)";
    private static final String MERGE = "MERGE INTO hk_outbox o USING (SELECT CAST(? AS VARCHAR) AS sync,"
            + " CAST(? AS VARCHAR) AS body, CAST(? AS VARCHAR) AS request_id) n"
            + " ON o.sync = n.sync AND o.request_id = n.request_id WHEN NOT MATCHED THEN"
            + " INSERT (sync, body, request_id) VALUES (n.sync, n.body, n.request_id)";

    private final String unlessThere;

    Dialect(String unlessThere) {
        this.unlessThere = unlessThere;
    }

    /// The dialect of an open connection.
    ///
    /// @throws IllegalArgumentException for a database that can't hold an outbox
    public static Dialect of(Connection connection) throws SQLException {
        var product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "MariaDB", "MySQL" -> MARIADB;
            case "PostgreSQL" -> POSTGRESQL;
            case "H2" -> H2;
            default ->
                throw new IllegalArgumentException(
                        "found a connection to " + product + ", wanted MariaDB, MySQL, PostgreSQL or H2");
        };
    }

    /// Writes a row that has a request id, unless one with this request id is there.
    String insertOnce() {
        return this == H2 ? MERGE : INSERT + unlessThere;
    }

    /// The statements that make the table.
    List<String> ddl() {
        var name = name().toLowerCase(Locale.ROOT) + ".sql";
        try (var file = Objects.requireNonNull(Dialect.class.getResourceAsStream(name), name)) {
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            var code = text.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
            return Arrays.stream(code.split(";", -1))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
