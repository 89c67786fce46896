package dev.hikyaku.push;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.servers.PostgresServer;

class PostgresStoryTest extends StoryContract {
    private final String url = PostgresServer.newDatabase();

    @Override
    Ledger.Settings settings() {
        return new Ledger.Settings(url, "root", "");
    }
}
