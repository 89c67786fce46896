package dev.hikyaku.run;

import dev.hikyaku.servers.PostgresServer;

class PostgresRunTest extends RunContract {
    private final String url = PostgresServer.newDatabase();

    @Override
    String ledgerUrl() {
        return url;
    }
}
