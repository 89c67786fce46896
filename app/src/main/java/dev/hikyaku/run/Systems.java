package dev.hikyaku.run;

import dev.hikyaku.intake.ApplicationDatabase;
import dev.hikyaku.intake.outbox.OutboxDoor;
import dev.hikyaku.salesforce.Budget;
import dev.hikyaku.salesforce.ObjectDescription;
import dev.hikyaku.salesforce.Salesforce;
import dev.hikyaku.salesforce.SalesforceException;
import dev.hikyaku.sync.Work;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The application's database and the org of one run or plan, each connected when it is first needed.
public final class Systems implements Work.Descriptions, AutoCloseable {
    private final Project project;
    private final Map<String, ObjectDescription> descriptions = new HashMap<>();
    private final Budget budget = new Budget(Budget.DEFAULT_RESERVE, Clock.systemUTC());
    private @Nullable ApplicationDatabase application;
    private Optional<OutboxDoor> outbox = Optional.empty();
    private boolean lookedForOutbox;
    private @Nullable Salesforce salesforce;
    private boolean wasLetIn;

    /// Connects to nothing yet.
    public Systems(Project project) {
        this.project = project;
    }

    /// The application's database.
    public synchronized ApplicationDatabase application() {
        var open = application;
        if (open == null) {
            open = project.openApplication();
            application = open;
        }
        return open;
    }

    /// The application's outbox, if it has one.
    synchronized Optional<OutboxDoor> outbox() {
        if (!lookedForOutbox) {
            outbox = project.openOutbox();
            lookedForOutbox = true;
        }
        return outbox;
    }

    /// The org.
    public synchronized Salesforce salesforce() {
        var connected = salesforce;
        if (connected == null) {
            connected = project.connectSalesforce();
            salesforce = connected;
        }
        return connected;
    }

    /// What is left of the org's allowances, as its newest answer told.
    public synchronized Budget budget() {
        if (salesforce != null) {
            salesforce.apiUsage().ifPresent(budget::told);
        }
        return budget;
    }

    /// Salesforce refused a call because an allowance is used up.
    public synchronized void limitReached(SalesforceException.LimitExceeded refusal) {
        budget.told(refusal);
    }

    /// What the org says of an object; asked once.
    @Override
    public synchronized ObjectDescription apply(String object) {
        var known = descriptions.get(object);
        if (known == null) {
            known = salesforce().describe(object);
            descriptions.put(object, known);
            wasLetIn = true;
        }
        return known;
    }

    @Override
    public synchronized void forget(String object) {
        descriptions.remove(object);
    }

    /// Whether Salesforce answered a question of this run.
    synchronized boolean wasLetIn() {
        return wasLetIn;
    }

    @Override
    public synchronized void close() {
        if (application != null) {
            application.close();
        }
        outbox.ifPresent(OutboxDoor::close);
        if (salesforce != null) {
            salesforce.close();
        }
    }
}
