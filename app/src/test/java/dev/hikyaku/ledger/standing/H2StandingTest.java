package dev.hikyaku.ledger.standing;

import dev.hikyaku.ledger.Ledger;

class H2StandingTest extends StandingContract {
    private final String url = "jdbc:h2:mem:standing" + System.nanoTime();

    @Override
    Ledger.Settings settings() {
        return new Ledger.Settings(url, "hikyaku", "");
    }
}
