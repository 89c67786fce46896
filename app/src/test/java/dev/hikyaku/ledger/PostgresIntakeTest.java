package dev.hikyaku.ledger;

import dev.hikyaku.servers.PostgresServer;

class PostgresIntakeTest extends IntakeContract {
    private final String url = PostgresServer.newDatabase();

    @Override
    Ledger.Settings settings() {
        return new Ledger.Settings(url, "root", "");
    }
}
