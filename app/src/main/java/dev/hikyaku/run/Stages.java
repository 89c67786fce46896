package dev.hikyaku.run;

import dev.hikyaku.intake.ApplicationDatabase;
import dev.hikyaku.intake.Scan;
import dev.hikyaku.ledger.Claims.Rest;
import dev.hikyaku.ledger.Claims.Wanted;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.sync.CannotCarry;
import dev.hikyaku.sync.Failpoint;
import dev.hikyaku.sync.OrgCheck;
import dev.hikyaku.sync.Work;
import dev.hikyaku.sync.bulk.Extract;
import dev.hikyaku.sync.bulk.Settle;
import dev.hikyaku.sync.bulk.Ship;
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
        if (!work.ledger().bulkJobs().unsettled(sync().name()).isEmpty()) {
            ship();
            settle();
        }
    }

    /// Whether a round would move something now, or soon enough to wait for.
    boolean anotherRound(String operation) {
        if (!operation.equals(current)) {
            current = operation;
            idleRounds = 0;
        }
        if (paused) {
            return false;
        }
        if (!hasUnsettled() && nothingToTakeUp(operation)) {
            var wait = work.ledger().claims().untilNext(sync().name(), operation);
            if (wait.isEmpty() || wait.get().compareTo(LONGEST_WAIT) > 0 || idleRounds >= MOST_IDLE_ROUNDS) {
                return false;
            }
            stop.sleep(wait.get().isPositive() ? wait.get().plusMillis(20) : Duration.ofMillis(20));
            idleRounds++;
            return true;
        }
        idleRounds = moved ? 0 : idleRounds + 1;
        moved = false;
        return idleRounds < MOST_IDLE_ROUNDS;
    }

    private boolean hasUnsettled() {
        return !work.ledger().bulkJobs().unsettled(sync().name()).isEmpty();
    }

    private boolean nothingToTakeUp(String operation) {
        return work.ledger().claims().count(new Wanted(sync().name(), operation, true, Rest.NONE), 1) == 0;
    }

    /// Whether something was brought to an end since this was asked last.
    boolean hasMoved() {
        var answer = movedInCycle;
        movedInCycle = false;
        return answer;
    }

    /// Whether something could be taken up now.
    boolean hasMore() {
        return !paused && !(nothingToTakeUp("upsert") && nothingToTakeUp("delete"));
    }

    private void moved() {
        moved = true;
        movedInCycle = true;
    }

    void extract(String operation) {
        pausing(() -> {
            if (!fits) {
                new OrgCheck(work).check();
                fits = true;
            }
            var extracted = journal.timed(sync().name(), "extract", () -> {
                var result = new Extract(work, operation).extract();
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
