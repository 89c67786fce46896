package dev.hikyaku.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.manifest.campaign.Audience;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.manifest.campaign.Limits;
import dev.hikyaku.manifest.campaign.Message;
import dev.hikyaku.manifest.campaign.Message.Text;
import dev.hikyaku.manifest.campaign.Message.TooLong;
import dev.hikyaku.manifest.campaign.Push;
import dev.hikyaku.manifest.campaign.QuietHours;
import dev.hikyaku.manifest.campaign.Schedule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignManifestTest {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private static final String SHORT_PUSH = """
            version: 1
            push:
              gateway: fcm
              devices: { table: devices, user: user_id, address: token }
            """;

    private static final String SHORT = """
            version: 1
            campaign: hello
            audience: { sql: SELECT user_id FROM users, once: user_id }
            message: { en: { title: Hello, body: World } }
            """;

    @TempDir
    private Path folder;

    private Manifest read(String project, String name, String campaign) throws Exception {
        write("hikyaku.yaml", project);
        write("campaigns/" + name + ".yaml", campaign);
        return Manifest.read(folder);
    }

    private Campaign every() throws Exception {
        return read("version: 1\n" + ManifestExamples.PUSH, "every", ManifestExamples.CAMPAIGN)
                .campaign("every")
                .orElseThrow();
    }

    private void write(String name, String text) throws Exception {
        var file = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    @Test
    void readsAnAudience() throws Exception {
        assertThat(every().audience())
                .isEqualTo(new Audience(
                        """
                        SELECT u.id AS user_id, c.id AS car_id, c.plate, c.inspection_on
                          FROM cars c JOIN users u ON u.id = c.user_id
                         WHERE c.inspection_on = :due""",
                        Map.of("due", "today + 30d"),
                        "user_id",
                        List.of("user_id", "car_id"),
                        "inspection",
                        new Audience.Guard(50_000L, 2.5),
                        Duration.ofSeconds(90),
                        TOKYO,
                        new Audience.Still("(SELECT id AS car_id FROM cars WHERE sold_on IS NULL)", "car_id")));
    }

    @Test
    void readsAMessage() throws Exception {
        assertThat(every().message())
                .isEqualTo(new Message(
                        "en",
                        Map.of(
                                "ja", new Text("車検", "{{plate}} {{inspection_on | date}}", null),
                                "en",
                                        new Text(
                                                "Inspection",
                                                "{{plate}} is due",
                                                "https://img.example.jp/{{car_id}}.png")),
                        "app://cars/{{car_id}}",
                        Map.of("car", "{{car_id}}"),
                        Duration.ofHours(4),
                        TooLong.CUT,
                        Map.of(
                                "android",
                                "{\"priority\":\"high\",\"notification\":{\"channel_id\":\"cars\",\"notification_count\":1,\"sticky\":true}}",
                                "apns",
                                "{\"payload\":{\"aps\":{\"sound\":\"default\",\"badge\":null,\"list\":[1.5,\"2\"]}}}",
                                "webpush",
                                "{\"headers\":{\"Urgency\":\"high\"}}")));
    }

    @Test
    void readsWhenAndHowMuch() throws Exception {
        var every = every();

        assertThat(every.label()).isEqualTo(new Sync.Label("車検のお知らせ", "Inspection reminder"));
        assertThat(every.schedule())
                .isEqualTo(new Schedule("0 9 * * MON-FRI", TOKYO, Schedule.Missed.SKIP, Duration.ofMinutes(30)));
        assertThat(every.quietHours())
                .isEqualTo(new QuietHours(
                        LocalTime.of(21, 0), LocalTime.of(8, 0), ZoneId.of("Europe/Berlin"), QuietHours.Then.DROP));
        var cap = new Limits.PerUser(2, Duration.ofDays(1), Limits.Over.DEFER);
        assertThat(every.limits()).isEqualTo(new Limits(cap, 10.0, "marketing", Limits.Priority.URGENT));
        assertThat(every.repeats()).isEqualTo(Campaign.Repeats.AT_LEAST_ONCE);
        assertThat(every.devices()).isEqualTo(Campaign.Chosen.NEWEST);
        assertThat(every.expires()).isEqualTo(Duration.ofHours(6));
        assertThat(every.approval()).isEqualTo(new Campaign.Approval(1_000, "marketing-lead"));
    }

    @Test
    void readsWhatAllCampaignsShare() throws Exception {
        var devices = new Push.Devices(
                "devices", "user_id", "token", "kind", "platform", "registered_at", "time_zone", "locale", "app");
        assertThat(read("version: 1\n" + ManifestExamples.PUSH, "every", ManifestExamples.CAMPAIGN)
                        .push())
                .isEqualTo(new Push(
                        devices,
                        Map.of(
                                "inspection", new Push.Consent("agreed", "id"),
                                "news", new Push.Consent("(SELECT user_id FROM consents WHERE news = 1)", "user_id")),
                        ZoneId.of("Asia/Seoul"),
                        "sns",
                        "fcm",
                        new Push.Fcm("http://localhost:4010", 1_200),
                        new Push.Sns(
                                "ap-northeast-1",
                                Map.of(
                                        "android", "arn:aws:sns:ap-northeast-1:123456789012:app/GCM/shop",
                                        "ios", "arn:aws:sns:ap-northeast-1:123456789012:app/APNS/shop"),
                                "http://localhost:4011",
                                1_500,
                                "https://sqs.ap-northeast-1.amazonaws.com/123456789012/push-failures"),
                        0.2));
    }

    @Test
    void theShortestHasUsualValues() throws Exception {
        var audience = new Audience(
                "SELECT user_id FROM users",
                Map.of(),
                "user_id",
                List.of("user_id"),
                null,
                new Audience.Guard(null, 10.0),
                Duration.ofMinutes(5),
                ZoneOffset.UTC);
        var texts = Map.of("en", new Text("Hello", "World", null));
        assertThat(read(SHORT_PUSH, "hello", SHORT).campaign("hello"))
                .contains(new Campaign(
                        "hello",
                        new Sync.Label("hello", "hello"),
                        audience,
                        new Message("en", texts, null, Map.of(), Duration.ofHours(12), TooLong.REJECT, Map.of()),
                        null,
                        null,
                        new Limits(null, null, "general"),
                        Campaign.Repeats.AT_MOST_ONCE,
                        Campaign.Chosen.ALL,
                        Duration.ofHours(24),
                        null));
    }

    @Test
    void theShortestPushHasUsualValues() throws Exception {
        assertThat(read(SHORT_PUSH, "hello", SHORT).push())
                .isEqualTo(new Push(
                        new Push.Devices("devices", "user_id", "token", null, null, null, null, null, null),
                        Map.of(),
                        ZoneOffset.UTC,
                        "fcm",
                        null,
                        new Push.Fcm("https://fcm.googleapis.com", 600_000),
                        null));
    }

    @Test
    void aCronAloneIsASchedule() throws Exception {
        var manifest = read(SHORT_PUSH + "zone: Asia/Tokyo\n", "hello", SHORT + "schedule: \"0 9 * * *\"\n");
        var hello = manifest.campaign("hello").orElseThrow();

        assertThat(hello.schedule())
                .isEqualTo(new Schedule("0 9 * * *", TOKYO, Schedule.Missed.RUN_ONCE, Duration.ofHours(1)));
        assertThat(hello.audience().zone()).isEqualTo(TOKYO);
        assertThat(Objects.requireNonNull(manifest.push()).zone()).isEqualTo(TOKYO);
    }

    @Test
    void aScheduleMayGoByEachRecipientsClock() throws Exception {
        write("campaigns/first.yaml", SHORT.replace("campaign: hello", "campaign: first"));
        var text = SHORT + "after: first\nschedule: { cron: \"0 9 * * *\", zone: recipient }\n";
        var hello = read(SHORT_PUSH, "hello", text).campaign("hello").orElseThrow();
        assertThat(hello.schedule())
                .matches(one -> one.ofRecipients() && one.zone().equals(Schedule.FIRST));
        assertThat(hello.longest()).isEqualTo(Duration.ofHours(24 + 26));
        assertThat(hello.after()).isEqualTo("first");
    }

    @Test
    void quietHoursAreTheRecipientsOwn() throws Exception {
        var hello = read(SHORT_PUSH, "hello", SHORT + "quietHours: { from: \"21:00\", to: \"08:00\" }\n")
                .campaign("hello")
                .orElseThrow();

        assertThat(hello.quietHours())
                .isEqualTo(new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0), null, QuietHours.Then.HOLD));
    }

    @Test
    void capsAndRatesHaveUnits() throws Exception {
        var limits = Map.of(
                "perUser: 3 per hour", new Limits(new Limits.PerUser(3, Duration.ofHours(1)), null, "general"),
                "perUser: 1 per week", new Limits(new Limits.PerUser(1, Duration.ofDays(7)), null, "general"),
                "perUser: 4 per 90m", new Limits(new Limits.PerUser(4, Duration.ofMinutes(90)), null, "general"),
                "rate: 200/s", new Limits(null, 200.0, "general"),
                "rate: 1800/h", new Limits(null, 0.5, "general"));
        for (var limit : limits.entrySet()) {
            var hello = read(SHORT_PUSH, "hello", SHORT + "limits: { " + limit.getKey() + " }\n");
            assertThat(hello.campaign("hello").orElseThrow().limits()).isEqualTo(limit.getValue());
        }
    }

    @Test
    void aQueryMayLieInAFile() throws Exception {
        write("sql/hello.sql", "-- who\nSELECT user_id FROM users WHERE born_on = :today\n");
        var sql = read(SHORT_PUSH, "hello", SHORT.replace("SELECT user_id FROM users", "{ file: sql/hello.sql }"))
                .campaign("hello")
                .orElseThrow()
                .audience()
                .sql();

        assertThat(sql).isEqualTo("-- who\nSELECT user_id FROM users WHERE born_on = :today");
    }

    @Test
    void columnsThatTheTextDoesNotSayAreTakenOnTrust() throws Exception {
        var campaign = SHORT.replace("SELECT user_id FROM users", "SELECT * FROM users")
                .replace("World", "\"{{anything}}\"");

        assertThat(read(SHORT_PUSH, "hello", campaign).campaigns()).hasSize(1);
    }

    @Test
    void aProjectWithoutCampaignsHasNoPush() throws Exception {
        var manifest = Manifest.read(ManifestTest.shop());

        assertThat(manifest.campaigns()).isEmpty();
        assertThat(manifest.push()).isNull();
        assertThat(manifest.campaign("hello")).isEmpty();
    }

    @Test
    void theExampleIsRight() {
        var example = Path.of(System.getProperty("hikyaku.root")).resolve("examples/campaign");
        var campaign = Manifest.read(example).campaign("inspection-reminder").orElseThrow();

        assertThat(campaign.audience().once()).containsExactly("user_id", "car_id", "inspection_on");
        assertThat(campaign.message().texts()).containsOnlyKeys("ja", "en");
    }
}
