package dev.hikyaku.gateway.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Address.Kind;
import dev.hikyaku.gateway.Address.Platform;
import dev.hikyaku.gateway.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SnsMessageTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String GCM = "arn:aws:sns:ap-northeast-1:1:app/GCM/shop";

    private static Notification hello(Map<String, String> overrides) {
        return new Notification(
                "t1",
                "Your car",
                "It is \"ready\"\n",
                "app://1",
                null,
                Map.of("car", "7"),
                Duration.ofHours(1),
                overrides);
    }

    private static SnsMessage message(Platform platform, String application, Map<String, String> overrides) {
        return SnsMessage.of(
                hello(overrides),
                new Address(Kind.TOKEN, "token", platform, null),
                application,
                Instant.ofEpochSecond(1000));
    }

    private static JsonNode part(SnsMessage message, String key) {
        var value = MAPPER.readTree(message.text()).path(key);
        assertThat(value.isString()).isTrue();
        return MAPPER.readTree(value.asString());
    }

    private static Map<String, String> attributes(SnsMessage message) {
        return message.attributes().entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().stringValue()));
    }

    @Test
    void anAndroidPhoneGetsItsTagTtlAndCollapseKey() {
        var message = message(Platform.ANDROID, GCM, Map.of());

        assertThat(part(message, "GCM")).isEqualTo(MAPPER.readTree("""
                        {"fcmV1Message":{"validate_only":false,"message":{
                         "notification":{"title":"Your car","body":"It is \\"ready\\"\\n"},
                         "data":{"car":"7","open":"app://1"},
                         "android":{"priority":"high","ttl":"3600s","notification":{"tag":"t1"}}}}}
                        """));
        assertThat(MAPPER.readTree(message.text()).path("default").asString()).isEqualTo("It is \"ready\"\n");
        assertThat(attributes(message)).isEqualTo(Map.of("AWS.SNS.MOBILE.FCM.TTL", "3600"));
    }

    @Test
    void anIphoneBehindGcmGetsTheTtlAsAHeader() {
        assertThat(part(message(Platform.IOS, GCM, Map.of()), "GCM").at("/fcmV1Message/message/apns"))
                .isEqualTo(MAPPER.readTree("{\"headers\":{\"apns-collapse-id\":\"t1\",\"apns-expiration\":\"4600\"}}"));
        assertThat(part(message(Platform.WEB, GCM, Map.of()), "GCM").at("/fcmV1Message/message/webpush"))
                .isEqualTo(MAPPER.readTree("{\"headers\":{\"TTL\":\"3600\"},\"notification\":{\"tag\":\"t1\"}}"));
    }

    @Test
    void anIphoneBehindApnsGetsItsHeadersAsAttributes() {
        var message = message(Platform.IOS, "arn:aws:sns:ap-northeast-1:1:app/APNS_SANDBOX/shop", Map.of());

        assertThat(part(message, "APNS_SANDBOX")).isEqualTo(MAPPER.readTree("""
                        {"aps":{"alert":{"title":"Your car","body":"It is \\"ready\\"\\n"}},"car":"7","open":"app://1"}
                        """));
        assertThat(attributes(message))
                .isEqualTo(Map.of(
                        "AWS.SNS.MOBILE.APNS.COLLAPSE_ID", "t1",
                        "AWS.SNS.MOBILE.APNS.PUSH_TYPE", "alert",
                        "AWS.SNS.MOBILE.APNS_SANDBOX.TTL", "3600"));
    }

    @Test
    void overridesAreMergedOverWhatWeSay() {
        var android = part(
                message(Platform.ANDROID, GCM, Map.of("android", "{\"notification\":{\"channel_id\":\"cars\"}}")),
                "GCM");
        assertThat(android.at("/fcmV1Message/message/android/notification"))
                .isEqualTo(MAPPER.readTree("{\"tag\":\"t1\",\"channel_id\":\"cars\"}"));

        var apple = message(
                Platform.IOS,
                "arn:aws:sns:ap-northeast-1:1:app/APNS/shop",
                Map.of("apns", "{\"headers\":{\"apns-priority\":\"5\"},\"payload\":{\"aps\":{\"sound\":\"horn\"}}}"));
        assertThat(part(apple, "APNS").at("/aps/sound").asString()).isEqualTo("horn");
        assertThat(part(apple, "APNS").at("/aps/alert/title").asString()).isEqualTo("Your car");
        assertThat(attributes(apple)).containsEntry("AWS.SNS.MOBILE.APNS.PRIORITY", "5");

        assertThatThrownBy(() -> message(Platform.ANDROID, GCM, Map.of("android", "[1]")))
                .hasMessage("overrides.android: found no JSON object");
    }

    @Test
    void settingsAreJudgedWhereTheyAreMade() {
        assertThatThrownBy(() -> SnsSettings.of("ap-northeast-1", Map.of(Platform.ANDROID, "shop")))
                .hasMessage("applications.ANDROID: found what is no ARN of a platform application for GCM, APNS or"
                        + " APNS_SANDBOX");
        assertThat(SnsSettings.of("ap-northeast-1", Map.of(Platform.ANDROID, GCM))
                        .timeout())
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(SnsRates.of("ap-northeast-1")).isEqualTo(new SnsRates(1500, 150, 200));
    }
}
