package dev.hikyaku.run;

import dev.hikyaku.servers.MariaDbServer;

class MariaDbCallsTest extends CallsContract {
    private final String url = MariaDbServer.newDatabase();

    @Override
    String ledgerUrl() {
        return url;
    }
}
