package dev.hikyaku.push;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.servers.MariaDbServer;

class MariaDbStoryTest extends StoryContract {
    private final String url = MariaDbServer.newDatabase();

    @Override
    Ledger.Settings settings() {
        return new Ledger.Settings(url, "root", "");
    }
}
