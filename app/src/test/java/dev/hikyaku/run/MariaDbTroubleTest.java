package dev.hikyaku.run;

import dev.hikyaku.servers.MariaDbServer;

class MariaDbTroubleTest extends TroubleContract {
    private final String url = MariaDbServer.newDatabase();

    @Override
    String ledgerUrl() {
        return url;
    }
}
