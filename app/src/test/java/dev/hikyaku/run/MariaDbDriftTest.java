package dev.hikyaku.run;

import dev.hikyaku.servers.MariaDbServer;

class MariaDbDriftTest extends DriftContract {
    private final String url = MariaDbServer.newDatabase();

    @Override
    String ledgerUrl() {
        return url;
    }
}
