package dev.hikyaku.run;

class H2OutcomesTest extends OutcomesContract {
    @Override
    String ledgerUrl() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }
}
