package dev.hikyaku.run.resident;

import dev.hikyaku.intake.ApplicationDatabase;
import dev.hikyaku.intake.Scan;
import dev.hikyaku.ledger.BulkJobs.Lane;
import dev.hikyaku.ledger.Claims.Rest;
import dev.hikyaku.ledger.Claims.Wanted;
import dev.hikyaku.ledger.Fence;
import dev.hikyaku.manifest.Source;
import dev.hikyaku.run.process.Trail;
import dev.hikyaku.sync.CannotCarry;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
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

    private final Work work;
    private final Supplier<Trail> trails;
    private final Rest rest;
    private final Side bulk = new Side("bulk");
    private final Side scan = new Side("scan");
    private boolean fits;
    private final Map<String, Long> lastCalls = new HashMap<>();
    private final Looks looks = new Looks();
    private Trail trail;
    private long lastTended = Long.MIN_VALUE / 2;
    private long lastScan = Long.MIN_VALUE / 2;

    /// @param trails reads what earlier processes left of the sync
    Carrier(Work work, Supplier<Trail> trails) {
        this.work = work;
        this.trails = trails;
        this.trail = trails.get();
        var travel = work.sync().travel();
        this.rest = new Rest(travel.quiet(), travel.longest());
    }

    String name() {
        return work.sync().name();
    }

    /// Brings what an earlier process or broken work left behind to its end, calls at once and bulk jobs aside, and
    /// gives up what waits beyond its deadline. Looks now and then.
    ///
    /// @throws CannotCarry while the sync is paused, because processes died of it
    void tend() {
        mayRun();
        if (isRecent(lastTended, TENDING) || bulk.isBusy()) {
            return;
        }
        lastTended = System.nanoTime();
        work.ledger().claims().giveUp(work.fence(), work.run(), name());
        var left = work.ledger().bulkJobs().unsettled(name());
        if (left.stream().anyMatch(job -> job.lane() == Lane.COLLECTIONS)) {
            trail.through("resume", () -> Calls.resume(work));
        }
        if (left.stream().anyMatch(job -> job.lane() == Lane.BULK)) {
            bulk.begin(this::shipAndSettle);
        }
    }

    /// Somebody may have let a paused sync run again meanwhile.
    private void mayRun() {
        if (trail.whyPaused() != null) {
            trail = trails.get();
        }
        var why = trail.whyPaused();
        if (why != null) {
            throw new CannotCarry(why);
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
    ///
    /// @throws CannotCarry while the sync is paused, or when Salesforce refuses it as such
    Carried carry(String operation, Duration pause) {
        mayRun();
        bulk.complain();
        scan.complain();
        // Each operation has a pace of its own, or upserts would starve deletes.
        if (isRecent(lastCalls.getOrDefault(operation, Long.MIN_VALUE / 2), pause) || !looks.isDue(operation)) {
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
        looks.atOnce(operation);
        lastCalls.put(operation, System.nanoTime());
        return call(operation);
    }

    private Carried call(String operation) {
        var carried = new AtomicReference<>(Carried.nothing());
        Runnable calls = () -> carried.set(new Calls(work, operation).carry(rest, MOST_CALLS_PER_TURN));
        if (bulk.isBusy()) {
            // One place is written down for a sync, and the bulk job has it.
            calls.run();
        } else {
            trail.through("send", calls);
        }
        return carried.get();
    }

    /// How many easy changes may travel, or less than none when nothing may.
    private int look(String operation) {
        return looks.look(operation, () -> {
            var claims = work.ledger().claims();
            var most = work.surroundings().lanes().bulkAbove() + 1;
            var easy = claims.count(new Wanted(name(), operation, false, rest), most);
            var nothing = easy == 0 && claims.count(new Wanted(name(), operation, true, rest), 1) == 0;
            return nothing ? -1 : easy;
        });
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
        work.surroundings().lanes().gathered(extract(operation));
        shipAndSettle();
    }

    private long extract(String operation) {
        var claimed = new AtomicLong();
        trail.through(
                "extract",
                () -> claimed.set(new Extract(work, operation).extract().claimed()));
        return claimed.get();
    }

    /// Most of a bulk job's time Salesforce is at work, and whoever dies meanwhile dies of something else.
    private void shipAndSettle() {
        new Ship(work).ship();
        trail.through("settle", () -> new Settle(work).settle());
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
