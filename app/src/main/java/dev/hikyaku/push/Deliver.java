package dev.hikyaku.push;

import dev.hikyaku.gateway.Gateway;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.push.care.Care;
import dev.hikyaku.push.pace.Pace;
import dev.hikyaku.push.pace.QuarterHours;
import dev.hikyaku.push.pace.Shared;
import dev.hikyaku.push.portion.OnePart;
import dev.hikyaku.push.portion.Portion;
import dev.hikyaku.push.portion.WholeRun;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Sends what is due in one run until nothing waits any more, somebody wants it to rest, or no provider takes
/// anything: all of it, or part after part. One thread works with it.
public final class Deliver {
    private static final Duration MOMENT = Duration.ofMillis(10);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final CampaignWork work;
    private final Knobs knobs;
    private final Semaphore inFlight;
    private final Canary canary;
    private final Route route;
    private final Judge judge;
    private @Nullable Pace begunPace;

    /// For one run whose audience is in the ledger.
    public Deliver(CampaignWork work) {
        this.work = work;
        knobs = work.surroundings().knobs();
        inFlight = new Semaphore(knobs.inFlight());
        canary = new Canary(knobs.canary(), work.run().canaryPassed());
        route = new Route(work.gateways(), work.surroundings().clock(), knobs.noHint());
        judge = new Judge(work);
    }

    /// Delivers all of it.
    ///
    /// @return the run as it stands afterwards: finished, or running when deliveries wait for a later time,
    /// or what somebody made of it
    /// @throws CampaignWork.GuardStopped when too many deliveries were refused for good; the run is paused
    /// @throws CampaignWork.ProvidersRefuse when no provider takes anything; the run is paused
    public CampaignRun deliver() {
        var whole = new WholeRun(work.ledger(), work.fence(), work.run());
        recover(whole);
        keepAwayFromQuarterHours();
        return send(whole);
    }

    /// Delivers a part of it, while other processes deliver others.
    ///
    /// @return the run as it stands afterwards
    /// @throws CampaignWork.GuardStopped like [#deliver()]
    /// @throws CampaignWork.ProvidersRefuse like [#deliver()]
    public CampaignRun deliver(OnePart part) {
        recover(part);
        return send(part);
    }

    private void recover(Portion portion) {
        portion.recover(work.campaign().repeats() == Campaign.Repeats.AT_LEAST_ONCE);
    }

    private CampaignRun send(Portion portion) {
        if (portion.run().canaryPassed()) {
            canary.pass();
        }
        var care = Care.begin(work.ledger(), portion);
        try {
            send(portion, care);
        } catch (RuntimeException failed) {
            ended(care, failed);
            throw failed;
        }
        care.end();
        return portion.end();
    }

