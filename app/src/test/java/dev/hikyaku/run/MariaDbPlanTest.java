package dev.hikyaku.run;

import dev.hikyaku.servers.MariaDbServer;

class MariaDbPlanTest extends PlanContract {
    private final String url = MariaDbServer.newDatabase();

    @Override
    String ledgerUrl() {
        return url;
    }
}
