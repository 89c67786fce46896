package dev.hikyaku.bench.pages;

import dev.hikyaku.bench.DatabaseServer;
import dev.hikyaku.ledger.Ledger;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Asks a ledger of N changes what pages and gauges ask, and prints how long each answer takes and how many rows the
/// database reads for it, and how much processor both take. Everything but a trace has 300 ms, a trace and the gauges
/// 50.
@Command(
        name = "pages",
        description = "Measures what pages and the REST interface ask of a ledger of N changes.",
        mixinStandardHelpOptions = true)
public final class PagesBench implements Callable<Integer> {
    private static final int TIMES = 5;
    private static final int OTHER = 19;
    private static final double MOST = 300;
    private static final double MOST_OF_SMALL_ONES = 50;
    private static final double BY_FAR = 2;

    @Option(names = "--rows", defaultValue = "10000000", description = "Changes (default: ${DEFAULT-VALUE}).")
    private long rows;

    @Option(names = "--ledger", defaultValue = "postgres", description = "postgres, mariadb or h2 (default: postgres).")
    private String kind = "postgres";

    @Option(
            names = "--url",
            description =
                    "A database to use instead, which is filled where it holds no ledger; its user has no password.")
    private @Nullable String url;

    @Option(names = "--user", defaultValue = "root", description = "Its user (default: ${DEFAULT-VALUE}).")
    private String user = "root";

    @Option(names = "--pid", description = "Its server's process, where CPU time is to be told.")
    private long pid;

    @Option(names = "--only", defaultValue = "", description = "Only questions whose names begin so.")
    private String only = "";

    @Option(names = "--strict", description = "Exit code 1 where something takes twice its time: for a quiet machine.")
    private boolean strict;

    /// What came of one question.
    private record Asked(
            String question, double first, double median, double slowest, double cpu, long rows, double most) {
        boolean isMet() {
            return median <= most;
        }
    }

    @Override
    public Integer call() throws Exception {
        if (url != null) {
            kind = url.split(":", -1)[1];
            return measure(url, user);
        }
        if (kind.equals("h2")) {
            var folder = Files.createTempDirectory("hikyaku-bench");
            return measure("jdbc:h2:file:" + folder.resolve("ledger"), "sa");
        }
        try (var server = DatabaseServer.of(kind)) {
            pid = server.pid();
            return measure(server.newDatabase("ledger"), server.user());
        }
    }

    private int measure(String where, String by) throws Exception {
        try (var ledger = Ledger.open(new Ledger.Settings(where, by, ""));
                var counted = new RowsRead(where, by)) {
            var begin = System.nanoTime();
            new BigLedger(where, by, rows).fill();
            System.out.printf(Locale.ROOT, "%,d changes, filled in %.0f s%n", rows, since(begin) / 1_000);
            System.out.printf(
                    Locale.ROOT,
                    "%-12s %-34s %9s %9s %9s %9s %10s %6s%n",
                    "database",
                    "question",
                    "first ms",
                    "median",
                    "slowest",
                    "cpu ms",
                    "rows read",
                    "goal");
            var isFar = false;
            for (var question : Questions.of(ledger, rows).entrySet()) {
                if (!question.getKey().startsWith(only)) {
                    continue;
                }
                var asked = ask(question.getKey(), question.getValue(), counted, ledger);
                isFar |= asked.median() > asked.most() * BY_FAR;
                print(asked);
            }
            return strict && isFar ? 1 : 0;
        }
    }

    private void print(Asked asked) {
        System.out.printf(
                Locale.ROOT,
                "%-12s %-34s %9.1f %9.1f %9.1f %9s %10s %6.0f %s%n",
                kind,
                asked.question(),
                asked.first(),
                asked.median(),
                asked.slowest(),
                pid == 0 ? "-" : String.format(Locale.ROOT, "%.1f", asked.cpu()),
                asked.rows() < 0 ? "-" : String.format(Locale.ROOT, "%,d", asked.rows()),
                asked.most(),
                asked.isMet() ? "met" : "MISSED");
    }

    /// Of the database and of this process: unlike time, other work on the machine does not change it.
    private double cpuMillis() {
        return (DatabaseServer.cpuSeconds(pid)
                        + DatabaseServer.cpuSeconds(ProcessHandle.current().pid()))
                * 1_000;
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }

    private Asked ask(String name, IntConsumer question, RowsRead counted, Ledger ledger)
            throws SQLException, InterruptedException {
        var begin = System.nanoTime();
        question.accept(OTHER);
        var first = since(begin);
        var times = new double[TIMES];
        var cpu = new double[1];
        Runnable all = () -> {
            cpu[0] = -cpuMillis();
            for (var i = 0; i < TIMES; i++) {
                var from = System.nanoTime();
                question.accept(i);
                times[i] = since(from);
            }
            cpu[0] += cpuMillis();
        };
        var rows = counted.by(TIMES, all, () -> ledger.runs().find("nobody"));
        Arrays.sort(times);
        var isSmall = name.startsWith("trace") || name.startsWith("gauges");
        return new Asked(
                name,
                first,
                times[TIMES / 2],
                times[TIMES - 1],
                cpu[0] / TIMES,
                rows,
                isSmall ? MOST_OF_SMALL_ONES : MOST);
    }
}
