package dev.hikyaku.bench;

import dev.hikyaku.bench.seed.SeedJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Carries a table to the simulator: rows per second of each stage, CPU and peak memory, beside the seed's design on
/// the
/// same database and beside a floor that only moves the bytes.
@Command(
        name = "carry",
        description = "Carries N rows of 10 columns from a real database to the Salesforce simulator.",
        mixinStandardHelpOptions = true)
final class CarryBench implements Callable<Integer> {
    @Option(names = "--rows", defaultValue = "1000000", description = "Rows to carry (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--ledger",
            defaultValue = "mariadb,postgres,h2",
            split = ",",
            description = "Ledgers to measure: mariadb, postgres, h2 (default: all).")
    private List<String> ledgers = new ArrayList<>();

    @Option(names = "--heap", defaultValue = "256m", description = "Heap of the run (default: ${DEFAULT-VALUE}).")
    private String heap = "256m";

    @Option(names = "--no-seed", description = "Leave the seed's design out.")
    private boolean withoutSeed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("hikyaku-bench");
        int code = 0;
        try {
            for (var ledger : ledgers) {
                code = Math.max(code, race(Files.createDirectory(folder.resolve(ledger)), ledger));
            }
        } finally {
            Child.deleteTree(folder);
        }
        return code;
    }

    private int race(Path folder, String ledger) throws IOException, InterruptedException {
        var customers = new Customers(rows);
        try (var server = DatabaseServer.of(ledger)) {
            var application = server.newDatabase("shop");
            customers.fill(application, server.user());
            var floor = measured(server, () -> floor(folder, application, server.user()));
            var seed = withoutSeed ? null : measured(server, () -> seed(folder, server, customers));
            return carry(folder, new Place(server, ledger, application), new Rivals(floor, seed));
        }
    }

    private record Place(DatabaseServer server, String ledger, String application) {}

    private record Rivals(Report.Costs floor, Report.@Nullable Costs seed) {}

    private interface Measured {
        Child.Ended run() throws IOException, InterruptedException;
    }

    private static Report.Costs measured(DatabaseServer server, Measured measured)
            throws IOException, InterruptedException {
        var before = server.cpuSeconds();
        var ended = measured.run();
        return new Report.Costs(ended, server.cpuSeconds() - before);
    }

    /// The same bytes over the same wire with nothing recorded: what no program can beat.
    private Child.Ended floor(Path folder, String application, String user) throws IOException, InterruptedException {
        try (var org = Org.start(folder.resolve("floor"))) {
            return Child.java(List.of("-Xmx256m"), Floor.class.getName(), List.of(application, user, org.url()))
                    .await();
        }
    }

    private Child.Ended seed(Path folder, DatabaseServer server, Customers customers)
            throws IOException, InterruptedException {
        var database = server.newDatabase("seed");
        customers.fill(database, server.user());
        var files = Files.createDirectory(folder.resolve("seed"));
        try (var org = Org.start(folder.resolve("seed-org"))) {
            return Child.java(
                            List.of("-Xmx" + heap),
                            SeedJob.class.getName(),
                            List.of(database, server.user(), org.url(), files.toString()))
                    .await();
        }
    }

    private int carry(Path folder, Place place, Rivals rivals) throws IOException, InterruptedException {
        try (var org = Org.start(folder.resolve("org"))) {
            Customers.writeProject(folder);
            var url = place.ledger().equals("h2")
                    ? "jdbc:h2:file:" + folder.resolve("ledger").toAbsolutePath()
                    : place.server().newDatabase("ledger");
            var first = measured(place.server(), () -> run(folder, place, url, org));
            var again = measured(place.server(), () -> run(folder, place, url, org));
            var report = new Report(place.ledger() + ", heap " + heap, rows);
            report.print(first, again);
            report.compare(first, rivals.floor(), rivals.seed());
            return first.ended().exitCode();
        }
    }

    private Child.Ended run(Path folder, Place place, String ledger, Org org) throws IOException, InterruptedException {
        var root = Path.of(System.getProperty("hikyaku.root"));
        var child = Child.program(
                List.of(root.resolve("hikyaku").toString(), "run", "all", "--json", "--project", folder.toString()));
        child.environment("HIKYAKU_JAVA_OPTS", "-Xmx" + heap);
        child.environment("HIKYAKU_APPLICATION_URL", place.application());
        child.environment("HIKYAKU_APPLICATION_USER", place.server().user());
        child.environment("HIKYAKU_LEDGER_URL", ledger);
        child.environment("HIKYAKU_LEDGER_USER", place.server().user());
        child.environment("HIKYAKU_SALESFORCE_LOGIN", org.url());
        child.environment("HIKYAKU_SALESFORCE_CLIENT_ID", "hikyaku");
        child.environment("HIKYAKU_SALESFORCE_CLIENT_SECRET", "simulator");
        return child.await();
    }
}
