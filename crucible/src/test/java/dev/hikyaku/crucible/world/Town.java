package dev.hikyaku.crucible.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.crucible.promises.OneRunAtATime;
import dev.hikyaku.crucible.promises.push.Evidence;
import dev.hikyaku.crucible.promises.push.PushCourt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A project with one campaign: users with phones in an application's database, a provider, a ledger, and judges.
public final class Town implements AutoCloseable {
    private static final AtomicInteger TOWNS = new AtomicInteger();

    /// How many deliveries go ahead of a run's others, so that no more are on the wire when they are killed.
    public static final int FIRST = 100;

    private static final String CAMPAIGN = """
            version: 1
            campaign: reminder
            audience:
              sql: SELECT id AS user_id, name FROM users
              once: user_id
              guard: { max: 100000 }
            message:
              en: { title: Hello, body: "{{name}}, your car waits" }
            """;

    private final Path folder;
    private final Database.Access access;
    private final FakeProvider provider;
    private final boolean repeats;
    private final String name = "town" + TOWNS.incrementAndGet();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, List<String>> phonesOf = new LinkedHashMap<>();
    private final OneRunAtATime oneAtATime = new OneRunAtATime();
    private final List<Child> children = new ArrayList<>();

    /// Builds everything in an empty folder; the provider may serve other towns, too.
    public Town(Path folder, Database database, FakeProvider provider, boolean repeats) {
        this.folder = folder;
        this.provider = provider;
        this.repeats = repeats;
        access = database.application(folder);
        write("hikyaku.yaml", """
                version: 1
                zone: Asia/Tokyo
                push:
                  devices: { table: phones, user: user_id, address: token, platform: platform, registeredAt: since }
                """ + provider.declared());
        write("campaigns/reminder.yaml", CAMPAIGN + (repeats ? "repeats: at-least-once\n" : ""));
        environment.putAll(database.ledger(folder));
        environment.putAll(provider.environment());
        environment.put("HIKYAKU_APPLICATION_URL", access.url());
        environment.put("HIKYAKU_APPLICATION_USER", access.user());
        environment.put("HIKYAKU_APPLICATION_PASSWORD", "");
        environment.put("HIKYAKU_LANG", "en");
        sql("CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(100))" + access.tableOptions());
        sql("CREATE TABLE phones (user_id INT, token VARCHAR(100), platform VARCHAR(10), since TIMESTAMP)"
                + access.tableOptions());
    }

    private void write(String file, String text) {
        try {
            var path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void sql(String statement) {
        try (var connection = connect();
                var prepared = connection.prepareStatement(statement)) {
            prepared.execute();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(access.url(), access.user(), "");
    }

    /// People move in: the first have two phones each, the next one, the others none.
    public void fill(int withTwo, int withOne, int withNone) {
        for (var id = 1; id <= withTwo + withOne + withNone; id++) {
            var count = id <= withTwo ? 2 : id <= withTwo + withOne ? 1 : 0;
            var tokens = new ArrayList<String>();
            for (var number = 0; number < count; number++) {
                tokens.add(name + "-" + id + "-" + number + "-");
            }
            phonesOf.put(Integer.toString(id), tokens);
        }
        moveIn();
    }

    private void moveIn() {
        try (var connection = connect();
                var users = connection.prepareStatement("INSERT INTO users VALUES (?, ?)");
                var phones = connection.prepareStatement(
                        "INSERT INTO phones VALUES (?, ?, 'android', TIMESTAMP '2026-01-01 00:00:00')")) {
            connection.setAutoCommit(false);
            for (var user : phonesOf.entrySet()) {
                users.setInt(1, Integer.parseInt(user.getKey()));
                users.setString(2, "佐藤 " + user.getKey());
                users.addBatch();
                for (var token : user.getValue()) {
                    phones.setInt(1, Integer.parseInt(user.getKey()));
                    phones.setString(2, token);
                    phones.addBatch();
                }
            }
            users.executeBatch();
            phones.executeBatch();
            connection.commit();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// What addresses of this town's phones begin with.
    public String prefix() {
        return name + "-";
    }

    /// Starts a run; options are for the JVM.
    public Child start(String key, String... options) {
        var arguments = List.of("run", "reminder", "--key", key, "--json", "--project", folder.toString());
        var child = Child.start(folder.resolve("output"), Java.hikyaku(List.of(options), arguments), environment);
        children.add(child);
        return child;
    }

    /// Runs once, alone.
    public Child.Ended run(String key, String... options) {
        return heard(List.of(start(key, options))).getFirst();
    }

    /// Waits for processes that were started together, and has them judged.
    public List<Child.Ended> heard(List<Child> together) {
        var ended = together.stream()
                .map(child -> child.await(Duration.ofMinutes(5)))
                .toList();
        oneAtATime.ended(ended);
        return ended;
    }

    /// Names of the places where a crash of a campaign can be rehearsed.
    public static List<String> failpoints(Path folder) {
        var command = Java.hikyaku(List.of(), List.of("failpoints", "--campaigns"));
        var ended = Child.start(folder, command, Map.of()).await();
        assertThat(ended.code()).as(ended.told()).isZero();
        return ended.out().lines().toList();
    }

    /// Waits until a phone of this town has something.
    public void awaitFirst() {
        var patience = Instant.now().plusSeconds(120);
        while (provider.phones().addresses(prefix(), 1).isEmpty()) {
            assertThat(Instant.now()).isBefore(patience);
            Child.pause();
        }
    }

    /// A run as the ledger tells of it.
    public LedgerOracle ledger(String key) {
        var url = environment.get("HIKYAKU_LEDGER_URL");
        return url == null
                ? LedgerOracle.read("jdbc:h2:file:" + folder.resolve(".hikyaku/ledger"), "hikyaku", "hikyaku", key)
                : LedgerOracle.read(url, environment.getOrDefault("HIKYAKU_LEDGER_USER", "root"), "", key);
    }

    /// Asks all judges about a run that is finished.
    ///
    /// @param kills processes of it that were killed
    public Evidence judge(String key, int kills) {
        assertThat(oneAtATime.offences()).isEmpty();
        var ledger = ledger(key);
        assertThat(ledger.state()).isEqualTo("finished");
        assertThat(ledger.recipients()).isEqualTo(phonesOf.size());
        var inFlight = (long) kills * FIRST;
        var evidence = new Evidence(phonesOf, provider.phones(), ledger.deliveries(), ledger.owed(), inFlight, repeats);
        PushCourt.judge(evidence);
        return evidence;
    }

    @Override
    public void close() {
        children.forEach(Child::close);
    }
}
