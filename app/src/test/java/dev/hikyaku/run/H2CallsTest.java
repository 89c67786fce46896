package dev.hikyaku.run;

class H2CallsTest extends CallsContract {
    @Override
    String ledgerUrl() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }
}
