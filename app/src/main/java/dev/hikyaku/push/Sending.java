package dev.hikyaku.push;

import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.push.pace.Pace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

    /// Sends them behind those before them. Their intents are committed.
    void send(List<Parcel> parcels) {
        var stale = work.surroundings().clock().nanos()
                + work.surroundings().knobs().stale().toNanos();
        line.execute(() -> {
            try {
                parcels.forEach(parcel -> send(parcel, stale));
            } catch (RuntimeException failed) {
                failure = failed;
            }
        });
    }

    private void send(Parcel parcel, long stale) {
        if (!route.works(parcel.gateway())) {
            recorder.hear(parcel, new Outcome.NotNow("HK4009", "the provider rests", Duration.ZERO, false));
            return;
        }
        pace.await();
        if (work.surroundings().clock().nanos() > stale) {
            recorder.hear(parcel, new Outcome.NotNow("HK4004", "it was not sent in time", Duration.ZERO, false));
            return;
        }
        work.surroundings().rehearsal().accept(SendPoint.MID_SEND);
        calls.execute(() -> call(parcel));
    }

    private void call(Parcel parcel) {
        Outcome outcome;
        try {
            outcome = parcel.gateway().send(parcel.notification(), parcel.address());
        } catch (RuntimeException noAnswer) {
            // A gateway never throws for what a provider does, so this is a fault of ours; the phone may show it.
            outcome = new Outcome.Unknown("HK4010", String.valueOf(noAnswer));
        }
        route.hear(parcel.gateway(), outcome);
        recorder.hear(parcel, outcome);
    }

    /// Waits for all calls.
    @Override
    public void close() {
        line.close();
        calls.close();
    }
}
