package dev.hikyaku.crucible.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.servers.OwnMariaDb;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From a fresh clone to a table of one's own in Salesforce by ten commands at most: whoever follows the tutorial sees
/// what it promises. Only ports are others where somebody has them already.
class TutorialTest {
    private static final int MOST_COMMANDS = 10;
    private static final Duration BUILD = Duration.ofMinutes(15);
    private static final Duration COMMAND = Duration.ofMinutes(2);
    private static final String SIMULATOR_PORT = "8090";

    private static OwnMariaDb server;
    private static String database = "";

    @TempDir
    Path folder;

    private final List<Terminal> terminals = new ArrayList<>();
    private String simulatorPort = SIMULATOR_PORT;

    @BeforeAll
    static void aServerOfOnesOwn() {
        server = new OwnMariaDb();
        database = server.newDatabase("scratch");
        server.execute(
                "ALTER USER root@localhost IDENTIFIED BY ''",
                "CREATE USER IF NOT EXISTS root@'127.0.0.1'",
                "GRANT ALL ON *.* TO root@'127.0.0.1' WITH GRANT OPTION");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    @AfterEach
    void nothingIsLeft() {
        terminals.forEach(Terminal::close);
        server.execute("DROP DATABASE IF EXISTS first", "DROP USER IF EXISTS first@'127.0.0.1'");
    }

    private static String ask(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database, server.user(), "");
                var answer = connection.createStatement().executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/tutorial/first-carry.md", "docs/ja/first-carry.md"})
    void keepsWhatItPromises(String name) throws IOException {
        var clone = FreshClone.in(folder.resolve("hikyaku"));
        var page = Page.read(Files.readString(clone.resolve(name)));
        assertThat(page.commands()).as("commands on " + name).isBetween(2, MOST_COMMANDS);
        simulatorPort = isFree(SIMULATOR_PORT) ? SIMULATOR_PORT : free();
        var hands = new Terminal(clone, environment());
        terminals.add(hands);
        var most = BUILD;
        for (var step : page.steps()) {
            if (step.goesOn()) {
                leave(clone, step);
            } else {
                follow(hands, step, most);
            }
            most = COMMAND;
        }
        assertThat(journal(clone, "record.created")).hasSize(3);
        assertThat(journal(clone, "record.deleted")).hasSize(1);
    }

    private void leave(Path clone, Page.Step step) {
        var other = new Terminal(clone, environment());
        terminals.add(other);
        other.leave(here(step.commands().getFirst()), here(step.promised().getFirst()), COMMAND);
    }

    private void follow(Terminal hands, Page.Step step, Duration most) {
        for (var command : step.commands()) {
            var seen = hands.type(here(command), most);
            var isLast = command.equals(step.commands().getLast());
            assertThat(seen.exitCode()).as("$ %s%n%s", command, seen).isEqualTo(isLast ? step.exitCode() : 0);
            if (isLast) {
                step.promised()
                        .forEach(line -> assertThat(seen.lines())
                                .as("$ %s", command)
                                .anyMatch(said -> said.contains(line.strip())));
            }
        }
    }

    /// The port of the simulator may be somebody else's on this machine.
    private String here(String text) {
        return text.replace(SIMULATOR_PORT, simulatorPort);
    }

    private Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        try {
            var base = Path.of(ask("SELECT @@basedir"));
            var home = Files.createDirectories(folder.resolve("client"));
            var port = ask("SELECT @@port");
            Files.writeString(home.resolve("my.cnf"), "[client]\nhost=127.0.0.1\nport=" + port + "\nskip-ssl\n");
            environment.put("MYSQL_HOME", home.toString());
            environment.put("MARIADB_HOME", home.toString());
            environment.put("PATH", System.getenv("PATH") + File.pathSeparator + base.resolve("bin"));
            environment.put("HIKYAKU_APPLICATION_URL", "jdbc:mariadb://127.0.0.1:" + port + "/first");
        } catch (SQLException | IOException failed) {
            throw new IllegalStateException(failed);
        }
        if (!simulatorPort.equals(SIMULATOR_PORT)) {
            environment.put("HIKYAKU_SALESFORCE_LOGIN", "http://localhost:" + simulatorPort);
        }
        environment.put("HIKYAKU_LANG", "en");
        // A build in the clone, where there is none, is trained by less than the demo: it is for one test alone.
        environment.put("HIKYAKU_TRAINING_VERB", "version");
        environment.put("LC_ALL", "C.UTF-8");
        return environment;
    }

    private static List<String> journal(Path clone, String kind) throws IOException {
        return Files.readAllLines(clone.resolve(".hikyaku/simulator/journal.jsonl")).stream()
                .filter(line -> line.contains("\"" + kind + "\""))
                .toList();
    }

    private static boolean isFree(String port) {
        try (var _ = new ServerSocket(Integer.parseInt(port), 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static String free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        }
    }

    @Test
    void aPageThatPromisesMoreThanIsSeenFails() {
        var page = Page.read("""
                ```sh
                echo one
                echo two; exit 3
                ```
                then
                ```text
                two   exit 3 (so)
                ```
                ```yaml file=a.yaml
                nothing: to type
                ```
                ```sh other-terminal
                sleep 1
                ```
                """);
        assertThat(page.commands()).isEqualTo(3);
        assertThat(page.steps().getFirst().exitCode()).isEqualTo(3);
        assertThat(page.steps().getLast().goesOn()).isTrue();
        try (var terminal = new Terminal(folder, Map.of())) {
            assertThat(terminal.type("cd / && export A=1", COMMAND).exitCode()).isZero();
            assertThat(terminal.type("pwd; echo a$A; false", COMMAND)).isEqualTo(seen(1, "/", "a1", ""));
        }
    }

    private static Terminal.Seen seen(int exitCode, String... lines) {
        return new Terminal.Seen(exitCode, List.of(lines));
    }
}
