package dev.hikyaku.bench.push;

import dev.hikyaku.bench.Child;
import dev.hikyaku.bench.DatabaseServer;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.simulators.push.fcm.FcmSimulator;
import dev.hikyaku.simulators.push.sns.SnsSimulator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// Sends a campaign to N phones, every outcome durable, beside Google's own clients and a loop as in the seed.
@Command(
        name = "push",
        description = "Sends a campaign to N phones behind the FCM simulator, beside its rivals.",
        mixinStandardHelpOptions = true)
public final class PushBench implements Callable<Integer> {
    private static final Path ROOT = Path.of(System.getProperty("hikyaku.root", "."));

    @Option(names = "--devices", defaultValue = "200000", description = "Phones (default: ${DEFAULT-VALUE}).")
    private int devices;

    @Option(names = "--latency", defaultValue = "20", description = "Milliseconds of an answer (default: 20).")
    private int latency;

    @Option(names = "--heap", defaultValue = "256m", description = "Heap of each program (default: 256m).")
    private String heap = "256m";

    @Option(names = "--java-options", defaultValue = "", description = "More options for Hikyaku's own JVM.")
    private String options = "";

    @Option(names = "--ledger", defaultValue = "mariadb", description = "mariadb or postgres (default: mariadb).")
    private String kind = "mariadb";

    @Option(
            names = "--rivals",
            split = ",",
            defaultValue = "firebase-java,firebase-node,seed",
            description = "Who else runs: firebase-java, firebase-node, seed, none (default: all).")
    private List<String> rivals = new ArrayList<>();

