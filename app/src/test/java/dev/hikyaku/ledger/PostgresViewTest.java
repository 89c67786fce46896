package dev.hikyaku.ledger;

import dev.hikyaku.servers.PostgresServer;

class PostgresViewTest extends ViewContract {
    private final String url = PostgresServer.newDatabase();

    @Override
    Ledger.Settings settings() {
        return new Ledger.Settings(url, "root", "");
    }
}
