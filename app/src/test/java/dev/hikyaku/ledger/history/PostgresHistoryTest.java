package dev.hikyaku.ledger.history;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.servers.PostgresServer;

class PostgresHistoryTest extends HistoryContract {
    private final String url = PostgresServer.newDatabase();

    @Override
    Ledger.Settings settings() {
        return new Ledger.Settings(url, "root", "");
    }
}
