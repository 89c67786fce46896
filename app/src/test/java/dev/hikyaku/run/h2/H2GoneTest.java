package dev.hikyaku.run.h2;

import dev.hikyaku.run.GoneContract;

class H2GoneTest extends GoneContract {
    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }
}
