package dev.hikyaku.push;

import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.delivery.DeviceFacts;
import dev.hikyaku.ledger.delivery.Settled;
import dev.hikyaku.ledger.delivery.news.News;
import dev.hikyaku.manifest.campaign.Campaign;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Writes outcomes as they come in, many at once. A delivery leaves the number in flight when its outcome is stored,
/// not when it is heard.
final class Recorder implements AutoCloseable {
    private static final int MOST = 1_000;
    private static final int ENOUGH = 250;
    private static final Duration GATHER = Duration.ofMillis(40);
    private static final Duration MOMENT = Duration.ofMillis(4);

    private final CampaignWork work;
    private final Semaphore inFlight;
    private final Canary canary;
    private final LinkedBlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final List<DeviceFacts.Gone> gone = new ArrayList<>();
    private final List<DeviceFacts.Gone> strays = new ArrayList<>();
    private final AtomicLong done = new AtomicLong();
    private final Thread thread;
    private volatile boolean closing;
    private boolean anyAccepted;
    private boolean told;
    private volatile @Nullable RuntimeException failure;

    /// What a provider said of a parcel.
    record Heard(Parcel parcel, Outcome outcome) {}

    Recorder(CampaignWork work, Semaphore inFlight, Canary canary) {
        this.work = work;
        this.inFlight = inFlight;
        this.canary = canary;
        thread = Thread.ofVirtual().name("outcomes").start(this::record);
    }

    void hear(Parcel parcel, Outcome outcome) {
        heard.add(new Heard(parcel, outcome));
    }

    /// Throws what made it stop.
    void check() {
        var failed = failure;
        if (failed != null) {
            told = true;
            throw failed;
        }
    }

    private void record() {
        var some = new ArrayList<Heard>(MOST);
        try {
            while (!closing || !heard.isEmpty()) {
                var first = heard.poll(50, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                some.add(first);
                gather();
                heard.drainTo(some, MOST - 1);
                write(some);
                some.clear();
            }
        } catch (Fence.LeaseLost lost) {
            failure = lost;
            keepLate(some);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            failure = failed;
        } catch (Error broken) {
            // Whoever waits for these outcomes would wait for ever.
            failure = new IllegalStateException("outcomes are not written any more", broken);
            throw broken;
        }
    }

    /// A few at a time would cost the ledger as much as many; where many are there nobody waits for more.
    private void gather() throws InterruptedException {
        for (var waited = Duration.ZERO;
                heard.size() < ENOUGH && waited.compareTo(GATHER) < 0;
                waited = waited.plus(MOMENT)) {
            Thread.sleep(MOMENT);
        }
    }

    private void write(List<Heard> some) {
        work.surroundings().rehearsal().accept(SendPoint.BEFORE_OUTCOME);
        var settled = some.stream().map(this::settled).toList();
        expectNews(some);
        work.ledger().outcomes().settle(work.fence(), work.campaign().name(), settled);
        work.surroundings().rehearsal().accept(SendPoint.AFTER_OUTCOME);
        some.forEach(this::remember);
        learn(some);
        inFlight.release(some.size());
        work.surroundings()
                .progress()
                .at(
                        work.campaign().name(),
                        "deliver",
                        done.addAndGet(settled.stream()
                                .filter(Settled.Final.class::isInstance)
                                .count()),
                        work.run().counted().recipients());
    }

    /// Of what a provider tells later, the message is known before its delivery is settled: whichever comes first.
    private void expectNews(List<Heard> some) {
        var sns = work.push().sns();
        if (sns == null || sns.failures() == null) {
            return;
        }
        var accepted = new ArrayList<News.Accepted>();
        some.forEach(one -> {
            var parcel = one.parcel();
            if (parcel.gateway().name().equals("sns") && one.outcome() instanceof Outcome.Accepted(var id, var _)) {
                accepted.add(new News.Accepted(
                        id, parcel.owed().id(), parcel.device().hash(), parcel.registeredAt()));
            }
        });
        if (!accepted.isEmpty()) {
            work.ledger().news().accepted(work.fence(), accepted);
        }
    }

    private void remember(Heard one) {
        switch (one.outcome()) {
            case Outcome.Accepted _ -> {
                anyAccepted = true;
                canary.hear(false);
            }
            case Outcome.Unknown _ -> canary.hear(false);
            case Outcome.Rejected refused -> {
                canary.hear(true);
                var dead = new DeviceFacts.Gone(
                        one.parcel().device().hash(),
                        refused.code(),
                        one.parcel().registeredAt());
                switch (refused.blame()) {
                    case DEVICE -> gone.add(dead);
                    case SENDER -> strays.add(dead);
                    case GATEWAY, NOTIFICATION -> {
                        // The device lives.
                    }
                }
            }
            case Outcome.NotNow _, Outcome.Stopped _ -> {
                // Nobody looked at the delivery: it says nothing of the campaign.
            }
        }
    }

    /// Devices are not marked before the first rows went well: with the wrong credentials all of them look dead.
    private void learn(List<Heard> some) {
        var named = new ArrayList<DeviceFacts.Named>();
        some.forEach(one -> {
            if (one.outcome() instanceof Outcome.Accepted accepted && accepted.endpoint() != null) {
                named.add(new DeviceFacts.Named(one.parcel().device().hash(), accepted.endpoint()));
            }
        });
        if (!named.isEmpty()) {
            work.ledger().devices().named(work.fence(), named);
        }
        if (canary.hasPassed()) {
            markGone();
        }
    }

    /// A device of another project is a stray only where the credentials are good for others.
    private void markGone() {
        if (anyAccepted) {
            gone.addAll(strays);
            strays.clear();
        }
        if (!gone.isEmpty()) {
            work.ledger().devices().gone(work.fence(), List.copyOf(gone));
            gone.clear();
        }
    }

    private Settled settled(Heard one) {
        var id = one.parcel().owed().id();
        var noHint = work.surroundings().knobs().noHint();
        var before = one.parcel().owed().gateway();
        return switch (one.outcome()) {
            case Outcome.Accepted accepted -> new Settled.Final(id, "accepted", null, null, accepted.messageId());
            case Outcome.Rejected refused -> new Settled.Final(id, "rejected", refused.code(), refused.text(), null);
            case Outcome.NotNow(var code, var text, var after, var _) ->
                new Settled.Again(id, after == null ? noHint : after, before, false, code, text);
            case Outcome.Stopped(var code, var text) -> new Settled.Again(id, Duration.ZERO, before, false, code, text);
            case Outcome.Unknown(var code, var text) -> unknown(one.parcel(), code, text);
        };
    }

    private Settled unknown(Parcel parcel, String code, String text) {
        var knobs = work.surroundings().knobs();
        var attempt = parcel.owed().attempts() + 1;
        var again = work.campaign().repeats() == Campaign.Repeats.AT_LEAST_ONCE && attempt < knobs.attempts();
        return again
                ? new Settled.Again(
                        parcel.owed().id(),
                        knobs.beforeRepeat().multipliedBy(attempt),
                        parcel.gateway().name(),
                        true,
                        code,
                        text)
                : new Settled.Final(parcel.owed().id(), "unknown", code, text, null);
    }

    private void keepLate(List<Heard> some) {
        heard.drainTo(some);
        work.ledger()
                .outcomes()
                .keepLate(work.fence(), some.stream().map(this::settled).toList());
    }

    /// Waits until all that was heard is stored, and marks the devices that turned out dead, unless the first rows went
    /// badly. Throws what made it stop when nobody heard of that yet.
    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        if (failure == null && canary.hasPassed()) {
            markGone();
        }
        if (!told) {
            check();
        }
    }
}
