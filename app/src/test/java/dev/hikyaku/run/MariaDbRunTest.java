package dev.hikyaku.run;

import dev.hikyaku.servers.MariaDbServer;

class MariaDbRunTest extends RunContract {
    private final String url = MariaDbServer.newDatabase();

    @Override
    String ledgerUrl() {
        return url;
    }
}
