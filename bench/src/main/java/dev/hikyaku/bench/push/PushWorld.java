package dev.hikyaku.bench.push;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;

/// The application whose users are written to: users with one phone each, and the campaign.
final class PushWorld {
    static final String TITLE = "Inspection due";
    static final String BODY = "Your car's inspection is due soon.";
    static final String CAMPAIGN = "inspection";

    private static final String PROJECT = """
            version: 1
            push:
              gateway: fcm
              zone: Asia/Tokyo
              devices:
                table: devices
                user: user_id
                address: token
                registeredAt: registered_at
              fcm: { url: "{fcm}", perMinute: 60000000 }
            """;

    private static final String YAML = """
            version: 1
            campaign: inspection
            label: { en: Inspection, ja: 車検 }
            audience:
              sql: SELECT id AS user_id, locale FROM users
              once: [user_id]
            message:
              default: en
              en: { title: "{title}", body: "{body}" }
              ttl: 1h
            """;

    private PushWorld() {}

    /// Makes `users` and `devices`.
    static void fill(String url, String user, int devices) throws SQLException {
        try (var connection = DriverManager.getConnection(url, user, "");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (id BIGINT PRIMARY KEY, locale VARCHAR(10) NOT NULL)");
            statement.execute("CREATE TABLE devices (user_id BIGINT NOT NULL, token VARCHAR(200) NOT NULL,"
                    + " registered_at TIMESTAMP NOT NULL, PRIMARY KEY (user_id))");
            var numbers = url.startsWith("jdbc:postgresql:")
                    ? "generate_series(1, " + devices + ") AS seq"
                    : "seq_1_to_" + devices;
            statement.execute("INSERT INTO users SELECT seq, 'en' FROM " + numbers);
            statement.execute("INSERT INTO devices SELECT seq, CONCAT('phone-', seq, '-', REPEAT('x', 120)),"
                    + " CURRENT_TIMESTAMP FROM " + numbers);
        }
    }

    /// A project whose campaign waits for an approval when its audience is in the ledger.
    static void writeProjectThatWaits(Path folder, String fcm) throws IOException {
        writeProject(folder, fcm);
        Files.writeString(
                folder.resolve("campaigns/inspection.yaml"),
                "approval: { above: 0, by: marketing }\n",
                StandardOpenOption.APPEND);
    }

    static void writeProject(Path folder, String fcm) throws IOException {
        Files.createDirectories(folder.resolve("campaigns"));
        Files.writeString(folder.resolve("hikyaku.yaml"), PROJECT.replace("{fcm}", fcm));
        Files.writeString(
                folder.resolve("campaigns/inspection.yaml"),
                YAML.replace("{title}", TITLE).replace("{body}", BODY));
    }
}
