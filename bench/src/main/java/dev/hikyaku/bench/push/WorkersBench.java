package dev.hikyaku.bench.push;

import dev.hikyaku.bench.Child;
import dev.hikyaku.bench.DatabaseServer;
import dev.hikyaku.simulators.sqs.SqsSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sends one campaign by one process, by two, by four: what each more is worth. Ratios are of the time of delivering
/// alone; the processes share this machine's CPUs with the database and the simulator.
@Command(
        name = "workers",
        description = "Sends a campaign to N phones by several processes, and prints the ratios of their times.",
        mixinStandardHelpOptions = true)
public final class WorkersBench implements Callable<Integer> {
    private static final Path ROOT = Path.of(System.getProperty("hikyaku.root", "."));
    private static final String QUEUE = "/123456789012/work";

    @Option(names = "--devices", defaultValue = "200000", description = "Phones (default: ${DEFAULT-VALUE}).")
    private int devices;

    @Option(names = "--latency", defaultValue = "100", description = "Milliseconds of an answer (default: 100).")
    private int latency;

    @Option(names = "--in-flight", defaultValue = "1000", description = "Calls of one process at once (default: 1000).")
    private int inFlight;

    @Option(names = "--part", defaultValue = "10000", description = "Deliveries of a part (default: 10000).")
    private int part;

    @Option(names = "--processes", split = ",", defaultValue = "1,2,4", description = "How many send (default: 1,2,4).")
    private List<Integer> processes = new ArrayList<>();

    @Option(names = "--ledger", defaultValue = "mariadb", description = "mariadb or postgres (default: mariadb).")
    private String kind = "mariadb";

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        var folder = Files.createTempDirectory("hikyaku-bench");
        try (var server = DatabaseServer.of(kind)) {
            var application = server.newDatabase("shop");
            PushWorld.fill(application, server.user(), devices);
            var first = 0.0;
            for (var count : processes) {
                var place = new Place(folder.resolve("by" + count), server, application);
                var seconds = send(place, count);
                first = first == 0 ? seconds : first;
                System.out.printf(
                        Locale.ROOT,
                        "%d processes  %,d deliveries  %.1f s  %,.0f a second  ratio %.2f%n",
                        count,
                        devices,
                        seconds,
                        devices / seconds,
                        first / seconds);
            }
            return 0;
        } finally {
            Child.deleteTree(folder);
        }
    }

    private record Place(Path folder, DatabaseServer server, String application) {}

    /// @return seconds of delivering
    private double send(Place place, int count) throws IOException, InterruptedException, SQLException {
        var data = place.folder().resolve("fcm");
        var fcm = PushBench.fcm(data, latency);
        var sqs = Child.java(
                List.of(),
                SqsSimulator.class.getName(),
                List.of("--data", place.folder().resolve("sqs").toString(), "--queues", "work"));
        var ready = "sqs simulator ready ";
        var queue = sqs.startAndReadLine(ready).substring(ready.length()).strip();
        var workers = new ArrayList<Child>();
        try {
            PushWorld.writeProject(place.folder(), fcm.url());
            var account = Files.readString(data.resolve("service-account.json"));
            var systems = new Systems(queue, account, place.server().newDatabase("ledger" + count));
            // It makes the ledger's tables, so that no worker has to.
            child(place, systems, List.of("status")).await();
            begin(workers, place, systems, count - 1);
            Thread.sleep(count > 1 ? 5_000 : 0);
            var ended = child(place, systems, List.of("run", PushWorld.CAMPAIGN, "--json", "--workers"))
                    .await();
            var report = JsonMapper.shared().readTree(ended.output());
            check(report);
            return seconds(report);
        } finally {
            workers.forEach(Child::stop);
            fcm.child().stop();
            sqs.stop();
        }
    }

    private void begin(List<Child> workers, Place place, Systems systems, int count) throws IOException {
        for (int number = 0; number < count; number++) {
            var worker = child(place, systems, List.of("worker"));
            worker.begin();
            workers.add(worker);
        }
    }

    private record Systems(String queue, String account, String ledger) {}

    private Child child(Place place, Systems systems, List<String> arguments) {
        var command = new ArrayList<>(List.of(ROOT.resolve("hikyaku").toString()));
        command.addAll(arguments);
        command.addAll(List.of("--project", place.folder().toString()));
        var child = Child.program(command);
        for (var side : List.of("APPLICATION", "LEDGER")) {
            child.environment("HIKYAKU_" + side + "_USER", place.server().user());
        }
        child.environment("HIKYAKU_APPLICATION_URL", place.application());
        child.environment("HIKYAKU_LEDGER_URL", systems.ledger());
        child.environment("HIKYAKU_FCM_CREDENTIALS", systems.account());
        child.environment("HIKYAKU_WORK_QUEUE", systems.queue() + QUEUE);
        child.environment("HIKYAKU_WORK_REGION", "ap-northeast-1");
        child.environment("HIKYAKU_WORK_ENDPOINT", systems.queue());
        child.environment("HIKYAKU_WORK_PART", "" + part);
        child.environment("AWS_ACCESS_KEY_ID", "anybody");
        child.environment("AWS_SECRET_ACCESS_KEY", "anything");
        child.environment("HIKYAKU_PUSH_IN_FLIGHT", "" + inFlight);
        child.environment("HIKYAKU_PUSH_RAMP", "0s");
        child.environment("HIKYAKU_PUSH_BIG_FROM", "1000000000");
        child.environment("HIKYAKU_PUSH_PER_SECOND", "1000000");
        return child;
    }

    private void check(JsonNode report) {
        var accepted = report.at("/books/accepted").asInt();
        if (accepted != devices) {
            throw new IllegalStateException("found " + accepted + " accepted, wanted " + devices + ": " + report);
        }
    }

    private static double seconds(JsonNode report) {
        return StreamSupport.stream(report.path("stages").spliterator(), false)
                        .filter(stage -> stage.path("stage").asString().equals("deliver"))
                        .mapToLong(stage -> stage.path("millis").asLong())
                        .sum()
                / 1000.0;
    }
}
