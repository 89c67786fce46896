package dev.hikyaku.run.mariadb;

import dev.hikyaku.run.GoneByCallsContract;
import dev.hikyaku.servers.MariaDbServer;

class MariaDbGoneByCallsTest extends GoneByCallsContract {
    private final String url = MariaDbServer.newDatabase();

    @Override
    protected String ledgerUrl() {
        return url;
    }
}
