package dev.hikyaku.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Carries a table of a MariaDB database to the simulator: rows per second of each stage and peak memory, beside a
/// floor
/// that only moves the bytes.
@Command(
        name = "carry",
        description = "Carries N rows of 10 columns from MariaDB to the Salesforce simulator.",
        mixinStandardHelpOptions = true)
final class CarryBench implements Callable<Integer> {
    @Option(names = "--rows", defaultValue = "1000000", description = "Rows to carry (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--ledger",
            defaultValue = "mariadb,h2",
            split = ",",
            description = "Ledgers to measure: mariadb, h2 (default: both).")
    private List<String> ledgers = new ArrayList<>();

    @Option(names = "--heap", defaultValue = "256m", description = "Heap of the run (default: ${DEFAULT-VALUE}).")
    private String heap = "256m";

    @Override
    public Integer call() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("hikyaku-bench");
        int code = 0;
        try (var server = new DatabaseServer()) {
            var application = server.newDatabase("shop");
            say(String.format(Locale.ROOT, "filling %,d rows x 10 columns ...", rows));
            new Customers(rows).fill(application);
            for (var ledger : ledgers) {
                var floor = floor(folder.resolve("floor-" + ledger), application);
                code = Math.max(code, carry(folder.resolve("carry-" + ledger), server, ledger, application, floor));
            }
        } finally {
            Child.deleteTree(folder);
        }
        return code;
    }

    /// The same bytes over the same wire with nothing recorded: what no program can beat.
    private Child.Ended floor(Path folder, String application) throws IOException, InterruptedException {
        try (var org = Org.start(folder.resolve("org"))) {
            return Child.java(List.of("-Xmx256m"), Floor.class.getName(), List.of(application, org.url()))
                    .await();
        }
    }

    private int carry(Path folder, DatabaseServer server, String ledger, String application, Child.Ended floor)
            throws IOException, InterruptedException {
        try (var org = Org.start(folder.resolve("org"))) {
            Customers.writeProject(folder);
            var url = ledger.equals("h2")
                    ? "jdbc:h2:file:" + folder.resolve("ledger").toAbsolutePath()
                    : server.newDatabase("ledger");
            var first = run(folder, application, url, org);
            var again = run(folder, application, url, org);
            print(ledger, first, again, floor);
            return first.exitCode();
        }
    }

    private Child.Ended run(Path folder, String application, String ledger, Org org)
            throws IOException, InterruptedException {
        var root = Path.of(System.getProperty("hikyaku.root"));
        var child = Child.program(
                List.of(root.resolve("hikyaku").toString(), "run", "all", "--json", "--project", folder.toString()));
        child.environment("HIKYAKU_JAVA_OPTS", "-Xmx" + heap);
        child.environment("HIKYAKU_APPLICATION_URL", application);
        child.environment("HIKYAKU_APPLICATION_USER", "root");
        child.environment("HIKYAKU_LEDGER_URL", ledger);
        child.environment("HIKYAKU_LEDGER_USER", "root");
        child.environment("HIKYAKU_SALESFORCE_LOGIN", org.url());
        child.environment("HIKYAKU_SALESFORCE_CLIENT_ID", "hikyaku");
        child.environment("HIKYAKU_SALESFORCE_CLIENT_SECRET", "simulator");
        return child.await();
    }

    private void print(String ledger, Child.Ended first, Child.Ended again, Child.Ended floor) {
        var report = JsonMapper.shared().readTree(first.output());
        say("");
        say("ledger " + ledger + ", heap " + heap + ": exit " + first.exitCode());
        for (JsonNode stage : report.path("stages")) {
            var millis = Math.max(1, stage.path("millis").asLong());
            var handled =
                    stage.path("rows").asLong() == 0 ? rows : stage.path("rows").asLong();
            say(String.format(
                    Locale.ROOT,
                    "  %-10s %9.1f s %,12d rows/s",
                    stage.path("stage").asString(),
                    millis / 1000.0,
                    handled * 1000 / millis));
        }
        line("whole run", first);
        line("run again", again);
        line("floor", floor);
        say(String.format(
                Locale.ROOT,
                "  whole run / floor = %.2f   unaccounted %s",
                first.seconds() / floor.seconds(),
                report.path("unaccounted")));
        if (first.exitCode() != 0) {
            say(first.output());
        }
    }

    private void line(String name, Child.Ended ended) {
        say(String.format(
                Locale.ROOT,
                "  %-10s %9.1f s %,12d rows/s   CPU %.1f s   peak memory %,d MB",
                name,
                ended.seconds(),
                (long) (rows / ended.seconds()),
                ended.cpuSeconds(),
                ended.peakMegabytes()));
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
