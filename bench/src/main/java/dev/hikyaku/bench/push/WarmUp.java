package dev.hikyaku.bench.push;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Notification;
import dev.hikyaku.gateway.fcm.FcmGateway;
import dev.hikyaku.gateway.fcm.FcmSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Makes a simulator as warm as Google's servers are: else each race would begin with its compiler at work on the
/// racer's own cores.
final class WarmUp {
    private static final int MESSAGES = 30_000;
    private static final int AT_ONCE = 300;
    private static final Notification HELLO =
            new Notification("warm", "Hello", "Is it warm?", null, null, Map.of(), Duration.ofHours(1), Map.of());

    private WarmUp() {}

    static void of(String url, Path account) throws IOException {
        var free = new Semaphore(AT_ONCE);
        var settings = FcmSettings.of(URI.create(url), Files.readString(account));
        try (var gateway = new FcmGateway(settings, Clock.systemUTC());
                var calls = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < MESSAGES; i++) {
                var phone = new Address(Address.Kind.TOKEN, "warm-" + i, Address.Platform.ANDROID, null);
                free.acquireUninterruptibly();
                calls.execute(() -> {
                    gateway.send(HELLO, phone);
                    free.release();
                });
            }
        }
    }
}
