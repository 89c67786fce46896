package dev.hikyaku.crucible.world;

import dev.hikyaku.simulators.push.phones.Phones;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The project of `examples/kinto-push` with its tables in MariaDB and SNS on this machine.
public final class Garage implements AutoCloseable {
    private static final Path EXAMPLE = Path.of(System.getProperty("hikyaku.root"), "examples", "kinto-push");
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final String CAMPAIGN = "inspection-reminder";
    private static final String TITLE = "車検のお知らせ";

    private final Path project;
    private final Path output;
    private final FakeProvider sns;
    private final Database.Access access;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();
    private final Map<String, Long> before = new HashMap<>();
    private final List<Child> children = new ArrayList<>();

    /// A row of the table of outcomes.
    ///
    /// @param group what is the matter with the devices
    /// @param shown phones that show the newest reminder
    /// @param twice phones whose owners saw one twice
    public record Line(String group, String outcome, String code, long devices, long shown, long twice) {}

    /// Copies the example; only the address of SNS and the ARN are the simulator's.
    public Garage(Path folder) {
        project = folder.resolve("kinto-push");
        output = folder.resolve("output");
        sns = FakeProvider.start(Provider.SNS, folder.resolve("sns"));
        access = Database.MARIADB.application(project);
        try {
            Files.createDirectories(project.resolve("campaigns"));
            var campaign = "campaigns/" + CAMPAIGN + ".yaml";
            Files.copy(EXAMPLE.resolve(campaign), project.resolve(campaign));
            var manifest = Files.readString(EXAMPLE.resolve("hikyaku.yaml"))
                    .replaceFirst("arn:aws:sns:[^\"]+", sns.application())
                    .replaceFirst("(?m)^    region:", "    url: \"" + sns.url() + "\"\n    region:");
            Files.writeString(project.resolve("hikyaku.yaml"), manifest);
            for (var statement : Files.readString(EXAMPLE.resolve("tables.sql")).split(";\n")) {
                sql(statement);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        environment.putAll(Database.MARIADB.ledger(folder));
        environment.putAll(sns.environment());
        environment.put("HIKYAKU_APPLICATION_URL", access.url());
        environment.put("HIKYAKU_APPLICATION_USER", access.user());
        environment.put("HIKYAKU_APPLICATION_PASSWORD", "");
        environment.put("HIKYAKU_LANG", "en");
    }

    private void sql(String statement) {
        if (statement.isBlank()) {
            return;
        }
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

    /// Users with one car and one phone each. 1 % will be throttled, 0.5 % answered late, 5 % are known to SNS from
    /// elsewhere, 2 % will be disabled; nothing is due yet.
    public void moveIn(int users) {
        try (var connection = connect();
                var user = connection.prepareStatement("INSERT INTO users VALUES (?, 1)");
                var car = connection.prepareStatement("INSERT INTO cars VALUES (?, ?, ?, '2999-01-01')");
                var device = connection.prepareStatement(
                        "INSERT INTO device_tokens VALUES (?, ?, 'android', '2026-01-01 00:00:00')")) {
            for (var id = 1; id <= users; id++) {
                var token = group(id, users) + "-" + id + "-";
                tokens.put(Integer.toString(id), token);
                user.setInt(1, id);
                user.addBatch();
                car.setInt(1, id);
                car.setInt(2, id);
                car.setString(3, "品川 " + id);
                car.addBatch();
                device.setInt(1, id);
                device.setString(2, token);
                device.addBatch();
            }
            user.executeBatch();
            car.executeBatch();
            device.executeBatch();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        tokens.values().stream()
                .filter(token -> token.startsWith("taken"))
                .forEach(token -> sns.endpoint(token, "another program's"));
    }

    private static String group(int id, int users) {
        var fromEnd = users - id;
        if (fromEnd < users * 2 / 100) {
            return "disabled";
        }
        var place = id - 21; // the first twenty are well, and stand for those of earlier runs
        if (place < 0) {
            return "well";
        }
        if (place < users / 100) {
            return "throttled";
        }
        if (place < users / 100 + users / 200) {
            return "late";
        }
        return place < users / 100 + users / 200 + users * 5 / 100 ? "taken" : "well";
    }

    /// Inspections of these cars are due in so many days, which is news.
    public void carsDue(String condition, int days) {
        sql("UPDATE cars SET inspection_on = CURRENT_DATE + INTERVAL " + days + " DAY WHERE " + condition);
    }

    /// From now on something is the matter with some devices.
    public void badDay() {
        var phones = sns.phones();
        tokens.values().forEach(token -> {
            before.put(token, phones.copies(token));
            if (token.startsWith("disabled")) {
                sns.disable(sns.endpointOf(token));
            } else if (token.startsWith("throttled")) {
                sns.fault("{\"kind\":\"throttle\",\"token\":\"" + token + "\",\"times\":1}");
            }
        });
        sns.fault("{\"kind\":\"slowAnswer\",\"action\":\"Publish\",\"token\":\"late-\",\"millis\":30000}");
    }

    /// `hikyaku run` of the campaign, to its end.
    public Child.Ended run(String key) {
        var arguments = List.of("run", CAMPAIGN, "--key", key, "--project", project.toString());
        var child = Child.start(output, Java.hikyaku(List.of(), arguments), environment);
        children.add(child);
        return child.await(PATIENCE);
    }

    /// A run as the ledger tells of it.
    public LedgerOracle ledger(String key) {
        return LedgerOracle.read(environment.getOrDefault("HIKYAKU_LEDGER_URL", ""), "root", "", key);
    }

    /// Outcomes by the ledger, and what phones show of them, by group of devices.
    public List<Line> table(String key) {
        var phones = sns.phones();
        var lines = new TreeMap<String, Line>();
        for (var delivery : ledger(key).deliveries()) {
            var token = tokens.getOrDefault(delivery.user(), "?");
            var line = new Line(
                    token.substring(0, token.indexOf('-')),
                    delivery.outcome(),
                    delivery.outcome().equals("accepted") ? "" : delivery.code(),
                    1,
                    shows(phones, token) ? 1 : 0,
                    phones.visibleDuplicates(token) > 0 ? 1 : 0);
            lines.merge(line.group() + line.outcome() + line.code(), line, Garage::sum);
        }
        return List.copyOf(lines.values());
    }

    private static Line sum(Line one, Line other) {
        return new Line(
                one.group(),
                one.outcome(),
                one.code(),
                one.devices() + other.devices(),
                one.shown() + other.shown(),
                one.twice() + other.twice());
    }

    /// One copy more than before the bad day, with the words of the campaign and this user's plate.
    private boolean shows(Phones phones, String token) {
        var plate = "品川 " + token.split("-")[1] + " の";
        return phones.copies(token) == before.getOrDefault(token, 0L) + 1
                && phones.shown(token).stream()
                        .anyMatch(shown ->
                                shown.title().equals(TITLE) && shown.body().startsWith(plate));
    }

    /// All that ever arrived on phones.
    public long copies() {
        return sns.phones().counts().arrivals();
    }

    @Override
    public void close() {
        children.forEach(Child::close);
        sns.close();
    }
}
