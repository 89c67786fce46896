package dev.hikyaku.run.mariadb;

import dev.hikyaku.run.PlanContract;
import dev.hikyaku.servers.MariaDbServer;

class MariaDbPlanTest extends PlanContract {
    private final String url = MariaDbServer.newDatabase();

    @Override
    protected String ledgerUrl() {
        return url;
    }
}
