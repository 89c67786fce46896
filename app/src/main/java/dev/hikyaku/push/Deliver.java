package dev.hikyaku.push;

import dev.hikyaku.gateway.Gateway;
import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.gateway.Probe;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.push.care.Care;
import dev.hikyaku.push.pace.Pace;
import dev.hikyaku.push.pace.QuarterHours;
import dev.hikyaku.push.pace.Shared;
import dev.hikyaku.push.portion.OnePart;
import dev.hikyaku.push.portion.Portion;
import dev.hikyaku.push.portion.Rest;
import dev.hikyaku.push.portion.WholeRun;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

/// Sends what is due in one run until nothing waits any more, somebody wants it to rest, or no provider takes
/// anything: all of it, or part after part. One thread works with it.
public final class Deliver {
    private static final Duration MOMENT = Duration.ofMillis(10);
    private static final String REFUSED = "and no device was marked dead for the first rows.\n"
            + "   fix: look at the reasons; wrong credentials look like this";
    private static final Duration SOON = Duration.ofSeconds(1);

    private final CampaignWork work;
    private final Knobs knobs;
    private final Semaphore inFlight;
    private final Canary canary;
    private final Route route;
    private final Judge judge;
    private final Rest rests;
    private final Pace pace;

    /// For one run whose audience is in the ledger.
    public Deliver(CampaignWork work) {
        this.work = work;
        knobs = work.surroundings().knobs();
        inFlight = new Semaphore(knobs.inFlight());
        canary = new Canary(knobs.canary(), work.run().canaryPassed());
        route = new Route(work.gateways(), work.surroundings().clock(), knobs.noHint());
        judge = new Judge(work);
        var around = work.surroundings();
        rests = new Rest(work.ledger().runs(), work.run(), around.clock(), around.checkpoint());
        pace = new Pace(work.wanted().wanted(), knobs.ramp(), around.clock());
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
        pace.restart();
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
        var again = work.campaign().repeats() == Campaign.Repeats.AT_LEAST_ONCE;
        portion.recover(again ? knobs.attempts() : 0);
    }

    private CampaignRun send(Portion portion) {
        if (portion.run().canaryPassed()) {
            canary.pass();
        }
        var care = Care.begin(work.ledger(), portion);
        try {
            send(portion, care);
        } catch (RuntimeException failed) {
            care.endAfter(failed);
            throw failed;
        }
        care.end();
        return portion.end();
    }

    private void send(Portion portion, Care care) {
        var clock = work.surroundings().clock();
        var wish = new Shared.Wish(
                work.gateways().getFirst().name(), portion.sender(), portion.group(), work.quota(), work.wanted());
        var own = work.with(portion);
        try (var shared = new Shared(work.ledger().shares(), wish, pace, clock);
                var recorder = new Recorder(own, inFlight, canary);
                var sending = new Sending(own, pace, route, recorder)) {
            new Loop(portion, shared, new Hands(care, recorder, sending)).run();
        }
    }

    /// Who takes part in a loop.
    private record Hands(Care care, Recorder recorder, Sending sending) {}

    /// Rests while everybody else starts, too, when the run is a large one that is not urgent.
    public void keepAwayFromQuarterHours() {
        if (!work.wanted().urgent() && work.run().counted().recipients() >= knobs.bigFrom()) {
            rests.rest(QuarterHours.until(work.surroundings().clock().now()));
        }
    }

    /// One delivery after the other, page by page.
    private final class Loop {
        private final Portion portion;
        private final Shared shared;
        private final Care care;
        private final Recorder recorder;
        private final Sending sending;
        private boolean probed;

        Loop(Portion portion, Shared shared, Hands hands) {
            this.portion = portion;
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
                return expire();
            }
            if (page.owed().isEmpty()) {
                return waitForMore();
            }
            var judged = judge.judge(page, gateway.get(), route::works);
            return !isFit(gateway.get(), judged) || go(judged);
        }

        /// The first rows of many are not spent on what the provider says beforehand that it would refuse.
        private boolean isFit(Gateway gateway, Judged judged) {
            var isFew = judged.parcels().size() < knobs.canary().least();
            if (probed || isFew || canary.hasPassed()) {
                return true;
            }
            probed = true;
            var against = Probe.of(gateway, judged.asked());
            against.ifPresent(outcome -> route.hear(gateway, outcome));
            if (against.isPresent() && against.get() instanceof Outcome.Rejected(var code, var text, var _)) {
                stop(
                        gateway.name() + " refuses what it says, " + code + ": " + text,
                        "and nothing was sent.\n   fix: correct the message");
            }
            return against.isEmpty();
        }

        private int limit(Gateway gateway) {
            var ahead = ahead();
            var evenly = (int) Math.clamp(pace.rate() * ahead.toMillis() / 2_000, 1, knobs.page());
            var room = Math.min(inFlight.availablePermits(), pace.within(ahead) - sending.queued());
            if (room < Math.max(1, Math.min(evenly, knobs.inFlight()) / 2)) {
                // A small page costs the databases as much as a large one.
                return 0;
            }
            var free = Math.min(room, evenly);
            var trial = route.isOnTrial(gateway) ? Math.clamp(1L - busy(), 0, 1) : free;
            return canary.room(Math.min(free, trial), busy());
        }

        /// No more is claimed than leaves soon: what waits for its moment for too long is not sent.
        private Duration ahead() {
            var most = knobs.stale().dividedBy(4);
            return most.compareTo(SOON) < 0 ? most : SOON;
        }

        private boolean go(Judged judged) {
            var wanted = judged.parcels().size();
            work.surroundings().rehearsal().accept(SendPoint.BEFORE_INTENT);
            inFlight.acquireUninterruptibly(wanted);
            var decided = judged.told(work, work.ledger().due().decide(portion.fence(), work.run(), judged.decision()));
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
                rests.rest(time.get());
                pace.restart();
                return rests.isRunning();
            }
            awaitIdle();
            throw work.with(portion).refused(route.broken());
        }

        /// What is on the wire may come back, and is expired then.
        private boolean expire() {
            portion.expire();
            if (isIdle()) {
                return portion.isWhole() && portion.untilNext().isPresent();
            }
            work.surroundings().clock().sleep(MOMENT);
            return true;
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
            rests.rest(next.get().plusMillis(1));
            if (next.get().compareTo(knobs.ramp()) >= 0) {
                // What was held may be a million whose night ends at once.
                pace.restart();
            }
            return rests.isRunning();
        }

        private void bounds(boolean noMore) {
            if (canary.isReady(busy(), noMore)) {
                if (canary.isBad()) {
                    stop(canary.told(), REFUSED);
                }
                canary.pass();
                work.ledger().runs().passCanary(portion.fence(), work.run());
            }
            if (canary.isBadLately()) {
                stop(canary.told(), REFUSED);
            }
        }

        private void stop(String why, String fix) {
            throw work.with(portion).stopped(why, fix);
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
