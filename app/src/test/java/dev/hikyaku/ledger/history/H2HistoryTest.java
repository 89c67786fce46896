package dev.hikyaku.ledger.history;

import dev.hikyaku.ledger.Ledger;

class H2HistoryTest extends HistoryContract {
    private final String url = "jdbc:h2:mem:history" + System.nanoTime();

    @Override
    Ledger.Settings settings() {
        return new Ledger.Settings(url, "hikyaku", "");
    }
}
