package dev.hikyaku.run.mariadb;

import dev.hikyaku.run.GoneContract;
import dev.hikyaku.servers.MariaDbServer;

class MariaDbGoneTest extends GoneContract {
    private final String url = MariaDbServer.newDatabase();

    @Override
    protected String ledgerUrl() {
        return url;
    }
}
