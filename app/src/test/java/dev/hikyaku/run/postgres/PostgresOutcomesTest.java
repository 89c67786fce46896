package dev.hikyaku.run.postgres;

import dev.hikyaku.run.OutcomesContract;
import dev.hikyaku.servers.PostgresServer;

class PostgresOutcomesTest extends OutcomesContract {
    private final String url = PostgresServer.newDatabase();

    @Override
    protected String ledgerUrl() {
        return url;
    }
}
