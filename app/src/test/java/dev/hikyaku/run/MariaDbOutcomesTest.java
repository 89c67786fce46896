package dev.hikyaku.run;

import dev.hikyaku.servers.MariaDbServer;

class MariaDbOutcomesTest extends OutcomesContract {
    private final String url = MariaDbServer.newDatabase();

    @Override
    String ledgerUrl() {
        return url;
    }
}
