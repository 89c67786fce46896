package dev.hikyaku.ledger.people;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.servers.PostgresServer;

class PostgresPeopleTest extends PeopleContract {
    private final String url = PostgresServer.newDatabase();

    @Override
    Ledger.Settings settings() {
        return new Ledger.Settings(url, "root", "");
    }
}
