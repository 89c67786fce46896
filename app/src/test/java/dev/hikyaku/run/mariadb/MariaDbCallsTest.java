package dev.hikyaku.run.mariadb;

import dev.hikyaku.run.CallsContract;
import dev.hikyaku.servers.MariaDbServer;

class MariaDbCallsTest extends CallsContract {
    private final String url = MariaDbServer.newDatabase();

    @Override
    protected String ledgerUrl() {
        return url;
    }
}
