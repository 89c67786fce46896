package dev.hikyaku.run;

class H2RunTest extends RunContract {
    @Override
    String ledgerUrl() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }
}
