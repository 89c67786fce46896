package dev.hikyaku.run.postgres;

import dev.hikyaku.run.CallsContract;
import dev.hikyaku.servers.PostgresServer;

class PostgresCallsTest extends CallsContract {
    private final String url = PostgresServer.newDatabase();

    @Override
    protected String ledgerUrl() {
        return url;
    }
}
