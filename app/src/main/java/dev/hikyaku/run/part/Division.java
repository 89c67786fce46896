package dev.hikyaku.run.part;

import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.ledger.delivery.Deliveries;
import dev.hikyaku.ledger.delivery.part.Part;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.push.CampaignWork;
import dev.hikyaku.push.Deliver;
import java.time.Duration;
import java.util.List;

/// Sends a run for the process that holds its campaign's lease: cuts what is due into parts, tells others of
/// them, and sends those that nobody has, until nothing is due.
///
/// Others come and go. A part whose holder died is free when its lease expires, and is sent by whoever looks
/// first; so a run ends as well when nobody else is there. Parts that a dead predecessor cut are gone on
/// with.
public final class Division {
    private static final Duration LOOK = Duration.ofMillis(200);

    private final CampaignWork work;
    private final Deliveries ledger;
    private final PartSender sender;
    private final Terms terms;
    private final Duration longestWait;

    /// How a run is divided.
    ///
    /// @param revision of the campaign's file: only who has the same may send a part
    public record Terms(Sharing sharing, String revision) {}

    /// Of one run whose audience is in the ledger.
    public Division(CampaignWork work, PartSender.Place place, Terms terms) {
        this.work = work;
        this.terms = terms;
        ledger = work.ledger();
        sender = new PartSender(work.withoutProgress(), place);
        longestWait = place.time();
    }

    /// Delivers.
    ///
    /// @return the run as it stands afterwards, as [Deliver#deliver()] answers it
    /// @throws CampaignWork.GuardStopped like [Deliver#deliver()]
    /// @throws CampaignWork.ProvidersRefuse like [Deliver#deliver()]
    public CampaignRun deliver() {
        var isDivided = !ledger.parts().open(work.run()).isEmpty();
        if (!isDivided && work.run().counted().recipients() <= terms.sharing().part()) {
            return new Deliver(work).deliver();
        }
        if (isDivided) {
            ledger.parts().goOnWith(work.fence(), work.run(), terms.revision());
        } else {
            var again = work.campaign().repeats() == Campaign.Repeats.AT_LEAST_ONCE;
            var most = again ? work.surroundings().knobs().attempts() : 0;
            ledger.outcomes().recover(work.fence(), work.run(), most);
            new Deliver(work).keepAwayFromQuarterHours();
        }
        var run = ledger.runs().fresh(work.run());
        var goesOn = true;
        while (goesOn && run.state() == State.RUNNING) {
            work.surroundings().checkpoint().run();
            var open = ledger.parts().open(run);
            goesOn = open.isEmpty() ? cut(run) : sendOne(open);
            run = ledger.runs().fresh(run);
        }
        awaitOthers(run);
        ledger.unsent().cancel(run, String.valueOf(run.reason()));
        return end(run);
    }

    /// Cuts anew when the parts of the last cut are done.
    ///
    /// @return false when nothing is due soon
    private boolean cut(CampaignRun run) {
        ledger.unsent().expire(work.fence(), run);
        var parts = ledger.parts().cut(work.fence(), run, terms.sharing().part(), terms.revision());
        if (parts.size() > 1) {
            terms.sharing().others().hear(parts);
        }
        return !parts.isEmpty() || awaitNext(run);
    }

    private boolean awaitNext(CampaignRun run) {
        var next = ledger.due().untilNext(run);
        if (next.isEmpty() || next.get().compareTo(work.surroundings().knobs().patience()) > 0) {
            return false;
        }
        var left = next.get().plusMillis(1);
        work.surroundings().clock().sleep(left.compareTo(LOOK) < 0 ? left : LOOK);
        return true;
    }

    /// Others begin with the first, so this process begins with the last.
    private boolean sendOne(List<Part> open) {
        var run = work.run();
        var all = run.counted().recipients();
        var left = Math.min(all, (long) open.size() * terms.sharing().part());
        work.surroundings().progress().at(run.campaign(), "deliver", all - left, all);
        for (var part : open.reversed()) {
            if (sender.send(part)) {
                return true;
            }
        }
        work.surroundings().clock().sleep(LOOK);
        return true;
    }

    /// Somebody stopped the run: what others have on the wire gets its outcome.
    private void awaitOthers(CampaignRun run) {
        var clock = work.surroundings().clock();
        var end = clock.nanos() + longestWait.toNanos();
        while (ledger.parts().isHeld(run) && clock.nanos() < end) {
            work.surroundings().checkpoint().run();
            clock.sleep(LOOK);
        }
    }

    private CampaignRun end(CampaignRun run) {
        var nothingWaits = ledger.due().untilNext(run).isEmpty();
        if (!nothingWaits || run.state() != State.RUNNING) {
            return run;
        }
        ledger.parts().forgetLeases(work.fence(), run);
        return ledger.runs().finish(work.fence(), run);
    }
}
