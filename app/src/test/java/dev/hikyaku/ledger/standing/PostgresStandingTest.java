package dev.hikyaku.ledger.standing;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.servers.PostgresServer;

class PostgresStandingTest extends StandingContract {
    private final String url = PostgresServer.newDatabase();

    @Override
    Ledger.Settings settings() {
        return new Ledger.Settings(url, "root", "");
    }
}
