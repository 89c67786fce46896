package dev.hikyaku.run.mariadb;

import dev.hikyaku.run.TroubleContract;
import dev.hikyaku.servers.MariaDbServer;

class MariaDbTroubleTest extends TroubleContract {
    private final String url = MariaDbServer.newDatabase();

    @Override
    protected String ledgerUrl() {
        return url;
    }
}
