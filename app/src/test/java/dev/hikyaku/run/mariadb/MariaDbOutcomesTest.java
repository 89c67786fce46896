package dev.hikyaku.run.mariadb;

import dev.hikyaku.run.OutcomesContract;
import dev.hikyaku.servers.MariaDbServer;

class MariaDbOutcomesTest extends OutcomesContract {
    private final String url = MariaDbServer.newDatabase();

    @Override
    protected String ledgerUrl() {
        return url;
    }
}
