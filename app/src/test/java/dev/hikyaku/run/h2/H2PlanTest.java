package dev.hikyaku.run.h2;

import dev.hikyaku.run.PlanContract;

class H2PlanTest extends PlanContract {
    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }
}
