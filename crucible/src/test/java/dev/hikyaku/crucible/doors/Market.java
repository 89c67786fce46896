package dev.hikyaku.crucible.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.crucible.promises.Account;
import dev.hikyaku.crucible.promises.Court;
import dev.hikyaku.crucible.world.Child;
import dev.hikyaku.crucible.world.FakeOrg;
import dev.hikyaku.crucible.world.Java;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/// One project with all four doors open, those who use them, and every process on the way: the database with the
/// ledger,
/// the service, the queues, the function behind them and its Data API, the org.
public final class Market implements AutoCloseable {
    private static final int CALLERS = 3;

    private final Path folder;
    private final Court court = new Court();
    private final Random dice = new Random(20261122);
    private final int changes;
    private final List<Thread> users = new ArrayList<>();
    private final Map<String, Tally> tallies = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final OwnMariaDb database;
    private final FakeOrg org;
    private final Processes sqs;
    private final Processes dataApi;
    private final EventSource events;
    private final List<Handed> all;
    private final URI door;
    private final List<Integer> exits = new ArrayList<>();
    private LambdaFunction function;
    private volatile double progress;
    private Child service;

    /// Starts everything in an empty folder.
    ///
    /// @param changes how many are handed in
    /// @param keys of how many records they are
    public Market(Path folder, int changes, int keys) {
        this.folder = folder;
        this.changes = changes;
        all = Handed.all(changes, keys, court, dice);
        var project = new Project(folder);
        project.write();
        database = new OwnMariaDb(folder.resolve("output"));
        OutboxWriter.makeTables(database.url("shop"));
        org = FakeOrg.start(folder.resolve("schema.yaml"), folder.resolve("org"));
        sqs = Processes.sqs(folder);
        dataApi = Processes.dataApi(folder, database.url("shop"));
        door = URI.create("http://127.0.0.1:" + freePort());
        environment.putAll(project.environment(database, org));
        environment.putAll(Project.doors(door, queue("changes")));
        service = serve();
        events = new EventSource(queue("aurora"));
        function = function();
        events.use(function);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private URI queue(String name) {
        return sqs.url().resolve("/123456789012/" + name);
    }

    private Child serve() {
        var verb = List.of("serve", "--json", "--project", folder.toString());
        return Child.start(folder.resolve("output"), Java.hikyaku(List.of(), verb), environment);
    }

    private LambdaFunction function() {
        return new LambdaFunction(new LambdaFunction.Target(folder.resolve("output"), dataApi.url(), "shop"));
    }

    /// Lets the applications begin: each door gets a quarter of the changes.
    public void open() {
        awaitReady();
        var quarters = HttpCaller.parts(all, 4);
        for (var part : HttpCaller.parts(quarters.get(0), CALLERS)) {
            use("http", tally -> new HttpCaller(door, tally).handIn(part, new Random(part.size())));
        }
        use("sqs", tally -> new QueueSender(queue("changes"), tally).send(quarters.get(1)));
        use("lambda", tally -> new QueueSender(queue("aurora"), tally).send(quarters.get(2)));
        use("outbox", tally -> new OutboxWriter(database.url("shop"), tally).write(quarters.get(3), new Random(4)));
        tally("lambda").start(events::map);
    }

    private void awaitReady() {
        var patience = Instant.now().plusSeconds(90);
        while (!isReady()) {
            assertThat(service.isAlive()).as(service.out()).isTrue();
            assertThat(Instant.now()).isBefore(patience);
            Child.pause();
        }
    }

    private boolean isReady() {
        try (var in = door.resolve("/readyz").toURL().openStream()) {
            return in.read() >= 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    private interface Use {
        void by(Tally tally) throws Exception;
    }

    private Tally tally(String name) {
        return tallies.computeIfAbsent(name, door -> new Tally(door, () -> progress));
    }

    private void use(String name, Use use) {
        var tally = tally(name);
        users.add(tally.start(() -> use.by(tally)));
    }

    /// Does what a service manager does, and looks whether the applications still live.
    public void tend() {
        progress = Math.max(progress, (double) takenIn() / changes);
        tallies.values().forEach(Tally::check);
        if (!service.isAlive()) {
            exits.add(service.await().code());
            service = serve();
        }
    }

    /// `kill -9` of one process, which is started again at once.
    public void kill(Victim victim) {
        switch (victim) {
            case SERVICE -> {
                court.ended(List.of(service.kill().await()));
                service = serve();
            }
            case FUNCTION -> {
                function.close();
                function = function();
                events.use(function);
            }
            case DATABASE -> database.killAndStartAgain();
            case QUEUES -> sqs.killAndStartAgain();
            case DATA_API -> dataApi.killAndStartAgain();
        }
    }

    /// Changes that the ledger has taken in; -1 when it can't be asked.
    public long takenIn() {
        return number("ledger", "SELECT COALESCE(SUM(taken_in), 0) FROM hk_intake");
    }

    private long number(String name, String sql) {
        try (var connection = DriverManager.getConnection(database.url(name), "root", "");
                var answer = connection.createStatement().executeQuery(sql)) {
            answer.next();
            return answer.getLong(1);
        } catch (SQLException notYet) {
            return -1;
        }
    }

    /// Waits until everybody has handed in, the queues and the outbox are empty, and every change is settled.
    public void awaitRest(Duration most) {
        var patience = Instant.now().plus(most);
        while (!isAtRest()) {
            tend();
            assertThat(Instant.now()).as(this::toString).isBefore(patience);
            pause(Duration.ofMillis(300));
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private boolean isAtRest() {
        return users.stream().noneMatch(Thread::isAlive)
                && takenIn() == changes
                && number("shop", "SELECT COUNT(*) FROM hk_outbox") == 0
                && number("ledger", "SELECT COUNT(*) FROM hk_change WHERE state <> 'settled'") == 0
                && areEmpty();
    }

    private boolean areEmpty() {
        for (var queue : JsonMapper.shared().readTree(status())) {
            if (queue.path("visible").asInt() + queue.path("hidden").asInt() > 0) {
                return false;
            }
        }
        return true;
    }

    private String status() {
        try (var in = sqs.url().resolve("/simulator/status").toURL().openStream()) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Ends the service as a deployment would, and asks all judges.
    ///
    /// @return the books
    public Account judge() {
        events.end();
        service.signal("TERM");
        assertThat(service.await().code()).isEqualTo(143);
        var command = List.of("status", "--books", "--json", "--project", folder.toString());
        var ended = Child.start(folder.resolve("output"), Java.hikyaku(List.of(), command), environment)
                .await();
        assertThat(ended.code()).as(ended.told()).isZero();
        var line = JsonMapper.shared().readTree(ended.out()).at("/books/syncs/0");
        var account = new Account(
                "note",
                Handed.OBJECT,
                line.path("takenIn").asLong(),
                line.path("accepted").asLong(),
                line.path("rejected").asLong(),
                line.path("superseded").asLong(),
                line.path("unknown").asLong(),
                line.path("waiting").asLong(),
                line.path("unaccounted").asLong(-1),
                Set.of());
        court.judge(org.journal().effects(), List.of(account));
        return account;
    }

    /// What was handed in by each door, what the queues did, and how the service ended by itself.
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var name : List.of("http", "sqs", "lambda", "outbox")) {
            text.append("  ").append(tally(name)).append('\n');
        }
        return text.append("  queues   ")
                .append(status())
                .append("\n  taken in ")
                .append(takenIn())
                .append(", the service ended by itself ")
                .append(exits)
                .append('\n')
                .toString();
    }

    @Override
    public void close() {
        users.forEach(Thread::interrupt);
        events.end();
        service.close();
        function.close();
        dataApi.close();
        sqs.close();
        org.close();
        database.close();
    }
}
