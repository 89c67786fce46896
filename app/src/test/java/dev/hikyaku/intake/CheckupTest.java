package dev.hikyaku.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.servers.MariaDbServer;
import dev.hikyaku.servers.PostgresServer;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What our user may do in the application's database, asked of real servers.
class CheckupTest {
    private static void run(String url, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(url, "root", "");
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Checkup.Seen look(String url, String user, String password) {
        try (var database = ApplicationDatabase.open(new ApplicationDatabase.Settings(url, user, password))) {
            return Checkup.look(database, List.of());
        }
    }

    private static void assertSound(Checkup.Seen seen) {
        assertThat(seen.readCommitted()).isTrue();
        assertThat(seen.ahead().abs()).isLessThan(Duration.ofSeconds(5));
        assertThat(seen.misfits()).isEmpty();
    }

    @Test
    void grantsOfMariaDbTellWhoMayWrite() {
        assertThat(Checkup.writing(List.of(
                        "GRANT USAGE ON *.* TO `hikyaku`@`%` IDENTIFIED BY PASSWORD '*UPDATE'",
                        "GRANT SELECT, SHOW VIEW ON `shop`.* TO `hikyaku`@`%`",
                        "GRANT SELECT, UPDATE, DELETE ON `shop`.`hk_outbox` TO `hikyaku`@`%`")))
                .isEmpty();
        assertThat(Checkup.writing(List.of("GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost` WITH GRANT OPTION")))
                .containsExactly("ALL PRIVILEGES");
        assertThat(Checkup.writing(List.of("GRANT SELECT, INSERT, UPDATE ON `shop`.* TO `app`@`%`")))
                .containsExactly("INSERT", "UPDATE");
    }

    @Test
    void mariaDbIsLookedAt() {
        var seen = look(MariaDbServer.newDatabase(), "root", "");
        assertSound(seen);
        assertThat(seen.product()).contains("MariaDB");
    }

    @Test
    void postgresTellsWhoMayWrite() throws SQLException {
        var url = PostgresServer.newDatabase();
        var name = url.replaceAll(".*/", "");
        run(
                url,
                "CREATE TABLE people (id INT PRIMARY KEY)",
                "CREATE TABLE hk_outbox (id INT PRIMARY KEY)",
                "CREATE ROLE reader_" + name + " LOGIN",
                "GRANT SELECT ON people TO reader_" + name,
                "GRANT SELECT, UPDATE, DELETE ON hk_outbox TO reader_" + name);
        var reader = look(url, "reader_" + name, "");
        assertSound(reader);
        assertThat(reader.rights()).isEmpty();
        run(url, "GRANT UPDATE ON people TO reader_" + name);
        assertThat(look(url, "reader_" + name, "").rights()).containsExactly("INSERT, UPDATE or DELETE in people");
    }
}
