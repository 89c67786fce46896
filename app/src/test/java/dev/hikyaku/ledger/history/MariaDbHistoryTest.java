package dev.hikyaku.ledger.history;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.servers.MariaDbServer;

class MariaDbHistoryTest extends HistoryContract {
    private final String url = MariaDbServer.newDatabase();

    @Override
    Ledger.Settings settings() {
        return new Ledger.Settings(url, "root", "");
    }
}
