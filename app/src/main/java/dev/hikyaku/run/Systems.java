package dev.hikyaku.run;

import dev.hikyaku.intake.ApplicationDatabase;
import dev.hikyaku.intake.outbox.OutboxDoor;
import dev.hikyaku.salesforce.Budget;
import dev.hikyaku.salesforce.ObjectDescription;
import dev.hikyaku.salesforce.Salesforce;
import dev.hikyaku.salesforce.SalesforceException;
import dev.hikyaku.sync.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The application's database and the org of one run or plan, each connected when it is first needed.
public final class Systems implements Work.Descriptions, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Systems.class);

    /// How long a description is believed; a small question tells whether it still holds.
    private static final Duration BELIEVED = Duration.ofMinutes(5);

    private final Project project;
    private final Clock clock;
    private final Map<String, Told> descriptions = new HashMap<>();
    private final Budget budget;
    private @Nullable ApplicationDatabase application;
    private Optional<OutboxDoor> outbox = Optional.empty();
    private boolean lookedForOutbox;
    private @Nullable Salesforce salesforce;
    private boolean wasLetIn;

    /// Connects to nothing yet.
    public Systems(Project project) {
        this(project, Clock.systemUTC());
    }

    Systems(Project project, Clock clock) {
        this.project = project;
        this.clock = clock;
        this.budget = new Budget(Budget.DEFAULT_RESERVE, clock);
    }

    private record Told(ObjectDescription object, Instant at) {}

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

    /// The same, with what `/limits` told in the last minutes: only that tells of bulk batches. Who may not read it
    /// goes
    /// on without, for a bulk job that is refused says so itself.
    public synchronized Budget budgetWithBatches() {
        if (budget.wantsLimits()) {
            budget.limitsAsked();
            try {
                budget.told(salesforce().limits());
            } catch (SalesforceException notTold) {
                // Whoever sends next meets the same trouble, and tells it where it belongs.
                LOG.debug("/limits told nothing: {}", notTold.getMessage());
            }
        }
        return budget();
    }

    /// Salesforce refused a call because an allowance is used up.
    public synchronized void limitReached(SalesforceException.LimitExceeded refusal) {
        budget.told(refusal);
    }

    /// What the org says of an object; asked once, and every five minutes whether it still holds.
    @Override
    public synchronized ObjectDescription apply(String object) {
        var told = descriptions.get(object);
        if (told == null) {
            var known = salesforce().describe(object);
            wasLetIn = true;
            descriptions.put(object, new Told(known, clock.instant()));
            return known;
        }
        if (clock.instant().isBefore(told.at().plus(BELIEVED))) {
            return told.object();
        }
        var now = salesforce().describeIfChanged(object, told.object()).orElse(told.object());
        descriptions.put(object, new Told(now, clock.instant()));
        return now;
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
