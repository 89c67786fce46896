package dev.hikyaku.run;

class H2TroubleTest extends TroubleContract {
    @Override
    String ledgerUrl() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }
}
