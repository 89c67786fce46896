package dev.hikyaku.run;

import dev.hikyaku.servers.MariaDbServer;

class MariaDbGoneTest extends GoneContract {
    private final String url = MariaDbServer.newDatabase();

    @Override
    String ledgerUrl() {
        return url;
    }
}
