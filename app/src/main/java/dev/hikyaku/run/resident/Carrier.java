package dev.hikyaku.run.resident;

import dev.hikyaku.intake.ApplicationDatabase;
import dev.hikyaku.intake.Scan;
import dev.hikyaku.ledger.BulkJobs.Lane;
import dev.hikyaku.ledger.Claims.Rest;
import dev.hikyaku.ledger.Claims.Wanted;
import dev.hikyaku.ledger.Fence;
import dev.hikyaku.manifest.Source;
import dev.hikyaku.sync.OrgCheck;
import dev.hikyaku.sync.Work;
import dev.hikyaku.sync.bulk.Extract;
import dev.hikyaku.sync.bulk.Leaving;
import dev.hikyaku.sync.bulk.Settle;
import dev.hikyaku.sync.bulk.Ship;
import dev.hikyaku.sync.collections.Calls;
import dev.hikyaku.sync.collections.Calls.Carried;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// One sync of the resident service: its small lane, its bulk lane beside it, its scan.
final class Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);
    private static final int MOST_CALLS_PER_TURN = 5;
    private static final Duration TENDING = Duration.ofSeconds(5);
    private static final int LOOKS_SHARE = 10;
    private static final Duration LONGEST_TILL_LOOK = Duration.ofSeconds(5);

    private final Work work;
    private final Rest rest;
    private final Side bulk = new Side("bulk");
    private final Side scan = new Side("scan");
    private boolean fits;
    private final Map<String, Long> lastCalls = new HashMap<>();
    private final Map<String, Long> nextLooks = new HashMap<>();
    private long lastTended = Long.MIN_VALUE / 2;
    private long lastScan = Long.MIN_VALUE / 2;

    Carrier(Work work) {
        this.work = work;
        var travel = work.sync().travel();
        this.rest = new Rest(travel.quiet(), travel.longest());
    }

    String name() {
        return work.sync().name();
    }

    /// Brings what an earlier process or broken work left behind to its end, calls at once and bulk jobs aside, and
    /// gives up what waits beyond its deadline. Looks now and then.
    void tend() {
        if (isRecent(lastTended, TENDING) || bulk.isBusy()) {
            return;
        }
        lastTended = System.nanoTime();
        work.ledger().claims().giveUp(work.fence(), work.run(), name());
        Calls.resume(work);
        if (work.ledger().bulkJobs().unsettled(name()).stream().anyMatch(job -> job.lane() == Lane.BULK)) {
            bulk.begin(this::shipAndSettle);
        }
    }

    /// Scans aside when it is time.
    void scan(Supplier<ApplicationDatabase> application, Duration every) {
        if (work.sync().source() instanceof Source.Intake || isRecent(lastScan, every) || scan.isBusy()) {
            return;
        }
        lastScan = System.nanoTime();
        var own =
                new Scan.Work(work.sync(), work.fence(), work.run(), work.sync().deleteGuard());
        scan.begin(() -> new Scan(application.get(), work.ledger(), own, _ -> work.checkpoint()).scan());
    }

    /// Carries what may travel now of one operation.
    ///
    /// @param pause least time between two turns that make calls
    Carried carry(String operation, Duration pause) {
        bulk.complain();
        scan.complain();
        // Each operation has a pace of its own, or upserts would starve deletes.
        if (isRecent(lastCalls.getOrDefault(operation, Long.MIN_VALUE / 2), pause)
                || System.nanoTime() < nextLooks.getOrDefault(operation, Long.MIN_VALUE)) {
            return Carried.nothing();
        }
        var easy = look(operation);
        if (easy < 0) {
            return Carried.nothing();
        }
        check();
        if (work.surroundings().lanes().isBulk(easy)) {
            if (!bulk.isBusy()) {
                bulk.begin(() -> bulk(operation));
            }
            return Carried.nothing();
        }
        nextLooks.remove(operation);
        lastCalls.put(operation, System.nanoTime());
        return new Calls(work, operation).carry(rest, MOST_CALLS_PER_TURN);
    }

    /// How many easy changes may travel, or less than none when nothing may. A backlog that takes long to look through
    /// is looked at the more seldom, or the ledger would do little else.
    private int look(String operation) {
        var begin = System.nanoTime();
        var claims = work.ledger().claims();
        var most = work.surroundings().lanes().bulkAbove() + 1;
        var easy = claims.count(new Wanted(name(), operation, false, rest), most);
        var nothing = easy == 0 && claims.count(new Wanted(name(), operation, true, rest), 1) == 0;
        var now = System.nanoTime();
        var pause = Math.min((now - begin) * (LOOKS_SHARE - 1), LONGEST_TILL_LOOK.toNanos());
        nextLooks.put(operation, now + pause);
        return nothing ? -1 : easy;
    }

    private void check() {
        if (!fits) {
            new OrgCheck(work).check();
            fits = true;
        }
    }

    /// The org or the manifest may have been mended: look again.
    void lookAgain() {
        fits = false;
    }

    private void bulk(String operation) {
        work.surroundings()
                .lanes()
                .gathered(new Extract(work, operation).extract().claimed());
        shipAndSettle();
    }

    private void shipAndSettle() {
        new Ship(work).ship();
        new Settle(work).settle();
    }

    /// Waits for what goes on aside, then lets go of what was taken up.
    void leave() {
        bulk.await();
        scan.await();
        try {
            new Leaving(work).leave();
        } catch (Fence.LeaseLost | DataAccessException | TransactionException leftToTheNextRun) {
            LOG.debug("{} is left as it stands", name(), leftToTheNextRun);
        }
    }

    private static boolean isRecent(long nanos, Duration time) {
        return System.nanoTime() - nanos < time.toNanos();
    }
}
