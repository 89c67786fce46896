package dev.hikyaku.run.h2;

import dev.hikyaku.run.CallsContract;

class H2CallsTest extends CallsContract {
    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }
}
