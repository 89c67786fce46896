package dev.hikyaku.run.part;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.ledger.delivery.part.Part;
import dev.hikyaku.push.CampaignWork;
import dev.hikyaku.push.Deliver;
import dev.hikyaku.push.portion.OnePart;
import dev.hikyaku.run.HeldLeases;
import dev.hikyaku.run.Stop;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends parts of one run, one after the other, each under the part's own lease. One thread works with it.
public final class PartSender {
    private static final Logger LOG = LoggerFactory.getLogger(PartSender.class);

    private final CampaignWork work;
    private final Place place;
    private final AtomicReference<@Nullable HeldLeases> held = new AtomicReference<>();
    private @Nullable Deliver deliver;

    /// Where parts are sent.
    ///
    /// @param time how long a lease lasts unless it is renewed
    /// @param steps does what it is given, and writes down that it does
    public record Place(Ledger ledger, Duration time, Stop stop, BiConsumer<Part, Runnable> steps) {}

    /// For one run whose audience is in the ledger.
    public PartSender(CampaignWork work, Place place) {
        this.work = work.alsoChecking(this::checkpoint);
        this.place = place;
    }

    private void checkpoint() {
        var leases = held.get();
        if (leases != null) {
            leases.checkpoint();
        }
    }

    /// Sends a part, unless somebody else does or nothing of it is left to send.
    ///
    /// @return whether it was sent as far as it is due
    /// @throws Stop.Stopped when stopping was asked for; what is on the wire has its outcome, and the part is
    /// free
    /// @throws CampaignWork.GuardStopped when too much was refused; the run is paused
    /// @throws CampaignWork.ProvidersRefuse when no provider takes anything; the run is paused
    public boolean send(Part part) {
        var parts = place.ledger().deliveries().parts();
        if (parts.find(part.id()).filter(Part::isOpen).isEmpty()) {
            return false;
        }
        try (var leases = HeldLeases.ofPart(place.ledger().leases(), part.lease(), place.time(), place.stop())) {
            held.set(leases);
            var fence = leases.of(part.lease());
            return parts.begin(fence, part) && send(fence, part);
        } catch (HeldLeases.HeldElsewhere elsewhere) {
            LOG.debug("part {} is somebody else's: {}", part.id(), elsewhere.getMessage());
            return false;
        } catch (Fence.LeaseLost lost) {
            held.set(null);
            // Of the whole run, perhaps; then this process has nothing to do here any more.
            work.surroundings().checkpoint().run();
            LOG.warn("part {} passed to somebody else: {}", part.id(), lost.getMessage());
            return false;
        } finally {
            held.set(null);
        }
    }

    private boolean send(Fence fence, Part part) {
        var deliveries = place.ledger().deliveries();
        var run = deliveries.runs().fresh(work.run());
        if (run.state() != State.RUNNING) {
            return false;
        }
        var known = deliver == null ? new Deliver(work) : deliver;
        // Kept only when it ends well: it may count what is on the wire wrongly otherwise.
        deliver = null;
        place.steps().accept(part, () -> known.deliver(new OnePart(deliveries, fence, run, part)));
        deliver = known;
        return true;
    }
}
