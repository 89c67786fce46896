package dev.hikyaku.bench;

import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Ledger;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Hands changes to a resident `hikyaku serve` at an even rate while the simulator takes its time for each call: how
/// old
/// a change is when it is settled, and what that costs in API calls.
@Command(
        name = "freshness",
        description = "Hands in changes at an even rate and measures how long each takes to be settled.",
        mixinStandardHelpOptions = true)
final class FreshnessBench implements Callable<Integer> {
    private static final int KEYS = 2_000;

    @Option(names = "--rate", defaultValue = "100", description = "Changes per second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--seconds", defaultValue = "60", description = "How long (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--latency",
            defaultValue = "100",
            description = "Milliseconds per call (default: ${DEFAULT-VALUE}).")
    private int latency;

    @Option(
            names = "--ledger",
            defaultValue = "mariadb",
            description = "mariadb or postgres (default: ${DEFAULT-VALUE}).")
    private String kind = "mariadb";

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        var folder = Files.createTempDirectory("hikyaku-bench");
        try (var server = DatabaseServer.of(kind);
                var org = Org.start(folder.resolve("org"))) {
            Customers.writeIntakeProject(folder);
            var url = server.newDatabase("ledger");
            post(org.url() + "/simulator/faults", "{\"kind\":\"latency\",\"ms\":" + latency + "}");
            var serve = serve(folder, url, server.user(), org);
            try (var ledger = Ledger.open(new Ledger.Settings(url, server.user(), ""))) {
                warmUp(ledger);
                var calls = calls(org);
                var since = handIn(ledger);
                awaitSettled(ledger);
                print(ages(url, server.user(), since), calls(org) - calls);
            } finally {
                serve.stop();
            }
        } finally {
            Child.deleteTree(folder);
        }
        return 0;
    }

    private static Child serve(Path folder, String ledger, String user, Org org) throws IOException {
        var root = Path.of(System.getProperty("hikyaku.root"));
        var child = Child.program(
                List.of(root.resolve("hikyaku").toString(), "serve", "--quiet", "--project", folder.toString()));
        child.environment("HIKYAKU_JAVA_OPTS", "-Xmx256m");
        child.environment("HIKYAKU_LEDGER_URL", ledger);
        child.environment("HIKYAKU_LEDGER_USER", user);
        child.environment("HIKYAKU_SALESFORCE_LOGIN", org.url());
        child.environment("HIKYAKU_SALESFORCE_CLIENT_ID", "hikyaku");
        child.environment("HIKYAKU_SALESFORCE_CLIENT_SECRET", "simulator");
        child.begin();
        return child;
    }

    private void warmUp(Ledger ledger) throws InterruptedException {
        var dice = new Random(1);
        for (int i = 0; i < 20; i++) {
            ledger.changes().takeIn("customer", "http", List.of(change(dice, i)));
            Thread.sleep(200);
        }
        awaitSettled(ledger);
    }

    /// Ten times a second a tenth of the rate, whatever becomes of it.
    private LocalDateTime handIn(Ledger ledger) {
        var dice = new Random(2);
        var since = LocalDateTime.now(java.time.ZoneOffset.UTC);
        var begin = System.nanoTime();
        for (int tick = 0; tick < seconds * 10; tick++) {
            var changes = new ArrayList<NewChange>();
            for (int i = tick * rate / 10; i < (tick + 1) * rate / 10; i++) {
                changes.add(change(dice, 1_000 + i));
            }
            ledger.changes().takeIn("customer", "http", changes);
            LockSupport.parkNanos(begin + (tick + 1) * 100_000_000L - System.nanoTime());
        }
        return since;
    }

    private static NewChange change(Random dice, int number) {
        var key = String.valueOf(dice.nextInt(KEYS));
        var payload = "{\"id\":\"" + key + "\",\"last_name\":\"Family " + number + "\"}";
        return new NewChange(key, payload, null);
    }

    private static void awaitSettled(Ledger ledger) throws InterruptedException {
        var giveUp = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (ledger.books().waiting("customer") > 0) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("changes still wait after two minutes");
            }
            Thread.sleep(100);
        }
    }

    /// Milliseconds from taken in to settled, smallest first.
    private static List<Long> ages(String url, String user, LocalDateTime since) throws SQLException {
        var ages = new ArrayList<Long>();
        try (var connection = DriverManager.getConnection(url, user, "");
                var select = connection.prepareStatement("SELECT taken_in_at, settled_at FROM hk_change"
                        + " WHERE taken_in_at >= ? AND outcome = 'accepted'")) {
            select.setObject(1, since);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var taken = rows.getObject(1, LocalDateTime.class);
                    var settled = rows.getObject(2, LocalDateTime.class);
                    ages.add(Duration.between(taken, settled).toMillis());
                }
            }
        }
        return ages.stream().sorted().toList();
    }

    private void print(List<Long> ages, long calls) {
        System.out.printf(
                Locale.ROOT,
                "freshness, ledger %s: %d changes/s for %d s, %d ms per call%n"
                        + "  accepted %,d of %,d (the others travelled in a newer change of their key)%n"
                        + "  from taken in to settled: p50 %d ms, p90 %d ms, p99 %d ms, most %d ms%n"
                        + "  API calls %,d: %,d an hour, %.1f rows a call; bulk batches 0%n",
                kind,
                rate,
                seconds,
                latency,
                ages.size(),
                rate * seconds,
                percentile(ages, 50),
                percentile(ages, 90),
                percentile(ages, 99),
                ages.getLast(),
                calls,
                calls * 3_600 / seconds,
                ages.size() / (double) calls);
    }

    private static long percentile(List<Long> ages, int percent) {
        return ages.get(Math.min(ages.size() - 1, ages.size() * percent / 100));
    }

    private static long calls(Org org) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(org.url() + "/simulator/status"))
                        .GET())
                .path("apiCalls")
                .asLong();
    }

    private static void post(String url, String json) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private static JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return answer.body().isEmpty()
                    ? JsonMapper.shared().createObjectNode()
                    : JsonMapper.shared().readTree(answer.body());
        }
    }
}
