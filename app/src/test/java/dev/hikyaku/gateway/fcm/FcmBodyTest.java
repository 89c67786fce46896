package dev.hikyaku.gateway.fcm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Notification;
import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.simulators.push.fcm.FcmSimulator;
import dev.hikyaku.simulators.push.fcm.FcmSimulatorExtension;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FcmBodyTest {
    @RegisterExtension
    final FcmSimulatorExtension fcm = new FcmSimulatorExtension();

    private static Notification notification(String body, Map<String, String> overrides) {
        return new Notification(
                "tag", "title", body, "app://x", null, Map.of("k", "v"), Duration.ofDays(30), overrides);
    }

    private static String json(Notification notification, Address.Kind kind, Address.Platform platform) {
        var address = new Address(kind, "a1", platform, null);
        return new String(new FcmBody(notification, address, Instant.EPOCH).bytes(false), StandardCharsets.UTF_8);
    }

    @Test
    void saysWhatThePlatformNeeds() {
        var shared = "\"notification\":{\"title\":\"title\",\"body\":\"body\"},"
                + "\"data\":{\"k\":\"v\",\"open\":\"app://x\"},";
        var plain = notification("body", Map.of());
        assertThat(json(plain, Address.Kind.TOKEN, Address.Platform.ANDROID))
                .isEqualTo("{\"message\":{\"token\":\"a1\"," + shared
                        + "\"android\":{\"ttl\":\"2419200s\",\"notification\":{\"tag\":\"tag\"}}}}");
        assertThat(json(plain, Address.Kind.FID, Address.Platform.IOS))
                .isEqualTo("{\"message\":{\"fid\":\"a1\"," + shared
                        + "\"apns\":{\"headers\":{\"apns-collapse-id\":\"tag\",\"apns-expiration\":\"2419200\"}}}}");
        assertThat(json(plain, Address.Kind.TOKEN, Address.Platform.WEB))
                .isEqualTo("{\"message\":{\"token\":\"a1\"," + shared
                        + "\"webpush\":{\"headers\":{\"TTL\":\"2419200\"},\"notification\":{\"tag\":\"tag\"}}}}");
    }

    @Test
    void mergesOverridesOfItsOwnPlatformAlone() {
        var overrides = Map.of(
                "android", "{\"priority\":\"high\",\"notification\":{\"channel_id\":\"cars\"}}",
                "apns", "{\"payload\":{\"aps\":{\"sound\":\"default\"}}}");
        assertThat(json(notification("body", overrides), Address.Kind.TOKEN, Address.Platform.ANDROID))
                .endsWith(
                        "\"android\":{\"ttl\":\"2419200s\",\"notification\":{\"tag\":\"tag\",\"channel_id\":\"cars\"},"
                                + "\"priority\":\"high\"}}}");
    }

    @Test
    void measuresAsFcmDoes(FcmSimulator simulator) {
        for (var platform : Address.Platform.values()) {
            measuresAsFcmDoes(simulator, platform, null);
            measuresAsFcmDoes(simulator, platform, "title");
        }
    }

    private static void measuresAsFcmDoes(
            FcmSimulator simulator, Address.Platform platform, @Nullable String overridden) {
        var overrides = Map.of(
                "android", "{\"notification\":{\"channel_id\":\"車\"},\"data\":{\"a\":\"😀\"}}",
                "apns", "{\"payload\":{\"aps\":{\"badge\":1,\"alert\":{\"loc-args\":[\"x\"]}}}}",
                "webpush", "{\"notification\":{\"lang\":\"ja\"}}");
        var chosen = overridden == null ? Map.<String, String>of() : overrides;
        var frame = Fcm.size(notification("", chosen), platform);
        var address = platform.name().toLowerCase(java.util.Locale.ROOT) + "-1";
        var largest = notification("x".repeat(Fcm.MOST_BYTES - frame - 4) + "😀", chosen);
        assertThat(Fcm.size(largest, platform)).isEqualTo(Fcm.MOST_BYTES);
        try (var gateway =
                new FcmGateway(FcmSettings.of(simulator.url(), simulator.serviceAccount()), Clock.systemUTC())) {
            var to = new Address(Address.Kind.TOKEN, address, platform, null);
            assertThat(gateway.send(largest, to)).isInstanceOf(Outcome.Accepted.class);
            assertThat(gateway.send(notification(largest.body() + "x", chosen), to))
                    .isInstanceOfSatisfying(
                            Outcome.Rejected.class,
                            rejected -> assertThat(rejected.blame()).isEqualTo(Outcome.Blame.NOTIFICATION));
        }
    }

    @Test
    void measuresWhereItIsLargest() {
        var plain = notification("body", Map.of());
        assertThat(Fcm.size(plain, Address.Platform.IOS)).isEqualTo(5 + 5 + 4 + 4 + 1 + 1 + 4 + 7);
        assertThat(Fcm.size(plain)).isEqualTo(Fcm.size(plain, Address.Platform.IOS) + 3 + 3);
    }

    @Test
    void anOverrideThatIsNoJsonBlamesTheNotification(FcmSimulator simulator) {
        try (var gateway =
                new FcmGateway(FcmSettings.of(simulator.url(), simulator.serviceAccount()), Clock.systemUTC())) {
            assertThat(gateway.send(
                            notification("body", Map.of("android", "[]")),
                            new Address(Address.Kind.TOKEN, "a", Address.Platform.ANDROID, null)))
                    .isEqualTo(new Outcome.Rejected(
                            "OVERRIDE", "the override for android is no JSON object", Outcome.Blame.NOTIFICATION));
        }
    }
}
