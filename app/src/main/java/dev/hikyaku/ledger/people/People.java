package dev.hikyaku.ledger.people;

import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;

/// Who may use the dashboard, and what they did there.
public final class People {
    private final Transactions transactions;
    private final Dialect dialect;

    /// Over the ledger's tables.
    public People(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /// Who may log in by name and password.
    public Users users() {
        return new Users(transactions, dialect);
    }

    /// What people did.
    public Audit audit() {
        return new Audit(transactions);
    }
}
