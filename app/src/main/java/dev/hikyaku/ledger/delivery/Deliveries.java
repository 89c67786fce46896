package dev.hikyaku.ledger.delivery;

import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.delivery.news.News;
import dev.hikyaku.ledger.delivery.part.Parts;
import dev.hikyaku.ledger.delivery.share.Shares;
import dev.hikyaku.ledger.delivery.story.DeliveryStory;
import dev.hikyaku.ledger.delivery.story.Erasure;
import dev.hikyaku.ledger.delivery.story.Notes;
import dev.hikyaku.ledger.delivery.story.Spent;
import dev.hikyaku.ledger.delivery.story.Unfinished;
import dev.hikyaku.ledger.dialect.Dialect;

/// Campaigns in the ledger: their runs, their audiences, and every delivery.
public final class Deliveries {
    private final Transactions transactions;
    private final Dialect dialect;

    /// Over the ledger's tables.
    public Deliveries(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /// Starts of campaigns.
    public CampaignRuns runs() {
        return new CampaignRuns(transactions);
    }

    /// Runs that a person has to agree to.
    public Approvals approvals() {
        return new Approvals(transactions);
    }

    /// Audiences becoming deliveries.
    public Recipients recipients() {
        return new Recipients(transactions, dialect);
    }

    /// What is due, and what becomes of it before it is sent.
    public DueDeliveries due() {
        return new DueDeliveries(transactions, dialect);
    }

    /// What became of what was sent.
    public Outcomes outcomes() {
        return new Outcomes(transactions, dialect);
    }

    /// Deliveries that end unsent: expired, cancelled, withdrawn.
    public Unsent unsent() {
        return new Unsent(transactions, dialect);
    }

    /// Facts about devices that were learned from providers.
    public DeviceFacts devices() {
        return new DeviceFacts(transactions);
    }

    /// The balance of each run.
    public CampaignBooks books() {
        return new CampaignBooks(transactions);
    }

    /// What happened to each.
    public DeliveryStory story() {
        return new DeliveryStory(transactions);
    }

    /// Once-keys and places of caps that are spent.
    public Spent spent() {
        return new Spent(transactions, dialect);
    }

    /// What providers tell after they accepted something.
    public News news() {
        return new News(transactions, dialect, devices());
    }

    /// What runs that send at the same time leave to each other.
    public Shares shares() {
        return new Shares(transactions, dialect);
    }

    /// Runs whose process ended in the middle.
    public Unfinished unfinished() {
        return new Unfinished(transactions);
    }

    /// Runs that several processes send together.
    public Parts parts() {
        return new Parts(transactions, dialect);
    }

    /// Recipients that are to be forgotten.
    public Erasure erasure() {
        return new Erasure(transactions);
    }

    /// Missed starts and tests.
    public Notes notes() {
        return new Notes(transactions);
    }
}
