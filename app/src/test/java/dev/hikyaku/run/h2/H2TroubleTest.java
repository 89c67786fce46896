package dev.hikyaku.run.h2;

import dev.hikyaku.run.TroubleContract;

class H2TroubleTest extends TroubleContract {
    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }
}
