package dev.hikyaku.run;

class H2GoneTest extends GoneContract {
    @Override
    String ledgerUrl() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }
}
