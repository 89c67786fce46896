package dev.hikyaku.run;

import dev.hikyaku.servers.PostgresServer;

class PostgresDriftTest extends DriftContract {
    private final String url = PostgresServer.newDatabase();

    @Override
    String ledgerUrl() {
        return url;
    }
}
