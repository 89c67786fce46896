package dev.hikyaku.run;

class H2DriftTest extends DriftContract {
    @Override
    String ledgerUrl() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }
}
