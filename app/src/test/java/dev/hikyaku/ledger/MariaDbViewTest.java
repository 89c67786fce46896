package dev.hikyaku.ledger;

import dev.hikyaku.servers.MariaDbServer;

class MariaDbViewTest extends ViewContract {
    private final String url = MariaDbServer.newDatabase();

    @Override
    Ledger.Settings settings() {
        return new Ledger.Settings(url, "root", "");
    }
}
