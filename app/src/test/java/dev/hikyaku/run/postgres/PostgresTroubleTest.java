package dev.hikyaku.run.postgres;

import dev.hikyaku.run.TroubleContract;
import dev.hikyaku.servers.PostgresServer;

class PostgresTroubleTest extends TroubleContract {
    private final String url = PostgresServer.newDatabase();

    @Override
    protected String ledgerUrl() {
        return url;
    }
}
