package dev.hikyaku.run;

import dev.hikyaku.intake.ApplicationDatabase;
import dev.hikyaku.intake.Scan;
import dev.hikyaku.intake.outbox.OutboxDoor;
import dev.hikyaku.ledger.Claims.Rest;
import dev.hikyaku.ledger.Claims.Wanted;
import dev.hikyaku.ledger.Fence;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.run.outbox.OutboxPages;
import dev.hikyaku.run.process.Trail;
import dev.hikyaku.salesforce.Collections;
import dev.hikyaku.sync.CannotCarry;
import dev.hikyaku.sync.Failpoint;
import dev.hikyaku.sync.OrgCheck;
import dev.hikyaku.sync.Work;
import dev.hikyaku.sync.bulk.Extract;
import dev.hikyaku.sync.bulk.Leaving;
import dev.hikyaku.sync.bulk.Settle;
import dev.hikyaku.sync.bulk.Ship;
import dev.hikyaku.sync.collections.Calls;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// The stages of one sync in one run, and whether there is reason for another round of them.
///
/// A round extracts, ships and settles what can travel now. Children of records that a round brought to Salesforce
/// travel in the next one, so the tiers of a tree go roots first; rows that Salesforce released travel again.
final class Stages {
    private static final Logger LOG = LoggerFactory.getLogger(Stages.class);
    private static final int MOST_IDLE_ROUNDS = 6;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Work work;
    private final Journal journal;
    private final Trail trail;
    private @Nullable Long scanned;
    private boolean fits;
    private int idleRounds;
    private boolean moved;
    private boolean movedInCycle;
    private String current = "";
    private boolean paused;

    Stages(Work work, Journal journal, Trail trail) {
        this.work = work;
        this.journal = journal;
        this.trail = trail;
        var why = trail.whyPaused();
        if (why != null) {
            paused = true;
            journal.problem(why, Report.GUARD);
        }
    }

    /// Whether nothing may be done for the sync.
    boolean isPaused() {
        return paused;
    }

    Sync sync() {
        return work.sync();
    }

    /// Says that somebody holds the sync: it takes changes in and hears of what it sent, but claims nothing.
    void tellHeld() {
        work.ledger()
                .interventions()
                .held(sync().name())
                .ifPresent(held -> journal.problem(
                        "HK2019  " + sync().name() + " is held since " + held.since() + ": " + held.reason()
                                + "\n   All its changes wait."
                                + "\n   fix: when they may travel again, hikyaku resume "
                                + sync().name(),
                        Report.GUARD));
    }

    @Nullable
    Long scanned() {
        return scanned;
    }

    /// Takes in what the application wrote into its outbox until now.
    void drain(OutboxDoor outbox) {
        timed("outbox", () -> {
            long rows = 0;
            OutboxDoor.Drained drained;
            do {
                work.checkpoint();
                drained = outbox.drain(sync(), OutboxPages.taking(work));
                rows += drained.takenIn();
                OutboxPages.told(sync().name(), drained.refusals()).ifPresent(journal::refused);
            } while (!drained.isLast());
            return new Journal.Timed<>(true, rows);
        });
    }

    void scan(Supplier<ApplicationDatabase> application, double largestDeletion) {
        var scan = new Scan(
                application.get(),
                work.ledger(),
                new Scan.Work(work.sync(), work.fence(), work.run(), largestDeletion),
                rows -> {
                    work.checkpoint();
                    work.surroundings().progress().at(sync().name(), "scan", rows, 0);
                    Failpoint.MID_SCAN.reached();
                });
        var found = timed("scan", () -> {
            var result = scan.scan();
            return new Journal.Timed<>(result, result.rows());
        });
        scanned = found.rows();
    }

    /// Brings what earlier runs left behind to its end.
    void resume() {
        if (paused) {
            return;
        }
        work.ledger().claims().giveUp(work.fence(), work.run(), sync().name());
        if (hasUnsettled()) {
            // A refreshed sandbox knows nothing of them, and what it does not know may not count as deleted.
            pausing(() -> new OrgCheck(work).sameOrg());
        }
        if (!paused) {
            Calls.resume(work);
        }
        if (hasUnsettled() && !paused) {
            ship();
            settle();
        }
    }

    /// What a round would move now, or soon enough to wait for.
    enum Round {
        /// Nothing.
        NONE,
        /// Much: by bulk job.
        BULK,
        /// Little: by Collections calls.
        CALLS
    }

