package dev.hikyaku.run.postgres;

import dev.hikyaku.run.GoneByCallsContract;
import dev.hikyaku.servers.PostgresServer;

class PostgresGoneByCallsTest extends GoneByCallsContract {
    private final String url = PostgresServer.newDatabase();

    @Override
    protected String ledgerUrl() {
        return url;
    }
}
