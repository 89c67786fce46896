package dev.hikyaku.run;

import dev.hikyaku.servers.PostgresServer;

class PostgresTroubleTest extends TroubleContract {
    private final String url = PostgresServer.newDatabase();

    @Override
    String ledgerUrl() {
        return url;
    }
}
