package dev.hikyaku.run.postgres;

import dev.hikyaku.run.GoneContract;
import dev.hikyaku.servers.PostgresServer;

class PostgresGoneTest extends GoneContract {
    private final String url = PostgresServer.newDatabase();

    @Override
    protected String ledgerUrl() {
        return url;
    }
}
