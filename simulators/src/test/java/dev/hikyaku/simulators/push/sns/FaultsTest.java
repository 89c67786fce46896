package dev.hikyaku.simulators.push.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.simulators.push.sns.fault.SnsFault;
import dev.hikyaku.simulators.push.sns.quota.Quotas;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.InternalErrorException;
import software.amazon.awssdk.services.sns.model.SnsException;

class FaultsTest extends SnsTest {

    @Test
    void theSdkSendsALostPublishFourTimesAndTheSimulatorKnowsWhoDidIt() throws InterruptedException {
        var endpoint = create("token-1");
        simulator
                .faults()
                .set(SnsFault.loseAnswer().on("Publish").forTokens("token-1").times(3));

        publish(endpoint, HELLO);
        settle();

        assertThat(simulator.publishes().list()).extracting("attempt").containsExactly(1, 2, 3, 4);
        assertThat(simulator.publishes().duplicates())
                .extracting("bySdk", "byApplication")
                .containsExactly(3, 0);
        assertThat(simulator.phones().copies("token-1", "t1")).isEqualTo(4);
        assertThat(simulator.faults().active()).isEmpty();
    }

    @Test
    void fiveHundredAfterTheDeedIsADuplicateToo() {
        var endpoint = create("token-1");
        simulator.faults().set(SnsFault.errorAfter().on("Publish"));

        assertThatThrownBy(() -> publish(endpoint, HELLO)).isInstanceOf(InternalErrorException.class);

        assertThat(simulator.publishes().list()).hasSize(4);
    }

    @Test
    void aLateAnswerIsADuplicateForWhoDoesNotWait() {
        var endpoint = create("token-1");
        simulator
                .faults()
                .set(SnsFault.slowAnswer(Duration.ofSeconds(5)).on("Publish").times(1));
        try (var hasty = client(simulator.url(), override -> override.apiCallAttemptTimeout(Duration.ofMillis(700)))) {
            hasty.publish(request ->
                    request.targetArn(endpoint).messageStructure("json").message(HELLO));
        }

        assertThat(simulator.publishes().duplicates().bySdk()).isEqualTo(1);
    }

    @Test
    void refusalsHaveNoEffect() {
        var endpoint = create("token-1");
        try (var once = client(simulator.url(), override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))) {
            simulator.faults().set(SnsFault.refuse(403, "AuthorizationError").times(1));
            assertThatThrownBy(() ->
                            once.publish(request -> request.targetArn(endpoint).message("m")))
                    .isInstanceOf(AuthorizationErrorException.class);
            simulator.faults().set(SnsFault.throttle().times(1));
            assertThatThrownBy(() ->
                            once.publish(request -> request.targetArn(endpoint).message("m")))
                    .isInstanceOfSatisfying(
                            SnsException.class,
                            refused ->
                                    assertThat(refused.isThrottlingException()).isTrue())
                    .hasMessageContaining("Rate exceeded");
            simulator.faults().set(SnsFault.regionDown().times(1));
            assertThatThrownBy(() ->
                            once.publish(request -> request.targetArn(endpoint).message("m")))
                    .isInstanceOfSatisfying(
                            SnsException.class,
                            refused -> assertThat(refused.statusCode()).isEqualTo(503));
            simulator.faults().set(SnsFault.drop().times(1));
            assertThatThrownBy(() ->
                            once.publish(request -> request.targetArn(endpoint).message("m")))
                    .isInstanceOf(SdkClientException.class);
        }
        assertThat(simulator.publishes().list()).isEmpty();
    }

    @Test
    void eachActionHasItsOwnQuota() {
        simulator.grant(new Quotas(1, 2, 1));
        try (var once = client(simulator.url(), override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))) {
            var endpoint = once.createPlatformEndpoint(request ->
                            request.platformApplicationArn(application).token("token-1"))
                    .endpointArn();
            once.publish(request -> request.targetArn(endpoint).message("m"));
            assertThatThrownBy(() ->
                            once.publish(request -> request.targetArn(endpoint).message("m")))
                    .hasMessageContaining("Rate exceeded");
            once.getEndpointAttributes(request -> request.endpointArn(endpoint));
        }
        assertThat(Quotas.of("ap-northeast-1")).isEqualTo(new Quotas(1500, 150, 30));
        assertThat(Quotas.of("ap-northeast-3")).isEqualTo(new Quotas(300, 30, 30));
    }

    @Test
    void faultsAreSetThroughTheControlDoor() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var door = HttpRequest.newBuilder(simulator.url().resolve("/simulator/faults"));
            var set = client.send(
                    door.POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"kind\":\"slowAnswer\",\"token\":\"late-\",\"millis\":20,\"share\":0.5}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(set.body())
                    .isEqualTo(
                            "{\"faults\":[{\"kind\":\"slowAnswer\",\"action\":\"\",\"token\":\"late-\",\"share\":0.5,"
                                    + "\"millis\":20,\"code\":\"InternalError\",\"status\":500,\"times\":0}]}");
            var wrong = client.send(
                    door.POST(HttpRequest.BodyPublishers.ofString("{\"kind\":\"rain\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(wrong.statusCode()).isEqualTo(400);
            client.send(door.DELETE().build(), HttpResponse.BodyHandlers.ofString());
            assertThat(simulator.faults().active()).isEmpty();
        }
    }

    @Test
    void quotasAreGrantedThroughTheControlDoor() throws IOException, InterruptedException {
        var grant = HttpRequest.newBuilder(simulator.url().resolve("/simulator/quotas"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"publish\":10,\"endpoint\":1,\"list\":30}"))
                .build();
        try (var client = HttpClient.newHttpClient();
                var once = client(simulator.url(), override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))) {
            assertThat(client.send(grant, HttpResponse.BodyHandlers.ofString()).body())
                    .isEqualTo("{\"publish\":10.0,\"endpoint\":1.0,\"list\":30.0}");
            once.createPlatformEndpoint(
                    request -> request.platformApplicationArn(application).token("token-1"));
            assertThatThrownBy(() -> once.createPlatformEndpoint(request ->
                            request.platformApplicationArn(application).token("token-2")))
                    .hasMessageContaining("Rate exceeded");
        }
    }
}
