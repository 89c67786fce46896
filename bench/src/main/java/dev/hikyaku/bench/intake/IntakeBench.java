package dev.hikyaku.bench.intake;

import dev.hikyaku.bench.Child;
import dev.hikyaku.bench.DatabaseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Hands changes to `hikyaku serve` by each door while the org is away, so that taking in alone is measured: changes a
/// second that are committed, how long callers wait, and what that costs the service and the database in CPU.
@Command(
        name = "intake",
        description = "Measures how many changes a second the doors take in, durably.",
        mixinStandardHelpOptions = true)
public final class IntakeBench implements Callable<Integer> {
    @Option(names = "--seconds", defaultValue = "15", description = "Of each load (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--clients", defaultValue = "64", description = "Of single posts (default: ${DEFAULT-VALUE}).")
    private int clients;

    @Option(names = "--keys", defaultValue = "50000", description = "Records (default: ${DEFAULT-VALUE}).")
    private int keys;

    @Option(names = "--stock", defaultValue = "20000", description = "Messages, rows (default: ${DEFAULT-VALUE}).")
    private int stock;

    @Option(
            names = "--ledger",
            defaultValue = "mariadb,postgres",
            split = ",",
            description = "mariadb, postgres (default: both).")
    private List<String> ledgers = new ArrayList<>();

    @Option(
            names = "--door",
            defaultValue = "single,array,lines,sqs,outbox",
            split = ",",
            description = "Which of single, array, lines, sqs, outbox (default: all).")
    private List<String> doors = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        for (var ledger : ledgers) {
            var folder = Files.createTempDirectory("hikyaku-bench");
            try (var server = DatabaseServer.of(ledger);
                    var queues = Serving.queues(folder)) {
                measure(ledger, new Serving(folder, server, queues));
            } finally {
                Child.deleteTree(folder);
            }
        }
        return 0;
    }

    private void measure(String ledger, Serving service) throws IOException, InterruptedException, SQLException {
        System.out.printf(
                Locale.ROOT,
                "%nintake, ledger %s: %,d keys%n  %-22s %12s %9s %9s %9s   CPU per 10,000: service, database%n",
                ledger,
                keys,
                "",
                "changes/s",
                "p50 ms",
                "p99 ms",
                "most ms");
        var loads = List.of(
                new Load("single", clients, 1, false),
                new Load("array", 8, 100, false),
                new Load("lines", 4, 1_000, true));
        measure(
                service,
                loads.stream().filter(load -> doors.contains(load.name())).toList());
        if (doors.contains("sqs")) {
            stocked(service, "sqs", () -> Stock.send(service.queue(), stock, keys));
        }
        if (doors.contains("outbox")) {
            stocked(service, "outbox", () -> service.fillOutbox(stock, keys));
        }
    }

    private void measure(Serving service, List<Load> wanted) throws IOException, InterruptedException {
        if (!wanted.isEmpty()) {
            service.start(false);
            try {
                for (var load : wanted) {
                    load.run(service.door(), Math.max(3, seconds / 2), keys);
                    print(service, load);
                }
            } finally {
                service.stop();
            }
        }
    }

    private void print(Serving service, Load load) throws InterruptedException {
        var before = service.cpu();
        var had = service.takenIn();
        var answered = load.run(service.door(), seconds, keys);
        var taken = service.takenIn() - had;
        if (taken != answered.changes()) {
            // A stream of lines is answered with 200 whatever becomes of them.
            throw new IllegalStateException("the ledger took in " + taken + " of " + answered.changes() + " changes");
        }
        var used = service.cpu().minus(before).per(answered.changes());
        System.out.printf(
                Locale.ROOT,
                "  %-22s %,12.0f %9.1f %9.1f %9.1f   %.2f s, %.2f s%n",
                "http " + load.name() + ", " + load.clients() + " x " + load.many(),
                answered.perSecond(),
                answered.percentile(50),
                answered.percentile(99),
                answered.percentile(100),
                used.service(),
                used.database());
    }

    private interface Fill {
        void fill() throws SQLException;
    }

    /// Lets a stock wait, opens the door, and watches the ledger take it in; a first, smaller one warms up.
    private void stocked(Serving service, String name, Fill fill)
            throws IOException, InterruptedException, SQLException {
        service.start(name.equals("sqs"));
        try {
            fill.fill();
            service.awaitTakenIn(stock);
            service.signal("STOP");
            fill.fill();
            service.signal("CONT");
            var before = service.cpu();
            var begin = System.nanoTime();
            service.awaitTakenIn(stock);
            var seconds = (System.nanoTime() - begin) / 1e9;
            var used = service.cpu().minus(before).per(stock);
            System.out.printf(
                    Locale.ROOT,
                    "  %-22s %,12.0f %9s %9s %9s   %.2f s, %.2f s%n",
                    name + ", " + stock + " waiting",
                    stock / seconds,
                    "-",
                    "-",
                    "-",
                    used.service(),
                    used.database());
        } finally {
            service.stop();
        }
    }
}
