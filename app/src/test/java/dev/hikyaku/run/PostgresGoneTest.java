package dev.hikyaku.run;

import dev.hikyaku.servers.PostgresServer;

class PostgresGoneTest extends GoneContract {
    private final String url = PostgresServer.newDatabase();

    @Override
    String ledgerUrl() {
        return url;
    }
}
