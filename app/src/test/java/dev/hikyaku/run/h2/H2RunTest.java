package dev.hikyaku.run.h2;

import dev.hikyaku.run.RunContract;

class H2RunTest extends RunContract {
    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }
}
