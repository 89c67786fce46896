package dev.hikyaku.run.h2;

import dev.hikyaku.run.DriftContract;

class H2DriftTest extends DriftContract {
    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }
}
