package dev.hikyaku.run.campaign;

import dev.hikyaku.gateway.sns.DeliveryFailure;
import dev.hikyaku.gateway.sns.DeliveryFailures;
import dev.hikyaku.gateway.sns.SnsSettings;
import dev.hikyaku.ledger.delivery.Deliveries;
import dev.hikyaku.ledger.delivery.news.News;
import dev.hikyaku.manifest.campaign.Push;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears what Amazon SNS tells of notifications after it accepted them, as long as a run or the service goes on: the
/// queue that `push.sns.failures` names. What was heard is in the ledger before it leaves the queue.
public final class LateNews implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LateNews.class);
    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final Duration TOGETHER = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration FORGET = Duration.ofMinutes(10);

    /// What is on its way when a run ends is waited for; what comes later is heard by the next one.
    private static final Duration LAST = Duration.ofSeconds(10);

    private final CountDownLatch closing = new CountDownLatch(1);
    private final Deliveries ledger;
    private final News.Bounds bounds;
    private final Consumer<Stopped> stopped;
    private final @Nullable Thread thread;
    private long forgot = System.nanoTime();
    private boolean inTrouble;

    /// A run that was paused.
    ///
    /// @param text what, why and what helps
    public record Stopped(String campaign, String run, String text) {
        private static Stopped of(News.Paused paused) {
            return new Stopped(
                    paused.campaign(),
                    paused.run(),
                    "HK4013  campaign " + paused.campaign() + ", run " + paused.run() + ": " + paused.reason()
                            + ". It is paused, and their devices were not marked dead."
                            + "\n   fix: look at the credentials of the platform application; then resume it or cancel it");
        }
    }

    private LateNews(
            Deliveries ledger, News.Bounds bounds, Consumer<Stopped> stopped, @Nullable DeliveryFailures failures) {
        this.ledger = ledger;
        this.bounds = bounds;
        this.stopped = stopped;
        thread = failures == null ? null : Thread.ofVirtual().name("late news").start(() -> listen(failures));
    }

    /// Begins to listen, if the project names a queue.
    ///
    /// @param stopped hears that a run was paused, be it the caller's own or another one
    public static LateNews open(
            @Nullable Push push, Deliveries ledger, PushSettings settings, Consumer<Stopped> stopped) {
        var canary = settings.canary();
        var bounds = new News.Bounds(canary.least(), canary.mostRefused());
        return new LateNews(ledger, bounds, stopped, failures(push));
    }

    private static @Nullable DeliveryFailures failures(@Nullable Push push) {
        var sns = push == null ? null : push.sns();
        var queue = sns == null ? null : sns.failures();
        return sns == null || queue == null
                ? null
                : new DeliveryFailures(atQueue(Gateways.settings(sns), URI.create(queue)), URI.create(queue));
    }

    /// The queue says where it is; `push.sns.url` says where SNS is.
    private static SnsSettings atQueue(SnsSettings settings, URI queue) {
        return settings.at(URI.create(queue.getScheme() + "://" + queue.getRawAuthority()), settings.credentials());
    }

    private void listen(DeliveryFailures failures) {
        try (failures) {
            while (closing.getCount() > 0) {
                hear(failures, WAIT);
            }
            var end = System.nanoTime() + LAST.toNanos();
            while (hear(failures, Duration.ofSeconds(1)) && System.nanoTime() < end) {
                // there may be more
            }
        }
    }

    /// @return whether there was anything
    private boolean hear(DeliveryFailures failures, Duration wait) {
        try {
            var heard = read(failures, wait);
            var joined = ledger.news().join(bounds);
            joined.paused().stream().map(Stopped::of).forEach(stopped);
            forget();
            inTrouble = false;
            return heard > 0;
        } catch (RuntimeException broken) {
            // the ledger's failures too: what it did not take comes again
            complain(broken);
            pause();
            return false;
        }
    }

    /// What is there is looked at together: joined ten by ten, a storm would look like ten dead devices.
    private int read(DeliveryFailures failures, Duration wait) {
        var end = System.nanoTime() + TOGETHER.toNanos();
        var heard = 0;
        var some = failures.read(wait, this::take);
        for (; some > 0; some = failures.read(Duration.ZERO, this::take)) {
            heard += some;
            if (System.nanoTime() > end) {
                return heard;
            }
        }
        return heard;
    }

    private void take(DeliveryFailure one) {
        ledger.news().hear(one.messageId(), one.failureType());
    }

    private void complain(RuntimeException broken) {
        if (!inTrouble) {
            LOG.warn(
                    "the queue of delivery failures was not read: {}; it is tried every {} s, and nothing is lost",
                    broken.toString(),
                    PAUSE.toSeconds());
        }
        inTrouble = true;
    }

    private void forget() {
        if (System.nanoTime() - forgot > FORGET.toNanos()) {
            forgot = System.nanoTime();
            ledger.news().forget();
        }
    }

    private void pause() {
        try {
            closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /// Hears what is there, and ends.
    @Override
    public void close() {
        closing.countDown();
        if (thread != null) {
            try {
                thread.join();
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
