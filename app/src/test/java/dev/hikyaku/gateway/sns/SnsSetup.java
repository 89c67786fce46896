package dev.hikyaku.gateway.sns;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Address.Kind;
import dev.hikyaku.gateway.Address.Platform;
import dev.hikyaku.gateway.Notification;
import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.simulators.push.sns.SnsSimulator;
import dev.hikyaku.simulators.push.sns.SnsSimulatorExtension;
import dev.hikyaku.simulators.push.sns.quota.Quotas;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// A simulator of SNS with an application for Android, and a gateway that soon loses patience.
abstract class SnsSetup {
    static final StaticCredentialsProvider ANYBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("anybody", "anything"));
    static final String TOKEN = "plain-1:secret";
    static final Notification HELLO = notification("t1");

    @RegisterExtension
    final SnsSimulatorExtension extension = new SnsSimulatorExtension()
            .with(options -> options.withQuotas(Quotas.none()).withPlatformDelay(Duration.ofMillis(1)));

    SnsSimulator simulator;
    String application;
    SnsSettings settings;
    SnsGateway gateway;

    @BeforeEach
    void connect() {
        simulator = extension.simulator();
        application = simulator.createApplication("GCM", "shop");
        settings = settings(simulator.url(), Map.of(Platform.ANDROID, application));
        gateway = new SnsGateway(settings);
        // the first call of a process is slow, and no test is about that
        gateway.send(notification("warm"), device("warm"));
    }

    @AfterEach
    void disconnect() {
        gateway.close();
    }

    static SnsSettings settings(URI url, Map<Platform, String> applications) {
        return SnsSettings.of("ap-northeast-1", applications)
                .at(url, ANYBODY)
                .withRates(new SnsRates(100_000, 100_000, 100))
                .withTimeout(Duration.ofSeconds(3));
    }

    static Notification notification(String tag) {
        return new Notification(
                tag, "Your car", "It is \"ready\"", "app://cars/1", null, Map.of(), Duration.ofHours(1), Map.of());
    }

    static Address device(String token) {
        return device(token, null);
    }

    static Address device(String token, @Nullable String endpoint) {
        return new Address(Kind.TOKEN, token, Platform.ANDROID, endpoint);
    }

    /// An endpoint that the gateway knows already.
    String endpoint(String token) {
        return simulator.registry().create(application, token, Map.of()).arn();
    }

    Outcome sendTo(String token) {
        return gateway.send(HELLO, device(token, endpoint(token)));
    }

    long publishesTo(String token) {
        var arn = simulator.registry().find(application, token).orElseThrow().arn();
        return simulator.publishes().list().stream()
                .filter(publish -> publish.endpoint().equals(arn))
                .count();
    }

    void settle() throws InterruptedException {
        if (!simulator.awaitIdle(Duration.ofSeconds(20))) {
            throw new AssertionError("notifications are still on their way");
        }
    }
}
