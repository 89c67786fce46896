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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

/// Sends what is due in one run until nothing waits any more, somebody wants it to rest, or no provider takes anything.
public final class Deliver {
    private static final Duration MOMENT = Duration.ofMillis(10);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final String REFUSED = "and no device was marked dead for the first rows.\n"
            + "   fix: look at the reasons; wrong credentials look like this";
    private static final Duration SOON = Duration.ofSeconds(1);

    private final CampaignWork work;
    private final Knobs knobs;
    private final Semaphore inFlight;
    private final Canary canary;
    private final Route route;
    private final Judge judge;

    /// For one run whose audience is in the ledger.
    public Deliver(CampaignWork work) {
        this.work = work;
        knobs = work.surroundings().knobs();
        inFlight = new Semaphore(knobs.inFlight());
        canary = new Canary(knobs.canary(), work.run().canaryPassed());
        route = new Route(work.gateways(), work.surroundings().clock(), knobs.noHint());
        judge = new Judge(work);
    }

    /// Delivers.
    ///
    /// @return the run as it stands afterwards: finished, or running when deliveries wait for a later time, or what
    /// somebody made of it
    /// @throws CampaignWork.GuardStopped when too many deliveries were refused for good; the run is paused
    /// @throws CampaignWork.ProvidersRefuse when no provider takes anything; the run is paused
    public CampaignRun deliver() {
        var again = work.campaign().repeats() == Campaign.Repeats.AT_LEAST_ONCE;
        work.ledger().outcomes().recover(work.fence(), work.run(), again ? knobs.attempts() : 0);
        keepAwayFromQuarterHours();
        var care = Care.begin(work.ledger(), work.fence(), work.run());
        try {
            send(care);
        } catch (RuntimeException failed) {
            ended(care, failed);
            throw failed;
        }
        care.end();
        var run = work.ledger().runs().fresh(work.run());
        // What was on the wire while somebody cancelled the run may have come back.
        work.ledger().unsent().cancel(run, String.valueOf(run.reason()));
        var nothingWaits = work.ledger().due().untilNext(run).isEmpty();
        return nothingWaits && run.state() == State.RUNNING
                ? work.ledger().runs().finish(work.fence(), run)
                : run;
    }

    private static void ended(Care care, RuntimeException failed) {
        try {
            care.end();
        } catch (RuntimeException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }

    private void send(Care care) {
        var limit = work.campaign().limits().perSecond();
        var rate = limit == null ? knobs.perSecond() : Math.min(limit, knobs.perSecond());
        var pace = new Pace(rate, knobs.ramp(), work.surroundings().clock());
        var wish = new Shared.Wish(work.gateways().getFirst().name(), work.run().id(), knobs.perSecond(), rate);
        try (var shared = new Shared(
                        work.ledger().shares(), wish, pace, work.surroundings().clock());
                var recorder = new Recorder(work, inFlight, canary);
                var sending = new Sending(work, pace, route, recorder)) {
            new Loop(pace, shared, new Hands(care, recorder, sending)).run();
        }
    }

    /// Who takes part in a loop.
    private record Hands(Care care, Recorder recorder, Sending sending) {}

    private void keepAwayFromQuarterHours() {
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
        private final Pace pace;
        private final Shared shared;
        private final Care care;
        private final Recorder recorder;
        private final Sending sending;
        private boolean probed;

        Loop(Pace pace, Shared shared, Hands hands) {
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
            var gateway = route.now();
            if (gateway.isEmpty()) {
                return restOrPause();
            }
            var most = limit(gateway.get());
            if (most == 0) {
                work.surroundings().clock().sleep(MOMENT);
                return true;
            }
            var page = care.look(work.ledger().due().page(work.run(), care.most(most)));
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
            var decided = work.ledger().due().decide(work.fence(), work.run(), judged.decision());
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
            work.ledger().runs().halt(work.fence(), work.run(), State.PAUSED, why);
            throw new CampaignWork.ProvidersRefuse("HK4008  campaign "
                    + work.campaign().name() + ", run " + work.run().key() + ": " + why
                    + ". It is paused; nobody's delivery was given up.\n   fix: mend the credentials, then resume it");
        }

        /// What is on the wire may come back, and is expired then.
        private boolean expire() {
            work.ledger().unsent().expire(work.fence(), work.run());
            if (isIdle()) {
                return work.ledger().due().untilNext(work.run()).isPresent();
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
            var next = work.ledger().due().untilNext(work.run());
            if (next.isEmpty() || next.get().compareTo(knobs.patience()) > 0) {
                return false;
            }
            rest(next.get().plusMillis(1));
            if (next.get().compareTo(knobs.ramp()) >= 0) {
                // What was held may be a million whose night ends at once.
                pace.restart();
            }
            return isRunning();
        }

        private void bounds(boolean noMore) {
            if (canary.isReady(busy(), noMore)) {
                if (canary.isBad()) {
                    stop(canary.told(), REFUSED);
                }
                canary.pass();
                work.ledger().runs().passCanary(work.fence(), work.run());
            }
            if (canary.isBadLately()) {
                stop(canary.told(), REFUSED);
            }
        }

        private void stop(String why, String fix) {
            work.ledger().runs().halt(work.fence(), work.run(), State.PAUSED, why);
            throw new CampaignWork.GuardStopped(
                    "HK4011  campaign " + work.campaign().name() + ", run "
                            + work.run().key() + ": " + why
                            + ". It is paused, " + fix + ". Resume it or cancel it");
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
