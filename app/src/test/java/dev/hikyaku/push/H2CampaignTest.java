package dev.hikyaku.push;

import dev.hikyaku.ledger.Ledger;

class H2CampaignTest extends CampaignContract {
    @Override
    Ledger.Settings settings() {
        return new Ledger.Settings("jdbc:h2:file:" + folder.resolve("ledger"), "hikyaku", "");
    }
}
