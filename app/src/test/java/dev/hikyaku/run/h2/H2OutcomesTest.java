package dev.hikyaku.run.h2;

import dev.hikyaku.run.OutcomesContract;

class H2OutcomesTest extends OutcomesContract {
    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }
}
