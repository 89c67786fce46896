package dev.hikyaku.run.postgres;

import dev.hikyaku.run.DriftContract;
import dev.hikyaku.servers.PostgresServer;

class PostgresDriftTest extends DriftContract {
    private final String url = PostgresServer.newDatabase();

    @Override
    protected String ledgerUrl() {
        return url;
    }
}
