package dev.hikyaku.run;

import dev.hikyaku.intake.ApplicationDatabase;
import dev.hikyaku.intake.Scan;
import dev.hikyaku.intake.outbox.OutboxDoor;
import dev.hikyaku.ledger.Claims.Rest;
import dev.hikyaku.ledger.Claims.Wanted;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.run.outbox.OutboxPages;
import dev.hikyaku.salesforce.Collections;
import dev.hikyaku.sync.CannotCarry;
import dev.hikyaku.sync.Failpoint;
import dev.hikyaku.sync.OrgCheck;
import dev.hikyaku.sync.Work;
import dev.hikyaku.sync.bulk.Extract;
import dev.hikyaku.sync.bulk.Settle;
import dev.hikyaku.sync.bulk.Ship;
import dev.hikyaku.sync.collections.Calls;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The stages of one sync in one run, and whether there is reason for another round of them.
///
/// A round extracts, ships and settles what can travel now. Children of records that a round brought to Salesforce
/// travel in the next one, so the tiers of a tree go roots first; rows that Salesforce released travel again.
final class Stages {
    private static final int MOST_IDLE_ROUNDS = 6;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Work work;
    private final Stop stop;
    private final Journal journal;
    private @Nullable Long scanned;
    private boolean fits;
    private int idleRounds;
    private boolean moved;
    private boolean movedInCycle;
    private String current = "";
    private boolean paused;

    Stages(Work work, Stop stop, Journal journal) {
        this.work = work;
        this.stop = stop;
        this.journal = journal;
    }

    Sync sync() {
        return work.sync();
    }

    @Nullable
    Long scanned() {
        return scanned;
    }

    /// Takes in what the application wrote into its outbox until now.
    void drain(OutboxDoor outbox) {
        journal.timed(sync().name(), "outbox", () -> {
            long rows = 0;
            OutboxDoor.Drained drained;
            do {
                stop.checkpoint();
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
                    stop.checkpoint();
                    work.surroundings().progress().at(sync().name(), "scan", rows, 0);
                    Failpoint.MID_SCAN.reached();
                });
        var found = journal.timed(sync().name(), "scan", () -> {
            var result = scan.scan();
            return new Journal.Timed<>(result, result.rows());
        });
        scanned = found.rows();
    }

    /// Brings what earlier runs left behind to its end.
    void resume() {
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
        stop.sleep(wait.get().isPositive() ? wait.get().plusMillis(20) : Duration.ofMillis(20));
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
            var carried = journal.timed(sync().name(), "send", () -> {
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
            var extracted = journal.timed(sync().name(), "extract", () -> {
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
        journal.timed(sync().name(), "ship", () -> {
            new Ship(work).ship();
            return new Journal.Timed<>(true, 0);
        });
    }

    void settle() {
        pausing(() -> {
            var settled = journal.timed(sync().name(), "settle", () -> {
                var result = new Settle(work).settle();
                return new Journal.Timed<>(result, result.accepted() + result.rejected() + result.released());
            });
            if (settled.accepted() + settled.rejected() > 0) {
                moved();
            }
        });
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
