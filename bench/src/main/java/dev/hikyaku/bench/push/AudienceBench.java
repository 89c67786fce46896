package dev.hikyaku.bench.push;

import dev.hikyaku.bench.Child;
import dev.hikyaku.bench.DatabaseServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Takes an audience of N rows into the ledger and sends nothing: rows per second of each tenth, so that a growing
/// table
/// shows, and the peak of memory.
@Command(
        name = "audience",
        description = "Takes an audience of N rows into the ledger; nothing is sent.",
        mixinStandardHelpOptions = true)
public final class AudienceBench implements Callable<Integer> {
    private static final Path ROOT = Path.of(System.getProperty("hikyaku.root", "."));
    private static final int PARTS = 10;

    @Option(names = "--rows", defaultValue = "1000000", description = "Rows (default: ${DEFAULT-VALUE}).")
    private long rows;

    @Option(names = "--heap", defaultValue = "256m", description = "Heap (default: 256m).")
    private String heap = "256m";

    @Option(names = "--ledger", defaultValue = "mariadb", description = "mariadb or postgres (default: mariadb).")
    private String kind = "mariadb";

    @Override
    public Integer call() throws Exception {
        var folder = Files.createTempDirectory("hikyaku-bench");
        var runs = Executors.newSingleThreadExecutor();
        try (var server = DatabaseServer.of(kind)) {
            var application = server.newDatabase("shop");
            PushWorld.fill(application, server.user(), Math.toIntExact(rows));
            var ledger = server.newDatabase("ledger");
            var data = folder.resolve("fcm");
            var fcm = PushBench.fcm(data, 0);
            PushWorld.writeProjectThatWaits(folder, fcm.url());
            var child = child(folder, server, application);
            child.environment("HIKYAKU_FCM_CREDENTIALS", Files.readString(data.resolve("service-account.json")));
            var before = server.cpuSeconds();
            var begin = System.nanoTime();
            var run = runs.submit(child::await);
            var tenths = watch(run, ledger, server.user(), begin);
            var ended = run.get();
            fcm.child().stop();
            print(tenths, ended, server.cpuSeconds() - before);
            return tenths.size() == PARTS ? 0 : ended.exitCode();
        } finally {
            runs.shutdown();
            Child.deleteTree(folder);
        }
    }

    private Child child(Path folder, DatabaseServer server, String application) {
        var child = Child.program(List.of(
                ROOT.resolve("hikyaku").toString(), "run", PushWorld.CAMPAIGN, "--json", "--project", folder + ""));
        child.environment("HIKYAKU_JAVA_OPTS", "-Xmx" + heap);
        child.environment("HIKYAKU_APPLICATION_URL", application);
        child.environment("HIKYAKU_APPLICATION_USER", server.user());
        child.environment("HIKYAKU_LEDGER_URL", server.newDatabase("ledger"));
        child.environment("HIKYAKU_LEDGER_USER", server.user());
        return child;
    }

    /// Seconds at which each tenth was in the ledger.
    private List<Double> watch(Future<Child.Ended> run, String ledger, String user, long begin)
            throws InterruptedException {
        var tenths = new ArrayList<Double>();
        var ended = false;
        while (tenths.size() < PARTS && !ended) {
            ended = run.isDone();
            var read = read(ledger, user);
            while (tenths.size() < PARTS && read >= rows * (tenths.size() + 1) / PARTS) {
                tenths.add((System.nanoTime() - begin) / 1e9);
            }
            Thread.sleep(100);
        }
        return tenths;
    }

    /// Rows that are in the ledger; none before it has its tables.
    private static long read(String ledger, String user) {
        try (var connection = DriverManager.getConnection(ledger, user, "");
                var answer = connection.createStatement().executeQuery("SELECT MAX(recipients) FROM hk_campaign_run")) {
            return answer.next() ? answer.getLong(1) : 0;
        } catch (SQLException notYet) {
            return 0;
        }
    }

    private void print(List<Double> tenths, Child.Ended ended, double serverSeconds) {
        var last = 0.0;
        for (int tenth = 0; tenth < tenths.size(); tenth++) {
            var seconds = tenths.get(tenth) - last;
            last = tenths.get(tenth);
            System.out.printf(
                    Locale.ROOT,
                    "tenth %2d  %8.1f s %,8.0f rows/s%n",
                    tenth + 1,
                    seconds,
                    (double) rows / PARTS / seconds);
        }
        System.out.printf(
                Locale.ROOT,
                "%,d rows in %.1f s: %,.0f rows/s   CPU %.1f s + %.1f s of the database   peak %,d MB at a heap of %s, exit %d%n",
                rows,
                last,
                rows / last,
                ended.cpuSeconds(),
                serverSeconds,
                ended.peakMegabytes(),
                heap,
                ended.exitCode());
    }
}
