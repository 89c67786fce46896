package dev.hikyaku.ledger.people;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.servers.MariaDbServer;

class MariaDbPeopleTest extends PeopleContract {
    private final String url = MariaDbServer.newDatabase();

    @Override
    Ledger.Settings settings() {
        return new Ledger.Settings(url, "root", "");
    }
}
