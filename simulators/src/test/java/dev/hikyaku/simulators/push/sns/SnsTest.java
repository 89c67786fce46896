package dev.hikyaku.simulators.push.sns;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/// A simulator, and Amazon's own client for it, set up as anybody would.
abstract class SnsTest {
    static final StaticCredentialsProvider ANYBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("anybody", "anything"));

    @RegisterExtension
    final SnsSimulatorExtension extension =
            new SnsSimulatorExtension().with(options -> options.withPlatformDelay(Duration.ofMillis(1)));

    SnsSimulator simulator;
    SnsClient sns;
    String application;

    @BeforeEach
    void connect() {
        simulator = extension.simulator();
        sns = client(simulator.url(), _ -> {});
        application = simulator.createApplication("GCM", "shop");
    }

    @AfterEach
    void disconnect() {
        sns.close();
    }

    static SnsClient client(URI url, Consumer<ClientOverrideConfiguration.Builder> override) {
        return SnsClient.builder()
                .endpointOverride(url)
                .region(Region.AP_NORTHEAST_1)
                .credentialsProvider(ANYBODY)
                .overrideConfiguration(override)
                .build();
    }

    String create(String token) {
        return sns.createPlatformEndpoint(
                        request -> request.platformApplicationArn(application).token(token))
                .endpointArn();
    }

    PublishResponse publish(String endpoint, String message) {
        return sns.publish(
                request -> request.targetArn(endpoint).messageStructure("json").message(message));
    }

    void settle() throws InterruptedException {
        if (!simulator.awaitIdle(Duration.ofSeconds(20))) {
            throw new AssertionError("notifications are still on their way");
        }
    }

    static String v1(String message) {
        return "{\"default\":\"Hello\",\"GCM\":\""
                + ("{\"fcmV1Message\":{\"message\":" + message + "}}").replace("\"", "\\\"") + "\"}";
    }

    static final String HELLO = v1("{\"notification\":{\"title\":\"Hi\",\"body\":\"Hello\"},"
            + "\"data\":{\"open\":\"app://cars/1\"},\"android\":{\"notification\":{\"tag\":\"t1\"}}}");
}
