package dev.hikyaku.push;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.servers.PostgresServer;

class PostgresCampaignTest extends CampaignContract {
    private final String url = PostgresServer.newDatabase();

    @Override
    Ledger.Settings settings() {
        return new Ledger.Settings(url, "root", "");
    }
}
