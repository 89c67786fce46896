package dev.hikyaku.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.SQLExceptionOverride.Override;
import dev.hikyaku.ledger.dialect.FailedOver;
import dev.hikyaku.servers.OwnMariaDb;
import dev.hikyaku.servers.PostgresServer;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/// A server that became a read-only one still answers questions; a pool would stay with it for ever.
class FailOverTest {
    @Test
    void givesUpConnectionsToAMariaDbThatBecameReadOnly() {
        try (var server = new OwnMariaDb();
                var ledger = Ledger.open(new Ledger.Settings(server.newDatabase("ledger"), server.user(), ""))) {
            var before = id(ledger, "SELECT CONNECTION_ID()");
            assertThat(ledger.canWrite()).isTrue();
            server.readOnly(true);
            assertThat(ledger.canWrite()).isFalse();
            server.readOnly(false);
            assertThat(id(ledger, "SELECT CONNECTION_ID()")).isNotEqualTo(before);
            assertThat(ledger.canWrite()).isTrue();
        }
    }

    @Test
    void givesUpConnectionsToAPostgresThatBecameReadOnly() throws SQLException {
        var url = PostgresServer.newDatabase();
        try (var ledger = Ledger.open(new Ledger.Settings(url, "root", ""))) {
            var before = id(ledger, "SELECT pg_backend_pid()");
            assertThat(ledger.canWrite()).isTrue();
            execute(url, "ALTER SYSTEM SET default_transaction_read_only = on", "SELECT pg_reload_conf()");
            try {
                awaitReadOnly(ledger);
            } finally {
                execute(
                        url,
                        "SET default_transaction_read_only = off",
                        "ALTER SYSTEM SET default_transaction_read_only = off",
                        "SELECT pg_reload_conf()");
            }
            assertThat(id(ledger, "SELECT pg_backend_pid()")).isNotEqualTo(before);
        }
    }

    @Test
    void knowsTheCodesOfServersThatTakeNoWrites() {
        var override = new FailedOver();
        assertThat(override.adjudicate(new SQLException("read-only", "HY000", 1290)))
                .isEqualTo(Override.MUST_EVICT);
        assertThat(override.adjudicate(new SQLException("read-only", "25006", 0)))
                .isEqualTo(Override.MUST_EVICT);
        assertThat(override.adjudicate(new SQLException("duplicate", "23000", 1062)))
                .isEqualTo(Override.CONTINUE_EVICT);
    }

    /// The server takes a moment to read its configuration anew.
    private static void awaitReadOnly(Ledger ledger) {
        var patience = System.nanoTime() + 30_000_000_000L;
        while (ledger.canWrite()) {
            assertThat(System.nanoTime()).isLessThan(patience);
        }
    }

    private static long id(Ledger ledger, String query) {
        return Objects.requireNonNull(new JdbcTemplate(ledger.dataSource()).queryForObject(query, Long.class));
    }

    private static void execute(String url, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(url, "root", "");
                var statement = connection.createStatement()) {
            for (var one : statements) {
                statement.execute(one);
            }
        }
    }
}
