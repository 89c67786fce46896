package dev.hikyaku.run.mariadb;

import dev.hikyaku.run.RunContract;
import dev.hikyaku.servers.MariaDbServer;

class MariaDbRunTest extends RunContract {
    private final String url = MariaDbServer.newDatabase();

    @Override
    protected String ledgerUrl() {
        return url;
    }
}
