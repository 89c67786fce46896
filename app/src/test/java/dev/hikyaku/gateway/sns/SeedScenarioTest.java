package dev.hikyaku.gateway.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.simulators.push.sns.fault.SnsFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;

/// The batch of the article, in small: 5 % of the tokens exist with other attributes, 2 % are disabled, 1 % are
/// throttled, 0.5 % are answered late.
class SeedScenarioTest extends SnsSetup {
    private static final int DEVICES = 400;
    private static final int TAKEN = DEVICES * 5 / 100;
    private static final int DISABLED = DEVICES * 2 / 100;
    private static final int THROTTLED = DEVICES / 100;
    private static final int LATE = DEVICES / 200;

    private List<Address> audience() {
        var devices = new ArrayList<Address>();
        for (var number = 0; number < TAKEN; number++) {
            var token = "taken-" + number + "-";
            simulator.registry().create(application, token, Map.of("CustomUserData", "another program's"));
            devices.add(device(token));
        }
        for (var number = 0; number < DISABLED; number++) {
            var arn = endpoint("disabled-" + number + "-");
            simulator.registry().disable(arn);
            devices.add(device("disabled-" + number + "-", arn));
        }
        for (var number = 0; number < THROTTLED; number++) {
            devices.add(device("throttled-" + number + "-"));
            simulator
                    .faults()
                    .set(SnsFault.throttle()
                            .forTokens("throttled-" + number + "-")
                            .times(1));
        }
        for (var number = 0; number < LATE; number++) {
            devices.add(device("late-" + number + "-"));
        }
        while (devices.size() < DEVICES) {
            devices.add(device("well-" + devices.size() + "-"));
        }
        return devices;
    }

    private static String kind(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> "accepted";
            case Outcome.Rejected rejected -> "rejected " + rejected.code();
            case Outcome.NotNow _ -> "not now";
            case Outcome.Stopped _ -> "stopped";
            case Outcome.Unknown _ -> "unknown";
        };
    }

    /// Sends to all at once, and a second time where the first attempt does not count.
    private Map<String, Integer> sendToAll(List<Address> audience) throws InterruptedException {
        var outcomes = new ConcurrentHashMap<String, Integer>();
        var underway = new Semaphore(20);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var device : audience) {
                underway.acquire();
                threads.execute(() -> {
                    try {
                        var outcome = gateway.send(HELLO, device);
                        if (outcome instanceof Outcome.NotNow) {
                            outcomes.merge("not now, at first", 1, Integer::sum);
                            outcome = gateway.send(HELLO, device);
                        }
                        outcomes.merge(kind(outcome), 1, Integer::sum);
                    } finally {
                        underway.release();
                    }
                });
            }
        }
        return outcomes;
    }

    @Test
    void everyRecipientIsAccountedForAndNoPhoneShowsItTwice() throws InterruptedException {
        gateway.close();
        gateway = new SnsGateway(settings.withTimeout(Duration.ofSeconds(12)));
        simulator
                .faults()
                .set(SnsFault.slowAnswer(Duration.ofSeconds(30)).on("Publish").forTokens("late-"));

        var outcomes = sendToAll(audience());
        settle();

        assertThat(outcomes)
                .isEqualTo(Map.of(
                        "accepted", DEVICES - DISABLED - LATE,
                        "rejected EndpointDisabled", DISABLED,
                        "unknown", LATE,
                        "not now, at first", THROTTLED));
        var phones = simulator.phones();
        assertThat(phones.addresses("disabled-", DEVICES)).isEmpty();
        // the late ones are unknown to us, and on the phone all the same
        assertThat(phones.addresses("late-", DEVICES)).hasSize(LATE);
        assertThat(phones.counts().arrivals() - 1).isEqualTo(DEVICES - DISABLED);
        assertThat(phones.counts().duplicates()).isZero();
        assertThat(phones.visibleDuplicates()).isZero();
        assertThat(simulator.publishes().duplicates())
                .extracting("bySdk", "byApplication")
                .containsExactly(0, 0);
    }

    @Test
    void theArticlesLoopShowsItAgainWhereAnswersAreLostAndOursDoesNot() throws InterruptedException {
        var lost = 10;
        loseFirstAnswers("theirs-", lost);
        var theirs = new SeedLoop(simulator.url(), application);
        for (var device = 0; device < lost; device++) {
            theirs.send("theirs-" + device + "-");
        }
        settle();
        assertThat(simulator.publishes().duplicates())
                .extracting("bySdk", "byApplication")
                .containsExactly(lost, 0);
        assertThat(simulator.phones().visibleDuplicates()).isEqualTo(lost);

        loseFirstAnswers("ours-", lost);
        var unknown = 0;
        for (var device = 0; device < lost; device++) {
            unknown += gateway.send(HELLO, device("ours-" + device + "-")) instanceof Outcome.Unknown ? 1 : 0;
        }
        settle();
        assertThat(unknown).isEqualTo(lost);
        assertThat(simulator.phones().addresses("ours-", 100)).hasSize(lost);
        assertThat(simulator.phones().visibleDuplicates()).isEqualTo(lost);
        assertThat(simulator.publishes().duplicates().bySdk()).isEqualTo(lost);
    }

    @Test
    void theArticlesFiveAttemptsOfFourMakeTwenty() throws InterruptedException {
        simulator.faults().set(SnsFault.loseAnswer().on("Publish").forTokens("theirs-"));

        new SeedLoop(simulator.url(), application).send("theirs-1");
        settle();

        assertThat(publishesTo("theirs-1")).isEqualTo(20);
        assertThat(simulator.publishes().duplicates())
                .extracting("bySdk", "byApplication")
                .containsExactly(15, 4);
        assertThat(simulator.phones().visibleDuplicates("theirs-1")).isEqualTo(19);
    }

    private void loseFirstAnswers(String prefix, int devices) {
        for (var device = 0; device < devices; device++) {
            simulator
                    .faults()
                    .set(SnsFault.loseAnswer()
                            .on("Publish")
                            .forTokens(prefix + device + "-")
                            .times(1));
        }
    }

    /// The article's loop, on version 2 of the SDK with its defaults: create, publish, and all again up to five times.
    private record SeedLoop(SnsClient client, String application) {
        SeedLoop(java.net.URI url, String application) {
            this(
                    SnsClient.builder()
                            .endpointOverride(url)
                            .region(Region.AP_NORTHEAST_1)
                            .credentialsProvider(ANYBODY)
                            .build(),
                    application);
        }

        void send(String token) {
            for (var attempt = 1; attempt <= 5; attempt++) {
                try {
                    var endpoint = client.createPlatformEndpoint(request ->
                                    request.platformApplicationArn(application).token(token))
                            .endpointArn();
                    client.publish(request -> request.targetArn(endpoint)
                            .messageStructure("json")
                            .message("{\"GCM\":\"{\\\"notification\\\":{\\\"title\\\":\\\"Your car\\\"}}\"}"));
                    return;
                } catch (InvalidParameterException wrong) {
                    throw wrong;
                } catch (SdkException again) {
                    // as @Retryable does
                }
            }
        }
    }
}
