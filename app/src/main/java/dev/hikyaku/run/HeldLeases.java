package dev.hikyaku.run;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Holder;
import dev.hikyaku.ledger.Leases;
import dev.hikyaku.ledger.delivery.CampaignRuns;
import dev.hikyaku.metrics.log.LogEvent;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// The leases of all syncs, or of the campaign, of one run: taken together or not at all, renewed while the run lives.
///
/// Whoever stood still for longer than a lease lasts notices within a second of waking. The run then stops at its next
/// checkpoint; where it reaches none within [#TO_STOP], the process ends.
public final class HeldLeases implements AutoCloseable {
    /// Within this time a process that lost a lease has stopped.
    public static final Duration TO_STOP = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(HeldLeases.class);
    private static final Duration LONGEST_BEAT = Duration.ofSeconds(1);
    private static final Duration LONGEST_RENEWAL = Duration.ofSeconds(5);

    private final Leases leases;
    private final Duration time;
    private final Stop stop;
    private final Map<String, Fence> fences = new LinkedHashMap<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Runnable forgetLastThing;
    private final Thread renewal;
    private volatile @Nullable Fence lost;
    private volatile boolean closed;
    private boolean ledgerIsClosed;

    /// Another run works on one of the syncs; nothing was done.
    public static final class HeldElsewhere extends RuntimeException {
        HeldElsewhere(Leases.Answer.Held held) {
            super("another run holds " + held.lease() + " (" + held.holder() + ", until "
                    + held.until().truncatedTo(ChronoUnit.SECONDS)
                    + "). Nothing was done here, and nothing needs to be.");
        }
    }

    /// Takes the leases of all syncs.
    ///
    /// @param stop ends the process when it can't stop after it lost one
    /// @throws HeldElsewhere when one of them is not free
    public HeldLeases(Leases leases, List<String> syncs, Duration time, Stop stop) {
        this(leases, "sync:", syncs, time, stop);
    }

    /// Takes the lease of a campaign.
    ///
    /// @throws HeldElsewhere when it is not free
    public static HeldLeases ofCampaign(Leases leases, String campaign, Duration time, Stop stop) {
        return new HeldLeases(leases, CampaignRuns.lease(""), List.of(campaign), time, stop);
    }

    /// Takes the lease of a part of a campaign's run.
    ///
    /// @param part name of the lease
    /// @throws HeldElsewhere when it is not free
    public static HeldLeases ofPart(Leases leases, String part, Duration time, Stop stop) {
        return new HeldLeases(leases, "", List.of(part), time, stop);
    }

    private HeldLeases(Leases leases, String prefix, List<String> syncs, Duration time, Stop stop) {
        this.leases = leases;
        this.time = time;
        this.stop = stop;
        var taken = System.nanoTime();
        try {
            syncs.stream().sorted().forEach(sync -> take(prefix, sync));
        } catch (HeldElsewhere | DataAccessException | TransactionException notAll) {
            giveBack();
            throw notAll;
        }
        forgetLastThing = stop.atWorst(() -> fences.values().forEach(leases::release));
        renewal = Thread.ofVirtual().name("lease-renewal").start(() -> keep(taken));
    }

    private void take(String prefix, String sync) {
        switch (leases.take(prefix + sync, Holder.self(), time)) {
            case Leases.Answer.Granted(var fence) -> fences.put(sync, fence);
            case Leases.Answer.Held held -> throw new HeldElsewhere(held);
        }
    }

    /// The right to write for one of the syncs, or for the campaign.
    public Fence of(String sync) {
        return Objects.requireNonNull(fences.get(sync));
    }

    /// A place where stopping is safe.
    ///
    /// @throws Stop.Stopped when stopping was asked for
    /// @throws Fence.LeaseLost when a lease has passed to somebody else
    public void checkpoint() {
        stop.checkpoint();
        var gone = lost;
        if (gone != null) {
            throw new Fence.LeaseLost(gone);
        }
    }

    /// Asks the database whether all leases are still ours.
    ///
    /// @return what was lost, as it is told; null when nothing was
    public @Nullable String whatIsLost() {
        try {
            fences.values().forEach(leases::confirm);
            return null;
        } catch (Fence.LeaseLost gone) {
            return gone.getMessage();
        }
    }

    private void keep(long taken) {
        var renewed = taken;
        var every = time.dividedBy(4);
        var beat = every.compareTo(LONGEST_BEAT) < 0 ? every : LONGEST_BEAT;
        while (!closed && lost == null) {
            try {
                if (over.await(beat.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                if (System.nanoTime() - renewed >= every.minus(beat).toNanos()) {
                    var before = System.nanoTime();
                    renew();
                    renewed = before;
                }
            } catch (InterruptedException ended) {
                return;
            } catch (DataAccessException | TransactionException databaseAway) {
                // Renewed at the next beat; if the lease expires meanwhile, the fence stops every write.
                LOG.warn("leases could not be renewed, tried again in a moment: {}", databaseAway.getMessage());
                endIfClosed(databaseAway);
            }
        }
    }

    /// An embedded ledger closes for good when its file can't be written, and may keep whoever is in it waiting.
    private void endIfClosed(Throwable failure) {
        if (!ledgerIsClosed && Leases.areClosed(failure)) {
            ledgerIsClosed = true;
            stop.nudge();
            stop.end(over, TO_STOP, Report.UNREACHABLE, "the embedded ledger closed: its disk may be full");
        }
    }

    private void renew() {
        for (var fence : fences.values()) {
            if (!leases.renew(fence, time) && !closed) {
                lost = fence;
                stop.nudge();
                LogEvent.LEASE_LOST.tell(Map.of("lease", fence.lease()));
                stop.end(over, TO_STOP, Report.HELD, "lease " + fence.lease() + " was lost, and no checkpoint came");
                return;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        over.countDown();
        try {
            // An interrupt in the middle of a write closes the file of an embedded ledger.
            if (!renewal.join(LONGEST_RENEWAL)) {
                renewal.interrupt();
                renewal.join();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        forgetLastThing.run();
        giveBack();
    }

    private void giveBack() {
        try {
            fences.values().forEach(leases::release);
        } catch (DataAccessException | TransactionException databaseAway) {
            LOG.warn("leases could not be given back; they expire by themselves: {}", databaseAway.getMessage());
        }
    }
}
