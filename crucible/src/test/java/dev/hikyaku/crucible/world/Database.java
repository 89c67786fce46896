package dev.hikyaku.crucible.world;

import dev.hikyaku.servers.MariaDbServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Where the application's rows and the ledger live.
public enum Database {
    /// Both are files in the project's folder; the ledger is the one every new project has.
    H2,
    /// Both are databases of one real server.
    MARIADB;

    /// How to reach the application's rows.
    ///
    /// @param tableOptions ends each `CREATE TABLE`, for servers that do not speak UTF-8 by themselves
    record Access(String url, String user, String tableOptions) {}

    Access application(Path folder) {
        return switch (this) {
            case H2 -> new Access("jdbc:h2:file:" + folder.resolve("shop"), "sa", "");
            case MARIADB -> new Access(MariaDbServer.newDatabase(), "root", " CHARACTER SET utf8mb4");
        };
    }

    /// What the program is told about its ledger.
    Map<String, String> ledger() {
        var environment = new HashMap<String, String>();
        if (this == MARIADB) {
            environment.put("HIKYAKU_LEDGER_URL", MariaDbServer.newDatabase());
            environment.put("HIKYAKU_LEDGER_USER", "root");
            environment.put("HIKYAKU_LEDGER_PASSWORD", "");
        }
        return environment;
    }
}
