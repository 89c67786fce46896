package dev.hikyaku.crucible.world;

import dev.hikyaku.servers.MariaDbServer;
import dev.hikyaku.servers.PostgresServer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// Where the application's rows and the ledger live.
public enum Database {
    /// Both are files in the project's folder; the ledger is the one every new project has.
    H2,
    /// Both are files that one server has open, so that many processes reach them.
    H2_SERVER,
    /// Both are databases of one real server.
    MARIADB,
    /// Both are databases of one real server.
    POSTGRES;

    private static final String CHOSEN = System.getProperty(
            "crucible.databases", Boolean.getBoolean("crucible.full") ? "H2|MARIADB|POSTGRES" : "H2|MARIADB");

    /// How to reach the application's rows.
    ///
    /// @param tableOptions ends each `CREATE TABLE`, for servers that do not speak UTF-8 by themselves
    record Access(String url, String user, String tableOptions) {}

    /// Those that a test about any database runs on: `-Dcrucible.databases=H2|MARIADB` chooses them.
    public static Stream<Database> chosen() {
        return Arrays.stream(values()).filter(database -> database.name().matches(CHOSEN));
    }

    /// Those that many processes reach at the same time, of the chosen ones and the server of H2.
    public static Stream<Database> servers() {
        return Arrays.stream(values())
                .filter(database -> database == H2_SERVER && CHOSEN.contains("H2")
                        || database != H2 && database.name().matches(CHOSEN));
    }

    Access application(Path folder) {
        return switch (this) {
            case H2 -> new Access("jdbc:h2:file:" + folder.resolve("shop"), "sa", "");
            case H2_SERVER -> new Access(H2Server.database(folder.resolve("shop")), "sa", "");
            case MARIADB -> new Access(MariaDbServer.newDatabase(), "root", " CHARACTER SET utf8mb4");
            case POSTGRES -> new Access(PostgresServer.newDatabase(), "root", "");
        };
    }

    /// What the program is told about its ledger; nothing where it has to find the embedded one by itself.
    Map<String, String> ledger(Path folder) {
        return switch (this) {
            case H2 -> new HashMap<>();
            case H2_SERVER -> told(H2Server.database(folder.resolve("ledger")), "sa");
            case MARIADB -> told(MariaDbServer.newDatabase(), "root");
            case POSTGRES -> told(PostgresServer.newDatabase(), "root");
        };
    }

    private static Map<String, String> told(String url, String user) {
        return Map.of("HIKYAKU_LEDGER_URL", url, "HIKYAKU_LEDGER_USER", user, "HIKYAKU_LEDGER_PASSWORD", "");
    }
}
