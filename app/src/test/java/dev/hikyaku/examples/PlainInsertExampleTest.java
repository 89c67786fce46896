package dev.hikyaku.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.outbox.Dialect;
import dev.hikyaku.outbox.Outbox;
import dev.hikyaku.servers.MariaDbServer;
import dev.hikyaku.simulators.salesforce.SalesforceSimulator;
import dev.hikyaku.simulators.salesforce.SimulatorOptions;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `examples/plain-insert`, as it stands in the repository: from SQL in a real MariaDB, through processes of their own,
/// to the simulator.
class PlainInsertExampleTest {
    private static final int KILLED = 137;
    private static final Path EXAMPLE = Path.of(System.getProperty("hikyaku.root"), "examples", "plain-insert");

    @TempDir
    private Path folder;

    private final String url = MariaDbServer.newDatabase();
    private final String ledgerUrl = MariaDbServer.newDatabase();
    private Connection shop;
    private SalesforceSimulator salesforce;

    @BeforeEach
    void aShopAndAnEmptyOrg() throws SQLException, IOException {
        shop = DriverManager.getConnection(url, "root", "");
        script("tables.sql");
        for (var statement : Outbox.ddl(Dialect.MARIADB)) {
            execute(statement);
        }
        salesforce = SalesforceSimulator.start(
                SimulatorOptions.of(folder.resolve("org"), EXAMPLE.resolve("salesforce-schema.yaml"))
                        .withQueueDelay(Duration.ZERO));
    }

    @AfterEach
    void closed() throws SQLException {
        salesforce.close();
        shop.close();
    }

    private void script(String name) throws SQLException, IOException {
        for (var statement : Files.readString(EXAMPLE.resolve(name)).split(";\n")) {
            if (statement.lines().anyMatch(line -> !line.startsWith("--") && !line.isBlank())) {
                execute(statement);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = shop.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Runs the program; its exit code.
    private int carry(String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(options));
        command.addAll(List.of("dev.hikyaku.Hikyaku", "run", "order", "--project", EXAMPLE.toString()));
        var builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "HIKYAKU_APPLICATION_URL", url,
                        "HIKYAKU_APPLICATION_USER", "root",
                        "HIKYAKU_LEDGER_URL", ledgerUrl,
                        "HIKYAKU_LEDGER_USER", "root",
                        "HIKYAKU_SALESFORCE_LOGIN", salesforce.url().toString(),
                        "HIKYAKU_SALESFORCE_CLIENT_ID", "hikyaku",
                        "HIKYAKU_SALESFORCE_CLIENT_SECRET", "simulator",
                        "HIKYAKU_WORK_DIR", folder.resolve("work").toString(),
                        "HIKYAKU_LANG", "en"));
        var log = folder.resolve("run.log").toFile();
        return builder.redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log))
                .start()
                .waitFor();
    }

    private Map<String, String> orders() {
        var orders = new TreeMap<String, String>();
        salesforce
                .records("Order__c")
                .forEach(order ->
                        orders.put(order.get("OrderId__c"), order.get("Customer__c") + " " + order.get("Total__c")));
        return orders;
    }

    private static long number(String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url, "root", "");
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }

    @Test
    void carriesWhatSqlAndTriggersWrote() throws Exception {
        script("order.sql");
        script("triggers.sql");
        execute("INSERT INTO orders VALUES (43, 'Smith\\\\', 5), (44, '鈴木', 7)");
        execute("UPDATE orders SET total = total + 0.25 WHERE id IN (42, 43)");
        execute("DELETE FROM orders WHERE id = 44");
        assertThat(carry()).as(Files.readString(folder.resolve("run.log"))).isZero();
        assertThat(orders()).containsExactly(Map.entry("42", "佐藤 \"Taro\" 1980.75"), Map.entry("43", "Smith\\ 5.25"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"before-take-in", "after-take-in"})
    void goesOnAfterAKillOnEitherSideOfTheLedgersCommit(String failpoint) throws Exception {
        script("triggers.sql");
        for (var id = 1; id <= 700; id++) {
            execute("INSERT INTO orders VALUES (" + id + ", 'c" + id + "', " + id + ")");
        }
        for (var page = 1; page <= 2; page++) {
            assertThat(carry("-Dhikyaku.failpoint=" + failpoint + "@" + page + ":halt"))
                    .as(Files.readString(folder.resolve("run.log")))
                    .isEqualTo(KILLED);
        }
        assertThat(number(url, "SELECT COUNT(*) FROM hk_outbox")).isBetween(200L, 700L);
        execute("UPDATE orders SET customer = 'new' WHERE id = 1");
        assertThat(carry()).as(Files.readString(folder.resolve("run.log"))).isZero();
        assertThat(orders()).hasSize(700).containsEntry("1", "new 1.0").containsEntry("700", "c700 700.0");
        assertThat(number(ledgerUrl, "SELECT COUNT(*) FROM hk_change")).isEqualTo(701);
        assertThat(number(url, "SELECT COUNT(*) FROM hk_outbox")).isZero();
    }
}
