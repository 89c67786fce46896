package dev.hikyaku.simulators.push.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// An account of which the simulator knows the secret: Amazon's own clients sign, and the signature is checked.
class SignatureTest {
    private static final String KEY = "AKIDEXAMPLE";
    private static final String SECRET = "secret/with+signs";
    private static final Region TOKYO = Region.AP_NORTHEAST_1;
    private static final Caller OURS = new Caller(KEY, SECRET, TOKYO);

    @TempDir
    private Path folder;

    private SnsSimulator start() {
        return SnsSimulator.start(SnsOptions.of(folder).withAccount(KEY, SECRET));
    }

    @Test
    void whoSignsWithTheSecretIsLetIn() {
        try (var simulator = start();
                var sns = OURS.sns(simulator.url());
                var sqs = SqsClient.builder()
                        .endpointOverride(simulator.url())
                        .region(TOKYO)
                        .credentialsProvider(OURS.credentials())
                        .build()) {
            var application = simulator.createApplication("GCM", "shop");
            var endpoint = sns.createPlatformEndpoint(request ->
                            request.platformApplicationArn(application).token("t 1/ü+&=~"))
                    .endpointArn();
            assertThat(sns.getEndpointAttributes(request -> request.endpointArn(endpoint))
                            .attributes())
                    .containsEntry("Token", "t 1/ü+&=~");
            assertThat(sqs.receiveMessage(request ->
                                    request.queueUrl(simulator.queueUrl().toString()))
                            .messages())
                    .isEmpty();
        }
    }

    @Test
    void othersAreRefusedAsAwsRefusesThem() {
        try (var simulator = start()) {
            assertRefused(simulator, new Caller(KEY, "another", TOKYO), "SignatureDoesNotMatch", "calculated");
            assertRefused(simulator, new Caller("AKIDNOBODY", SECRET, TOKYO), "InvalidClientTokenId", "token");
            assertRefused(
                    simulator, new Caller(KEY, SECRET, Region.US_EAST_1), "SignatureDoesNotMatch", "valid region");
        }
    }

    private record Caller(String id, String secret, Region region) {
        SnsClient sns(URI url) {
            return SnsClient.builder()
                    .endpointOverride(url)
                    .region(region)
                    .credentialsProvider(credentials())
                    .build();
        }

        StaticCredentialsProvider credentials() {
            return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
        }
    }

    private static void assertRefused(SnsSimulator simulator, Caller caller, String code, String text) {
        try (var sns = caller.sns(simulator.url())) {
            assertThatThrownBy(() -> sns.createPlatformEndpoint(
                            request -> request.platformApplicationArn("x").token("t")))
                    .isInstanceOfSatisfying(AwsServiceException.class, refused -> {
                        assertThat(refused.statusCode()).isEqualTo(403);
                        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
                        assertThat(refused.awsErrorDetails().errorMessage()).contains(text);
                    });
        }
    }

    @Test
    void aSignatureOfAnotherHourIsOld() {
        var late = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
        var options = SnsOptions.of(folder).withAccount(KEY, SECRET).withClock(late);
        try (var simulator = SnsSimulator.start(options)) {
            assertRefused(simulator, OURS, "SignatureDoesNotMatch", "expired");
        }
    }

    @Test
    void whoDoesNotSignIsAskedTo() throws Exception {
        try (var simulator = start();
                var http = HttpClient.newHttpClient()) {
            var plain = HttpRequest.newBuilder(simulator.url())
                    .POST(HttpRequest.BodyPublishers.ofString("Action=Publish"))
                    .build();
            var answer = http.send(plain, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("<Code>MissingAuthenticationToken</Code>");
        }
    }
}
