package dev.hikyaku.ledger.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.servers.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;

/// How long a database may be silent.
class TablesTest {
    private static final Dialect POSTGRES = new PostgreSql();

    private static final String WHO_WAITS = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND wait_event_type = 'Lock' AND clock_timestamp() - query_start > INTERVAL '%d seconds'";

    /// Somebody else makes the first table and does not commit: whoever wants to make it waits without a word.
    @Test
    @Timeout(120)
    void takeAsLongAsTheyLikeToBeMade() throws Exception {
        var url = PostgresServer.newDatabase();
        var usual = Pool.of(new Ledger.Settings(url, "root", ""), POSTGRES);
        usual.addDataSourceProperty(Pool.SILENCE, "1");
        try (var pool = new HikariDataSource(usual);
                var other = DriverManager.getConnection(url, "root", "");
                var looking = DriverManager.getConnection(url, "root", "")) {
            other.setAutoCommit(false);
            try (var statement = other.createStatement()) {
                statement.execute("CREATE TABLE hk_schema_history (mine INT)");
            }
            var making = Thread.ofVirtual().start(() -> Tables.migrate(pool, POSTGRES));
            awaitWaiting(looking, Duration.ofSeconds(3));
            other.rollback();
            making.join();
            assertThat(Tables.isCurrent(pool, POSTGRES)).isTrue();
            assertThat(new JdbcTemplate(pool).queryForObject("SELECT COUNT(*) FROM hk_change", Long.class))
                    .isZero();
        }
    }

    /// Waits until somebody has waited this long, or does not wait any more.
    private static void awaitWaiting(Connection connection, Duration time) throws SQLException {
        var patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        var waited = false;
        while (!waited && System.nanoTime() < patience) {
            try (var statement = connection.createStatement();
                    var found = statement.executeQuery(WHO_WAITS.formatted(time.toSeconds()))) {
                waited = found.next() && found.getInt(1) > 0;
            }
        }
        assertThat(waited).as("a migration waits").isTrue();
    }

    @Test
    void boundTheSilenceOfEveryDay() {
        for (var dialect : List.of(new MariaDb(), POSTGRES)) {
            var usual =
                    Pool.of(new Ledger.Settings("jdbc:" + dialect.folder() + "://localhost/x", "root", ""), dialect);
            assertThat(silence(usual)).isNotNull().isNotEqualTo("0");
            assertThat(silence(Pool.patient(usual))).isEqualTo("0");
        }
    }

    private static @Nullable Object silence(HikariConfig pool) {
        return pool.getDataSourceProperties().get(Pool.SILENCE);
    }
}
