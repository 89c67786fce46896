package dev.hikyaku.cli;

import dev.hikyaku.simulators.push.fcm.FcmSimulator;
import dev.hikyaku.simulators.push.fcm.FcmSimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/// A garage whose customers have phones, a fake FCM, and the project between them; the process's settings point at
/// them.
final class GarageProject implements AutoCloseable {
    private static final List<String> SETTINGS = List.of(
            "application.url",
            "application.user",
            "application.password",
            "fcm.credentials",
            "push.only",
            "push.before-repeat");

    final Path folder;
    final FcmSimulator fcm;
    private final String url;

    GarageProject(Path parent) throws IOException, SQLException {
        folder = Files.createDirectories(parent.resolve("project/campaigns")).getParent();
        url = "jdbc:h2:file:" + parent.resolve("garage");
        fcm = FcmSimulator.start(FcmSimulatorOptions.of(parent.resolve("fcm")));
        write("hikyaku.yaml", """
                version: 1
                zone: Asia/Tokyo
                push:
                  gateway: fcm
                  fcm: { url: '%s' }
                  devices:
                    table: devices
                    user: user_id
                    address: token
                    platform: platform
                    zone: zone
                    locale: locale
                  consents:
                    letters: { table: agreeing, user: user_id }
                """.formatted(fcm.url()));
        write("campaigns/reminder.yaml", campaign(""));
        fill();
        set("application.url", url);
        set("application.user", "app");
        set("application.password", "secret");
        set("fcm.credentials", fcm.serviceAccount());
    }

    /// The reminder, with more keys.
    static String campaign(String more) {
        return """
                version: 1
                campaign: reminder
                label: { ja: お知らせ, en: Reminder }
                audience:
                  sql: SELECT user_id, car_id, plate FROM cars ORDER BY car_id
                  once: [user_id, car_id]
                  consent: letters
                message:
                  default: ja
                  ja: { title: お知らせ, body: "{{plate}} の車検" }
                  en: { title: Reminder, body: "{{plate}} is due" }
                  open: "app://cars/{{car_id}}"
                  ttl: 12h
                """ + more;
    }

    private void fill() throws SQLException {
        sql(
                "CREATE TABLE cars (car_id INT, user_id INT, plate VARCHAR(20))",
                "CREATE TABLE devices (user_id INT, token VARCHAR(20), platform VARCHAR(10), zone VARCHAR(40),"
                        + " locale VARCHAR(10))",
                "CREATE TABLE agreeing (user_id INT)",
                "INSERT INTO cars VALUES (1, 1, '品川 1'), (2, 2, 'A 2'), (3, 3, 'A 3'), (4, 4, 'A 4'), (5, 5, NULL),"
                        + " (1, 1, '品川 1')",
                "INSERT INTO devices VALUES (1, 'one', 'android', NULL, 'ja'), (1, 'pad', 'ios', NULL, 'ja'),"
                        + " (2, 'two', 'ios', NULL, 'en-GB'), (3, 'three', 'android', NULL, NULL),"
                        + " (5, 'five', 'android', NULL, NULL), (9, 'nine', 'android', NULL, 'en')",
                "INSERT INTO agreeing VALUES (1), (2), (4), (5), (9)");
    }

    static void set(String name, String value) {
        System.setProperty("hikyaku." + name, value);
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    void sql(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(url, "app", "secret");
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /// Types a command about this project.
    Said say(String command) {
        return Said.by((command + " --project " + folder).split(" "));
    }

    /// What phones show, in the order of their tokens.
    List<String> shown() {
        return fcm.phones().addresses("", 100).stream()
                .sorted()
                .flatMap(token -> fcm.phones().shown(token).stream().map(one -> token + ": " + one.body()))
                .toList();
    }

    @Override
    public void close() {
        fcm.close();
        SETTINGS.forEach(name -> System.clearProperty("hikyaku." + name));
    }
}
