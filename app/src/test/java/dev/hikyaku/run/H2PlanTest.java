package dev.hikyaku.run;

class H2PlanTest extends PlanContract {
    @Override
    String ledgerUrl() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }
}
