package dev.hikyaku.run.postgres;

import dev.hikyaku.run.RunContract;
import dev.hikyaku.servers.PostgresServer;

class PostgresRunTest extends RunContract {
    private final String url = PostgresServer.newDatabase();

    @Override
    protected String ledgerUrl() {
        return url;
    }
}
