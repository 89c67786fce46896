package dev.hikyaku.run.h2;

import dev.hikyaku.run.GoneByCallsContract;

class H2GoneByCallsTest extends GoneByCallsContract {
    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }
}
