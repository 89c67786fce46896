package dev.hikyaku.push;

import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.push.pace.Pace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Hands parcels to their providers, each on a thread of its own, each at its moment.
final class Sending implements AutoCloseable {
    private final CampaignWork work;
    private final Pace pace;
    private final Route route;
    private final Recorder recorder;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService line =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("sending").factory());
    private final AtomicInteger queued = new AtomicInteger();
    private volatile @Nullable RuntimeException failure;

    Sending(CampaignWork work, Pace pace, Route route, Recorder recorder) {
        this.work = work;
        this.pace = pace;
        this.route = route;
        this.recorder = recorder;
    }

    /// Throws what made it stop.
    void check() {
        var failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    /// How many wait for their moment.
    int queued() {
        return queued.get();
    }

    /// Sends them behind those before them. Their intents are committed.
    void send(List<Parcel> parcels) {
        queued.addAndGet(parcels.size());
        var stale = work.surroundings().clock().nanos()
                + work.surroundings().knobs().stale().toNanos();
        line.execute(() -> {
            try {
                parcels.forEach(parcel -> {
                    send(parcel, stale);
                    queued.decrementAndGet();
                });
            } catch (RuntimeException failed) {
                failure = failed;
            } catch (Error broken) {
                failure = new IllegalStateException("nothing is sent any more", broken);
                throw broken;
            }
        });
    }

    private void send(Parcel parcel, long stale) {
        if (!route.works(parcel.gateway())) {
            recorder.hear(parcel, new Outcome.NotNow("HK4009", "the provider rests", Duration.ZERO, false));
            return;
        }
        if (work.surroundings().clock().nanos() <= stale) {
            pace.await();
        }
        if (work.surroundings().clock().nanos() > stale) {
            recorder.hear(parcel, new Outcome.NotNow("HK4004", "it was not sent in time", Duration.ZERO, false));
            return;
        }
        work.surroundings().rehearsal().accept(SendPoint.MID_SEND);
        calls.execute(() -> call(parcel));
    }

    private void call(Parcel parcel) {
        // A gateway never throws for what a provider does, so that would be a fault of ours; the phone may show it.
        Outcome outcome = new Outcome.Unknown("HK4010", "the call ended in an error");
        try {
            outcome = parcel.gateway().send(parcel.notification(), parcel.address());
        } catch (RuntimeException noAnswer) {
            outcome = new Outcome.Unknown(
                    "HK4010", "the call ended in " + noAnswer.getClass().getName());
        } finally {
            route.hear(parcel.gateway(), outcome);
            recorder.hear(parcel, outcome);
        }
    }

    /// Waits for all calls.
    @Override
    public void close() {
        line.close();
        calls.close();
    }
}
