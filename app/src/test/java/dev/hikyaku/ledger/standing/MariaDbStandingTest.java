package dev.hikyaku.ledger.standing;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.servers.MariaDbServer;

class MariaDbStandingTest extends StandingContract {
    private final String url = MariaDbServer.newDatabase();

    @Override
    Ledger.Settings settings() {
        return new Ledger.Settings(url, "root", "");
    }
}