    private static void ended(Care care, RuntimeException failed) {
        try {
            care.end();
        } catch (RuntimeException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }

    private void send(Portion portion, Care care) {
        var limit = work.campaign().limits().perSecond();
        var rate = limit == null ? knobs.perSecond() : Math.min(limit, knobs.perSecond());
        var clock = work.surroundings().clock();
        var pace = pace(rate);
        var wish = new Shared.Wish(
                work.gateways().getFirst().name(), portion.sender(), portion.group(), knobs.perSecond(), rate);
        var own = work.with(portion);
        try (var shared = new Shared(work.ledger().shares(), wish, pace, clock);
                var recorder = new Recorder(own, inFlight, canary);
                var sending = new Sending(own, pace, route, recorder)) {
            new Loop(portion, pace, shared, new Hands(care, recorder, sending)).run();
        }
    }

    /// The rate rises once, not with each part.
    private Pace pace(double rate) {
        var pace = begunPace == null
                ? new Pace(rate, knobs.ramp(), work.surroundings().clock())
                : begunPace;
        begunPace = pace;
        return pace;
    }

    /// Who takes part in a loop.
    private record Hands(Care care, Recorder recorder, Sending sending) {}

    /// Rests while everybody else starts, too, when the run is a large one.
    public void keepAwayFromQuarterHours() {
        if (work.run().counted().recipients() >= knobs.bigFrom()) {
            rest(QuarterHours.until(work.surroundings().clock().now()));
        }
    }

    private boolean isRunning() {
        return work.ledger().runs().fresh(work.run()).state() == State.RUNNING;
    }

    /// Rests, but hears when the process or the run is to stop.
    private void rest(Duration time) {
        var clock = work.surroundings().clock();
        var end = clock.nanos() + time.toNanos();
        for (var left = time.toNanos(); left > 0 && isRunning(); left = end - clock.nanos()) {
            work.surroundings().checkpoint().run();
            clock.sleep(Duration.ofNanos(Math.min(left, LOOK.toNanos())));
        }
    }

    /// One delivery after the other, page by page.
    private final class Loop {
        private final Portion portion;
        private final Pace pace;
        private final Shared shared;
        private final Care care;
        private final Recorder recorder;
        private final Sending sending;

        Loop(Portion portion, Pace pace, Shared shared, Hands hands) {
            this.portion = portion;
            this.pace = pace;
            this.shared = shared;
            care = hands.care();
            recorder = hands.recorder();
            sending = hands.sending();
        }

        void run() {
            var goesOn = true;
            while (goesOn) {
                work.surroundings().checkpoint().run();
                shared.tend();
                recorder.check();
                sending.check();
                bounds(false);
                goesOn = step();
            }
        }

        private boolean step() {
            if (portion.endsWithCanary() && canary.hasPassed()) {
                return !isIdle();
            }
            var gateway = route.now();
            if (gateway.isEmpty()) {
                return restOrPause();
            }
            var most = limit(gateway.get());
            if (most == 0) {
                work.surroundings().clock().sleep(MOMENT);
                return true;
            }
            var page = care.look(portion.page(care.most(most)));
            if (!page.now().isBefore(work.run().expiresAt())) {
                portion.expire();
                return !isIdle();
            }
            if (page.owed().isEmpty()) {
                return waitForMore();
            }
            var judged = judge.judge(page, gateway.get(), route::works);
            return go(judged);
        }

        private int limit(Gateway gateway) {
            var evenly = (int) Math.clamp(pace.rate() / 2, 1, knobs.page());
            var permits = inFlight.availablePermits();
            if (permits < Math.min(evenly, knobs.inFlight()) / 2) {
                // A small page costs the databases as much as a large one.
                return 0;
            }
            var free = Math.min(permits, evenly);
            var trial = route.isOnTrial(gateway) ? Math.clamp(1L - busy(), 0, 1) : free;
            return canary.room(Math.min(free, trial), busy());
        }

        private boolean go(Judged judged) {
            var wanted = judged.parcels().size();
            work.surroundings().rehearsal().accept(SendPoint.BEFORE_INTENT);
            inFlight.acquireUninterruptibly(wanted);
            var decided = work.ledger().due().decide(portion.fence(), work.run(), judged.decision());
            List<Parcel> parcels = judged.parcels().stream()
                    .filter(parcel -> decided.sent().contains(parcel.owed().id()))
                    .toList();
            inFlight.release(wanted - parcels.size());
            work.surroundings().rehearsal().accept(SendPoint.AFTER_INTENT);
            sending.send(parcels);
            return decided.state() == State.RUNNING;
        }

        private boolean restOrPause() {
            var time = route.rest();
            if (time.isPresent()) {
                rest(time.get());
                pace.restart();
                return isRunning();
            }
            awaitIdle();
            var why = route.broken();
            work.ledger().runs().halt(portion.fence(), work.run(), State.PAUSED, why);
            throw new CampaignWork.ProvidersRefuse("HK4008  campaign "
                    + work.campaign().name() + ", run " + work.run().key() + ": " + why
                    + ". It is paused; nobody's delivery was given up.\n   fix: mend the credentials, then resume it");
        }

        /// Nothing is due: what is on the wire may come back, and what is held becomes due.
        private boolean waitForMore() {
            if (!isIdle()) {
                bounds(busy() == 0);
                work.surroundings().clock().sleep(MOMENT);
                return true;
            }
            bounds(true);
            var next = portion.untilNext();
            if (next.isEmpty() || next.get().compareTo(portion.patience(knobs.patience())) > 0) {
                return false;
            }
            rest(next.get().plusMillis(1));
            return isRunning();
        }

        private void bounds(boolean noMore) {
            if (canary.isReady(busy(), noMore)) {
                if (canary.isBad()) {
                    stop();
                }
                canary.pass();
                work.ledger().runs().passCanary(portion.fence(), work.run());
            }
            if (canary.isBadLately()) {
                stop();
            }
        }

        private void stop() {
            var why = canary.told();
            work.ledger().runs().halt(portion.fence(), work.run(), State.PAUSED, why);
            throw new CampaignWork.GuardStopped(
                    "HK4011  campaign " + work.campaign().name() + ", run "
                            + work.run().key() + ": " + why
                            + ". It is paused, and no device was marked dead for the first rows.\n   fix: look at the reasons;"
                            + " wrong credentials look like this. Resume it or cancel it");
        }

        private int busy() {
            return knobs.inFlight() - inFlight.availablePermits();
        }

        private boolean isIdle() {
            return busy() == 0;
        }

        private void awaitIdle() {
            while (!isIdle()) {
                recorder.check();
                sending.check();
                work.surroundings().clock().sleep(MOMENT);
            }
        }
    }
}