    /// The next round of an operation.
    Round next(String operation) {
        if (!operation.equals(current)) {
            current = operation;
            idleRounds = 0;
        }
        if (paused) {
            return Round.NONE;
        }
        if (hasUnsettled()) {
            return unlessIdle(Round.BULK);
        }
        var most = work.surroundings().lanes().bulkAbove() + 1;
        var easy = count(operation, false, most);
        if (easy == 0 && count(operation, true, 1) == 0) {
            return isWorthWaiting(operation) ? next(operation) : Round.NONE;
        }
        return unlessIdle(easy > 0 && work.surroundings().lanes().isBulk(easy) ? Round.BULK : Round.CALLS);
    }

    private Round unlessIdle(Round round) {
        idleRounds = moved ? 0 : idleRounds + 1;
        moved = false;
        return idleRounds < MOST_IDLE_ROUNDS ? round : Round.NONE;
    }

    private boolean isWorthWaiting(String operation) {
        var wait = work.ledger().claims().untilNext(sync().name(), operation);
        if (wait.isEmpty() || wait.get().compareTo(LONGEST_WAIT) > 0 || idleRounds >= MOST_IDLE_ROUNDS) {
            return false;
        }
        work.rest(wait.get().isPositive() ? wait.get().plusMillis(20) : Duration.ofMillis(20));
        idleRounds++;
        return true;
    }

    private int count(String operation, boolean hard, int most) {
        return work.ledger().claims().count(new Wanted(sync().name(), operation, hard, Rest.NONE), most);
    }

    /// Carries what can travel now by Collections calls.
    void call(String operation) {
        pausing(() -> {
            check();
            var carried = timed("send", () -> {
                var calls = Math.ceilDiv(work.surroundings().lanes().bulkAbove(), Collections.MOST) + 1;
                var result = new Calls(work, operation).carry(Rest.NONE, calls);
                return new Journal.Timed<>(result, result.rows());
            });
            if (carried.moved()) {
                moved();
            }
        });
    }

    private void check() {
        if (!fits) {
            new OrgCheck(work).check();
            fits = true;
        }
        work.ledger().claims().giveUp(work.fence(), work.run(), sync().name());
    }

    private boolean hasUnsettled() {
        return !work.ledger().bulkJobs().unsettled(sync().name()).isEmpty();
    }

    /// Whether something was brought to an end since this was asked last.
    boolean hasMoved() {
        var answer = movedInCycle;
        movedInCycle = false;
        return answer;
    }

    /// Whether something could be taken up now.
    boolean hasMore() {
        return !paused && count("upsert", true, 1) + count("delete", true, 1) > 0;
    }

    private void moved() {
        moved = true;
        movedInCycle = true;
    }

    void extract(String operation) {
        pausing(() -> {
            check();
            var extracted = timed("extract", () -> {
                var result = new Extract(work, operation).extract();
                work.surroundings().lanes().gathered(result.claimed());
                return new Journal.Timed<>(result, result.claimed());
            });
            if (extracted.decided() > 0) {
                moved();
            }
        });
    }

    void ship() {
        timed("ship", () -> {
            new Ship(work).ship();
            return new Journal.Timed<>(true, 0);
        });
    }

    void settle() {
        pausing(() -> {
            var settled = timed("settle", () -> {
                var result = new Settle(work).settle();
                return new Journal.Timed<>(result, result.accepted() + result.rejected() + result.released());
            });
            if (settled.accepted() + settled.rejected() > 0) {
                moved();
            }
        });
    }

    private <T> T timed(String stage, Supplier<Journal.Timed<T>> step) {
        trail.enter(stage);
        var result = journal.timed(sync().name(), stage, step);
        trail.passed(stage);
        return result;
    }

    /// The run ends by itself.
    ///
    /// @param isAsked whether it was asked to: what was taken up is let go then
    void leave(boolean isAsked) {
        try {
            if (isAsked) {
                new Leaving(work).leave();
            }
            trail.leave();
        } catch (Fence.LeaseLost | DataAccessException | TransactionException nothingToBeDone) {
            LOG.debug("{} is left as it stands", sync().name(), nothingToBeDone);
        }
    }

    /// The process is ended because its time to stop is over: nobody died of this sync.
    void abandon() {
        leave(false);
    }

    /// A sync that the org does not take stops alone; the others go on, and its own changes wait.
    private void pausing(Runnable stage) {
        try {
            stage.run();
        } catch (CannotCarry refused) {
            paused = true;
            journal.problem(String.valueOf(refused.getMessage()), Report.MANIFEST);
        }
    }
}