    @Option(names = "--seed-messages", defaultValue = "1000", description = "Messages the seed's slow loop sends.")
    private int seedMessages;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        var folder = Files.createTempDirectory("hikyaku-bench");
        try (var server = DatabaseServer.of(kind)) {
            var application = server.newDatabase("shop");
            PushWorld.fill(application, server.user(), devices);
            var results = new ArrayList<Result>();
            results.add(ours(folder, server, application));
            for (var rival :
                    rivals.stream().filter(name -> !name.equals("none")).toList()) {
                results.add(rival(rival, folder, new Place(application, server.user())));
            }
            results.forEach(result -> print(result, results.getFirst()));
            return results.getFirst().costs().exitCode();
        } finally {
            Child.deleteTree(folder);
        }
    }

    private record Place(String application, String user) {}

    /// @param others CPU seconds of the database and of the simulator
    private record Result(String name, long messages, double seconds, Others others, Child.Ended costs) {
        double rate() {
            return messages / seconds;
        }
    }

    private record Others(double database, double simulator) {}

    private Result ours(Path folder, DatabaseServer server, String application)
            throws IOException, InterruptedException {
        var data = folder.resolve("fcm");
        var fcm = fcm(data);
        try {
            PushWorld.writeProject(folder, fcm.url());
            var child = Child.program(List.of(
                    ROOT.resolve("hikyaku").toString(),
                    "run",
                    PushWorld.CAMPAIGN,
                    "--json",
                    "--project",
                    folder.toString()));
            child.environment("HIKYAKU_JAVA_OPTS", ("-Xmx" + heap + " " + options).strip());
            child.environment("HIKYAKU_APPLICATION_URL", application);
            child.environment("HIKYAKU_APPLICATION_USER", server.user());
            child.environment("HIKYAKU_LEDGER_URL", ledger(server));
            child.environment("HIKYAKU_LEDGER_USER", server.user());
            child.environment("HIKYAKU_FCM_CREDENTIALS", Files.readString(data.resolve("service-account.json")));
            // As fast as it goes: the rivals neither rise slowly nor keep away from quarter hours.
            child.environment("HIKYAKU_PUSH_RAMP", "0s");
            child.environment("HIKYAKU_PUSH_BIG_FROM", "1000000000");
            child.environment("HIKYAKU_PUSH_PER_SECOND", "1000000");
            var before = server.cpuSeconds();
            var simulator = fcm.child().cpuSeconds();
            var ended = tell(child.await());
            var others = new Others(server.cpuSeconds() - before, fcm.child().cpuSeconds() - simulator);
            return new Result("hikyaku", devices, ended.seconds(), others, ended);
        } finally {
            fcm.child().stop();
        }
    }

    /// A ledger whose tables are there: a campaign is not the first thing that a ledger sees.
    private static String ledger(DatabaseServer server) {
        var url = server.newDatabase("ledger");
        Ledger.open(new Ledger.Settings(url, server.user(), "")).close();
        return url;
    }

    private static Child.Ended tell(Child.Ended ended) {
        var report = JsonMapper.shared().readTree(ended.output());
        System.out.printf(Locale.ROOT, "exit %d%n", ended.exitCode());
        report.path("reasons").forEach(reason -> System.out.println("  " + reason));
        report.path("stages").forEach(stage -> System.out.println("  " + stage));
        return ended;
    }

    record Simulator(Child child, String url) {}

    private Simulator fcm(Path data) throws IOException {
        var fcm = fcm(data, latency);
        WarmUp.of(fcm.url(), data.resolve("service-account.json"));
        return fcm;
    }

    static Simulator fcm(Path data, int latency) throws IOException {
        return simulator(
                FcmSimulator.class,
                "fcm simulator ready ",
                List.of("--data", data.toString(), "--latency", "" + latency, "--for-races", "true"));
    }

    private static Simulator simulator(Class<?> program, String ready, List<String> options) throws IOException {
        var child = Child.java(List.of("-Xmx2g"), program.getName(), options);
        return new Simulator(
                child, child.startAndReadLine(ready).substring(ready.length()).strip());
    }

    private Result rival(String name, Path folder, Place place) throws IOException, InterruptedException {
        return switch (name) {
            case "firebase-java" -> firebaseJava(folder.resolve(name), place);
            case "firebase-node" -> firebaseNode(folder.resolve(name), place);
            case "seed" -> seed(folder.resolve(name), place);
            default -> throw new IllegalArgumentException("found rival " + name);
        };
    }

    private Result firebaseJava(Path data, Place place) throws IOException, InterruptedException {
        var fcm = fcm(data);
        try {
            var account = data.resolve("service-account.json").toString();
            var child = Child.java(
                    List.of("-Xmx" + heap),
                    FirebaseLoop.class.getName(),
                    List.of(account, fcm.url(), place.application(), place.user(), "" + devices));
            return told("firebase-java", child, fcm.child());
        } finally {
            fcm.child().stop();
        }
    }

    private Result firebaseNode(Path data, Place place) throws IOException, InterruptedException {
        var fcm = fcm(data);
        try {
            var copy = Files.createDirectories(data.resolve("node"));
            for (var file : List.of("send.js", "package.json", "package-lock.json")) {
                Files.copy(ROOT.resolve("bench/src/main/node").resolve(file), copy.resolve(file));
            }
            Files.write(copy.resolve("tokens.txt"), Tokens.read(place.application(), place.user(), devices));
            Child.program(List.of(
                            "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", copy.toString()))
                    .await();
            var child = Child.program(List.of(
                    "node",
                    copy.resolve("send.js").toString(),
                    data.resolve("service-account.json").toString(),
                    fcm.url(),
                    copy.resolve("tokens.txt").toString()));
            return told("firebase-node", child, fcm.child());
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        } finally {
            fcm.child().stop();
        }
    }

    private Result seed(Path data, Place place) throws IOException, InterruptedException {
        var sns = simulator(SnsSimulator.class, "sns simulator ready ", List.of("--data", data.toString()));
        try {
            Posted.to(sns.url() + "/simulator/faults", "{\"kind\":\"latency\",\"millis\":" + latency + "}");
            var child = Child.java(
                    List.of("-Xmx" + heap),
                    SeedLoop.class.getName(),
                    List.of(sns.url(), place.application(), place.user(), "" + seedMessages));
            return told("seed's loop", child, sns.child());
        } finally {
            sns.child().stop();
        }
    }

    /// What a rival printed: `sent N accepted N seconds S`.
    private static Result told(String name, Child rival, Child simulator) throws IOException, InterruptedException {
        var before = simulator.cpuSeconds();
        var ended = rival.await();
        var others = new Others(0, simulator.cpuSeconds() - before);
        var words = ended.output()
                .lines()
                .filter(line -> line.startsWith("sent "))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " said nothing: " + ended.output()))
                .split(" ", -1);
        return new Result(name, Long.parseLong(words[1]), Double.parseDouble(words[5]), others, ended);
    }

    private static void print(Result result, Result ours) {
        var costs = result.costs();
        var per = 10_000.0 / result.messages();
        System.out.printf(
                Locale.ROOT,
                "%-14s %,8d messages %8.1f s %,8.0f a second   CPU of 10,000: %.2f s + database %.2f s + simulator %.2f s"
                        + "   peak %,d MB   load %.1f   ours is %.1f times as fast%n",
                result.name(),
                result.messages(),
                result.seconds(),
                result.rate(),
                costs.cpuSeconds() * per,
                result.others().database() * per,
                result.others().simulator() * per,
                costs.peakMegabytes(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                ours.rate() / result.rate());
    }
}
