package dev.hikyaku.ledger.view;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;

/// Questions to the ledger, by subject.
public final class Views {
    private final Ledger ledger;
    private final Transactions transactions;
    private final Dialect dialect;
    private final Tallies tallies;

    /// Over the ledger's tables.
    ///
    /// @param tallies what was counted before
    public Views(Ledger ledger, Transactions transactions, Dialect dialect, Tallies tallies) {
        this.ledger = ledger;
        this.transactions = transactions;
        this.dialect = dialect;
        this.tallies = tallies;
    }

    /// Where syncs stand.
    public Syncs syncs() {
        return new Syncs(ledger, transactions, dialect);
    }

    /// Where campaigns stand.
    public Campaigns campaigns() {
        return new Campaigns(ledger.deliveries(), transactions, tallies);
    }

    /// Changes by filter.
    public ChangeList changes() {
        return new ChangeList(transactions, dialect);
    }

    /// Deliveries by filter.
    public DeliveryList deliveries() {
        return new DeliveryList(transactions, dialect);
    }

    /// What needs somebody.
    public ProblemList problems() {
        return new ProblemList(transactions, dialect);
    }

    /// Runs of syncs.
    public RunList runs() {
        return new RunList(ledger, transactions);
    }

    /// Finds what somebody has a key or an id of.
    public Search search() {
        return new Search(ledger, transactions);
    }

    /// What was noted.
    public Activity activity() {
        return new Activity(transactions);
    }
}
