package dev.hikyaku.push;

import dev.hikyaku.ledger.Ledger;

class H2StoryTest extends StoryContract {
    @Override
    Ledger.Settings settings() {
        return new Ledger.Settings("jdbc:h2:file:" + folder.resolve("ledger"), "hikyaku", "");
    }
}
