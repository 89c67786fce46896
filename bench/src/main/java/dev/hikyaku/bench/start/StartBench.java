package dev.hikyaku.bench.start;

import dev.hikyaku.bench.Child;
import dev.hikyaku.simulators.salesforce.SalesforceSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// From nothing to the first claim: a process is started in several ways on the same project, and halts itself right
/// after it has claimed its first rows. The ways take turns, so that a busy moment hits all of them.
@Command(
        name = "start",
        description = "From the start of a process to its first claim: plain jar, unpacked, caches, compilers.",
        mixinStandardHelpOptions = true)
public final class StartBench implements Callable<Integer> {
    private static final String READY = "salesforce simulator ready ";
    private static final int HALTED = 137;

    @Option(names = "--rounds", defaultValue = "5", description = "Starts of each way (default: ${DEFAULT-VALUE}).")
    private int rounds;

    /// A way to start.
    ///
    /// @param options of the JVM, before `-jar`
    private record Way(String name, List<String> options, Path jar) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("hikyaku-start");
        try (var world = new World(folder)) {
            var ways = ways();
            var samples = new ArrayList<List<Sample>>();
            ways.forEach(_ -> samples.add(new ArrayList<>()));
            for (int round = 0; round < rounds; round++) {
                for (int way = 0; way < ways.size(); way++) {
                    samples.get(way).add(sample(world, ways.get(way)));
                }
            }
            print(ways, samples);
            return 0;
        } finally {
            Child.deleteTree(folder);
        }
    }

    private static List<Way> ways() {
        var root = Path.of(System.getProperty("hikyaku.root"));
        var plain = root.resolve("app/target/hikyaku-boot.jar");
        var unpacked = root.resolve("app/target/hikyaku/hikyaku-boot.jar");
        var cache = "-XX:AOTCache=" + root.resolve("app/target/hikyaku/hikyaku.aot");
        var serial = "-XX:+UseSerialGC";
        var c1 = "-XX:TieredStopAtLevel=1";
        return List.of(
                new Way("plain jar", List.of(), plain),
                new Way("unpacked", List.of(), unpacked),
                new Way("unpacked, C1", List.of(c1), unpacked),
                new Way("unpacked, C1, serial collector", List.of(c1, serial), unpacked),
                new Way("AOT cache", List.of(cache), unpacked),
                new Way("AOT cache, serial collector", List.of(cache, serial), unpacked),
                new Way("AOT cache, C1, serial collector", List.of(cache, c1, serial), unpacked));
    }

    private static Sample sample(World world, Way way) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(way.options());
        command.addAll(List.of("-Xlog:disable", "-Dhikyaku.failpoint=before-call@1:halt"));
        command.addAll(List.of("-jar", way.jar().toString(), "run", "all", "--json"));
        var before = Sample.childrensSeconds();
        var ended = world.child(command).await();
        if (ended.exitCode() != HALTED) {
            throw new IllegalStateException(way.name() + " ended with " + ended.exitCode() + ": " + ended.output());
        }
        var sample = new Sample(ended.seconds(), Sample.childrensSeconds() - before, ended.peakMegabytes());
        System.err.println(way.name() + ": " + sample);
        return sample;
    }

    private static void print(List<Way> ways, List<List<Sample>> samples) {
        System.out.println("| started as | seconds to the first claim, median (least) | CPU seconds, median | MB |");
        System.out.println("|---|---|---|---|");
        IntStream.range(0, ways.size())
                .mapToObj(way -> line(ways.get(way).name(), samples.get(way)))
                .forEach(System.out::println);
    }

    private static String line(String name, List<Sample> samples) {
        var seconds = samples.stream().mapToDouble(Sample::seconds).sorted().toArray();
        var cpu = samples.stream().mapToDouble(Sample::cpuSeconds).sorted().toArray();
        var peak = samples.stream().mapToLong(Sample::megabytes).sorted().toArray();
        var middle = seconds.length / 2;
        return String.format(
                Locale.ROOT,
                "| %s | %.2f (%.2f) | %.2f | %d |",
                name,
                seconds[middle],
                seconds[0],
                cpu[middle],
                peak[middle]);
    }

    /// A project of a hundred rows, an embedded ledger that has its tables, and an org.
    private static final class World implements AutoCloseable {
        private final Path template;
        private final Path folder;
        private final Child org;
        private final String login;
        private int number;

        World(Path folder) throws IOException, InterruptedException {
            this.folder = folder;
            template = Files.createDirectory(folder.resolve("template"));
            StartProject.write(template);
            org = Child.java(
                    List.of(),
                    SalesforceSimulator.class.getName(),
                    List.of(
                            "--port",
                            "0",
                            "--schema",
                            StartProject.writeSchema(folder).toString(),
                            "--data",
                            folder.resolve("org").toString()));
            login = org.startAndReadLine(READY).substring(READY.length()).strip();
            var made = in(template, List.of(StartProject.door(), "run", "all", "--json"))
                    .await();
            if (made.exitCode() != 0) {
                throw new IllegalStateException("the ledger was not made: " + made.output());
            }
            StartProject.fill(template);
        }

        /// On a fresh copy of the project.
        Child child(List<String> command) throws IOException {
            number++;
            var copy = folder.resolve("copy" + number);
            StartProject.copy(template, copy);
            return in(copy, command);
        }

        private Child in(Path project, List<String> command) {
            var all = new ArrayList<>(command);
            all.addAll(List.of("--project", project.toString()));
            var child = Child.program(all);
            child.environment("HIKYAKU_APPLICATION_URL", StartProject.database(project));
            child.environment("HIKYAKU_APPLICATION_USER", "shop");
            child.environment("HIKYAKU_SALESFORCE_LOGIN", login);
            child.environment("HIKYAKU_SALESFORCE_CLIENT_ID", "hikyaku");
            child.environment("HIKYAKU_SALESFORCE_CLIENT_SECRET", "simulator");
            return child;
        }

        @Override
        public void close() {
            org.stop();
        }
    }
}
