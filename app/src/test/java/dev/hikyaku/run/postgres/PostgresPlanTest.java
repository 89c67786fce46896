package dev.hikyaku.run.postgres;

import dev.hikyaku.run.PlanContract;
import dev.hikyaku.servers.PostgresServer;

class PostgresPlanTest extends PlanContract {
    private final String url = PostgresServer.newDatabase();

    @Override
    protected String ledgerUrl() {
        return url;
    }
}
