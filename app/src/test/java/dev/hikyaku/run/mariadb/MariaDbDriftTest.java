package dev.hikyaku.run.mariadb;

import dev.hikyaku.run.DriftContract;
import dev.hikyaku.servers.MariaDbServer;

class MariaDbDriftTest extends DriftContract {
    private final String url = MariaDbServer.newDatabase();

    @Override
    protected String ledgerUrl() {
        return url;
    }
}
