package dev.hikyaku.run.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.Hikyaku;
import dev.hikyaku.servers.MariaDbServer;
import dev.hikyaku.simulators.push.fcm.FcmSimulator;
import dev.hikyaku.simulators.push.fcm.FcmSimulatorOptions;
import dev.hikyaku.simulators.sqs.SqsOptions;
import dev.hikyaku.simulators.sqs.SqsSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `hikyaku run --workers` and `hikyaku worker` as processes of their own, and `kill -9` among them.
@Timeout(300)
class KilledWorkerTest {
    private static final int USERS = 3_000;

    /// Deliveries that one process may have on the wire.
    private static final int IN_FLIGHT = 25;

    @TempDir
    private Path folder;

    private final String database = MariaDbServer.newDatabase();
    private final List<Process> children = new ArrayList<>();
    private FcmSimulator fcm;
    private SqsSimulator sqs;
    private URI queue;

    @BeforeEach
    void open() throws IOException, SQLException {
        fcm = FcmSimulator.start(FcmSimulatorOptions.of(folder.resolve("fcm")).withLatency(Duration.ofMillis(50)));
        sqs = SqsSimulator.start(SqsOptions.of(folder.resolve("sqs")));
        queue = sqs.queue("work");
        Files.createDirectories(folder.resolve("campaigns"));
        Files.createDirectories(folder.resolve("syncs"));
        Files.writeString(
                folder.resolve("hikyaku.yaml"), """
                version: 1
                push:
                  gateway: fcm
                  devices: { table: devices, user: user_id, address: token }
                  fcm: { url: "FCM" }
                """.replace("FCM", fcm.url().toString()));
        Files.writeString(folder.resolve("campaigns/reminder.yaml"), """
                version: 1
                campaign: reminder
                audience:
                  sql: SELECT user_id FROM devices
                  once: [user_id]
                message:
                  default: en
                  en: { title: Reminder, body: "Hello" }
                """);
        try (var connection = DriverManager.getConnection(database, "root", "");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE devices (user_id INT PRIMARY KEY, token VARCHAR(20))");
            statement.execute("INSERT INTO devices SELECT seq, CONCAT('phone-', seq) FROM seq_1_to_" + USERS);
        }
    }

    @AfterEach
    void close() {
        children.forEach(Process::destroyForcibly);
        fcm.close();
        sqs.close();
    }

    private Process start(String name, List<String> options, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(Hikyaku.class.getName());
        command.addAll(List.of(arguments));
        command.addAll(List.of("--project", folder.toString(), "--lang", "en"));
        var builder = new ProcessBuilder(command)
                .redirectOutput(out(name).toFile())
                .redirectError(folder.resolve(name + ".err").toFile());
        tell(builder.environment());
        try {
            var process = builder.start();
            children.add(process);
            return process;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void tell(Map<String, String> environment) {
        for (var side : List.of("APPLICATION", "LEDGER")) {
            environment.put("HIKYAKU_" + side + "_URL", database);
            environment.put("HIKYAKU_" + side + "_USER", "root");
        }
        environment.put("HIKYAKU_FCM_CREDENTIALS", fcm.serviceAccount());
        environment.put("HIKYAKU_WORK_QUEUE", queue.toString());
        environment.put("HIKYAKU_WORK_REGION", "ap-northeast-1");
        environment.put("HIKYAKU_WORK_ENDPOINT", sqs.url().toString());
        environment.put("HIKYAKU_WORK_PART", "200");
        environment.put("HIKYAKU_PUSH_IN_FLIGHT", String.valueOf(IN_FLIGHT));
        environment.put("HIKYAKU_PUSH_RAMP", "0s");
        environment.put("AWS_ACCESS_KEY_ID", "anybody");
        environment.put("AWS_SECRET_ACCESS_KEY", "anything");
    }

    private Path out(String name) {
        return folder.resolve(name + ".out");
    }

    private String said(String name) {
        try {
            return Files.readString(out(name)) + Files.readString(folder.resolve(name + ".err"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void await(BooleanSupplier moment) {
        var patience = Instant.now().plusSeconds(120);
        while (!moment.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(patience);
            Thread.onSpinWait();
        }
    }

    private Process listening(String name, List<String> options) {
        var process = start(name, options, "worker");
        await(() -> said(name).contains("Helping with runs"));
        return process;
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(200, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private void assertNobodyLostOrDoubled(JsonNode books) {
        var unknown = books.path("unknown").asInt();
        assertThat(unknown).isBetween(1, 2 * IN_FLIGHT);
        assertThat(books.path("accepted").asInt()).isEqualTo(USERS - unknown);
        for (int user = 1; user <= USERS; user++) {
            assertThat(fcm.phones().copies("phone-" + user)).isLessThanOrEqualTo(1);
        }
        assertThat(fcm.phones().counts().arrivals()).isBetween((long) USERS - unknown, (long) USERS);
    }

    @Test
    void twoKilledInTheMiddleLoseAndDoubleNothing() throws InterruptedException {
        var halting = listening("halting", List.of("-Dhikyaku.failpoint=mid-send@150:halt"));
        var killed = listening("killed", List.of());
        var run = start("run", List.of(), "run", "reminder", "--key", "one", "--workers", "--json");
        await(() -> said("killed").contains("a part of run one was sent"));
        killed.destroyForcibly();
        assertThat(exitCode(halting)).isEqualTo(137);
        var late = listening("late", List.of());
        assertThat(exitCode(run)).as(said("run")).isZero();
        late.destroy();
        assertThat(exitCode(late)).as(said("late")).isEqualTo(143);
        var report = JsonMapper.shared().readTree(out("run").toFile());
        assertThat(report.path("books").path("run").path("state").asString()).isEqualTo("FINISHED");
        assertNobodyLostOrDoubled(report.path("books"));
        assertThat(said("halting")).contains("failpoint mid-send: halt");
    }
}
