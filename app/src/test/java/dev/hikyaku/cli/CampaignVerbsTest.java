package dev.hikyaku.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.simulators.push.fcm.fault.FcmFault;
import dev.hikyaku.simulators.push.fcm.fault.FcmFault.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// What people and machines read of a campaign, word for word.
class CampaignVerbsTest {
    @TempDir
    Path parent;

    private GarageProject garage;

    @BeforeEach
    void open() throws IOException, SQLException {
        garage = new GarageProject(parent);
    }

    @AfterEach
    void close() {
        garage.close();
    }

    @Test
    void aPlanTellsTheFunnelAndWritesNothing() throws SQLException {
        var said = garage.say("plan reminder --lang en");
        assertThat(said.exitCode()).as(said.err()).isEqualTo(20);
        assertThat(said.out().replaceAll("DAY TIME", "THEN")).isEqualTo("""
                audience 6 = recipients 5 + duplicates 1 + sent before 0
                  ∅ no device 1
                  ∅ opted out 1
                  ✖ cannot be worded: 1 (body (ja): {{plate}} is NULL)
                  ✔ sent at once 2 (devices 3)

                  1  android  お知らせ  品川 1 の車検  → app://cars/1
                  2  ios  Reminder  A 2 is due  → app://cars/2

                largest notification: 90 of 4,096 bytes
                the last one leaves at THEN at the earliest, at 10,000 a second at most
                Plan: 2 recipients, 3 devices, 0 held. Nothing was sent.
                Next: hikyaku run reminder --project HERE
                """.replace("HERE", garage.folder.toString()));
        assertThat(garage.shown()).isEmpty();
        assertThat(Files.exists(garage.folder.resolve(".hikyaku/ledger.mv.db"))).isFalse();
        garage.say("run reminder");
        garage.sql("DELETE FROM agreeing", "INSERT INTO cars VALUES (7, 2, 'A 7')");
        assertThat(garage.say("plan reminder --lang ja").out())
                .startsWith("対象 7 = 受信者 1 + 重複 0 + 送信済み 6\n  ∅ 同意なし 1\n  ✔ すぐに送信 0 人 (0 台)\n");
        assertThat(garage.say("plan reminder").exitCode()).isZero();
    }

    /// 503 without `Retry-After`: a server behind the one that answered may have taken it all the same.
    @Test
    void whatWasAnsweredWithUnavailableMayBeOnThePhoneAndIsNotSentAgain() {
        garage.fcm
                .faults()
                .set(FcmFault.of(Kind.UNAVAILABLE_BUT_TAKEN).on("one").times(1));
        var books = JsonMapper.shared()
                .readTree(garage.say("run reminder --json").out())
                .path("books");
        assertThat(books.path("unknown").asLong()).isEqualTo(1);
        assertThat(garage.fcm.phones().copies("one")).isEqualTo(1);
    }

    @Test
    void whereTheCampaignSaysSoItIsSentAgainAndTakesTheFirstOnesPlace() throws IOException {
        GarageProject.set("push.before-repeat", "100ms");
        garage.write("campaigns/reminder.yaml", GarageProject.campaign("repeats: at-least-once\n"));
        garage.fcm
                .faults()
                .set(FcmFault.of(Kind.UNAVAILABLE_BUT_TAKEN).on("one").times(1));
        var books = JsonMapper.shared()
                .readTree(garage.say("run reminder --json").out())
                .path("books");
        assertThat(books.path("unknown").asLong()).isZero();
        assertThat(garage.fcm.phones().copies("one")).isEqualTo(2);
        assertThat(garage.fcm.phones().visibleDuplicates("one")).isZero();
    }

    @Test
    void aPlanTellsMachinesTheSame() {
        var json =
                JsonMapper.shared().readTree(garage.say("plan reminder --json").out());
        assertThat(json.at("/forecast/sent/devices").asInt()).isEqualTo(3);
        assertThat(json.at("/forecast/suppressed/opted_out").asInt()).isEqualTo(1);
        assertThat(json.at("/forecast/audience/duplicates").asInt()).isEqualTo(1);
        assertThat(json.path("next").asString()).startsWith("hikyaku run reminder");
    }

    @Test
    void aPlanSaysWhatWouldHoldOrStopIt() throws IOException {
        var now = LocalTime.now(ZoneId.of("Europe/London")).truncatedTo(ChronoUnit.MINUTES);
        garage.write(
                "campaigns/reminder.yaml", GarageProject.campaign("""
                quietHours: { from: "%s", to: "%s", zone: Europe/London, then: hold }
                limits: { perUser: 1 per day, rate: 1/s, group: service }
                schedule: { cron: "0 9 * * *", zone: Asia/Tokyo }
                approval: { above: 3, by: lead }
                """.formatted(now.minusHours(1), now.plusHours(2))));
        var said = garage.say("plan reminder --lang en");
        assertThat(said.err())
                .contains("HK4002  campaign reminder: found 5 recipients, which wait for the approval of lead");
        assertThat(said.out())
                .contains("  ⏸ held 3: quiet hours in Europe/London, until DAY TIME\n")
                .contains("is around a quarter of an hour, when everybody starts")
                .contains("Plan: 0 recipients, 0 devices, 3 held. Nothing was sent.\n");
        assertThat(said.exitCode()).isEqualTo(20);
    }

    /// One call would be refused, and the user has two phones: neither shows anything.
    @Test
    void aTestAsksTheProviderBeforeAnyPhoneShowsIt() {
        garage.fcm.faults().set(FcmFault.of(Kind.THIRD_PARTY_AUTH).times(1));
        var said = garage.say("send-test reminder --user 1 --lang en");
        assertThat(said.out()).contains("THIRD_PARTY_AUTH_ERROR");
        assertThat(garage.shown()).isEmpty();
    }

    @Test
    void aPreviewShowsEachLanguage() {
        assertThat(garage.say("preview reminder --user 2 --lang en").out()).isEqualTo("""
                Worded with the row of user 2:

                en  Reminder
                    A 2 is due
                    → app://cars/2
                    78 of 4,096 bytes

                ja  お知らせ
                    A 2 の車検
                    → app://cars/2
                    85 of 4,096 bytes
                """);
        assertThat(garage.say("preview reminder --user 5 --lang en").out())
                .contains("en  ✖ body (en): {{plate}} is NULL\n");
        var nobody = garage.say("preview reminder --user 77 --lang en");
        assertThat(nobody.exitCode()).isEqualTo(2);
        assertThat(nobody.err()).isEqualTo("the audience of reminder does not hold user 77 now.\n");
        assertThat(garage.say("preview remainder --lang en").err()).contains("did you mean \"reminder\"?");
    }

    @Test
    void aTestGoesToOnesOwnPhonesAndSpendsNothing() {
        var said = garage.say("send-test reminder --user 1 --lang en");
        assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
        assertThat(garage.shown()).containsExactly("one: 品川 1 の車検", "pad: 品川 1 の車検");
        assertThat(said.out())
                .contains("✔  android  fcm  accepted", "✔  ios      fcm  accepted", "Written down as test-");
        garage.say("run reminder");
        assertThat(garage.shown())
                .containsExactly("one: 品川 1 の車検", "one: 品川 1 の車検", "pad: 品川 1 の車検", "pad: 品川 1 の車検", "two: A 2 is due");
        assertThat(garage.say("explain reminder 1 --lang en").out()).contains("run test-");
        assertThat(garage.say("send-test reminder --user 9 --lang en").out())
                .startsWith("User 9 is not in the audience; worded with the row of user 1.\n");
        var not = garage.say("send-test reminder --user 3 --lang en");
        assertThat(not.exitCode()).isEqualTo(10);
        assertThat(not.out()).contains("opted out").endsWith("Nothing was sent.\n");
    }

    @Test
    void explainsWhatWouldBecomeOfAUser() {
        assertThat(garage.say("explain reminder 2 --lang en").out()).isEqualTo("""
                reminder  user 2
                No run took this user in. The audience holds the user now; a run would do this:
                ✔ sent to 1 device: Reminder
                """);
        assertThat(garage.say("explain reminder 3 --lang ja").out()).endsWith("∅ 送信しません: 同意なし\n");
        assertThat(garage.say("explain reminder 77 --lang en").out()).isEqualTo("""
                reminder  user 77
                ∅ No run took this user in, and the audience does not hold the user now.
                """);
    }

    @Test
    void explainsWhatARunMadeOfAUser() {
        garage.say("run reminder --key one");
        assertThat(garage.say("explain reminder 2 --lang en")
                        .out()
                        .replaceAll("[0-9a-f]{8} \\(fcm", "HASH (fcm")
                        .replaceAll("it projects/.*", "it ID"))
                .isEqualTo("""
                        reminder  user 2
                        ✔ accepted   ios HASH (fcm)   run one
                            sent DAY TIME, attempt 1
                            the provider calls it ID
                        """);
        assertThat(garage.say("explain reminder 3 --lang en").out()).isEqualTo("""
                reminder  user 3
                ∅ suppressed   run one
                    opted out: the user does not agree now
                """);
        var json = JsonMapper.shared()
                .readTree(garage.say("explain reminder 2 --json").out());
        assertThat(json.at("/deliveries/0/state").asString()).isEqualTo("accepted");
    }

    @Test
    void recordsAndStatusTellOfCampaigns() {
        assertThat(garage.say("status --lang en").out()).contains("reminder  · idle", "no run yet");
        garage.say("run reminder --key one");
        assertThat(garage.say("records reminder --lang en").out())
                .contains("5     rejected  render_error  body (ja): {{plate}} is NULL")
                .doesNotContain("opted");
        assertThat(garage.say("records reminder --outcome suppressed --code opted_out --lang en")
                        .out())
                .contains("3     suppressed  opted out")
                .doesNotContain("no device");
        assertThat(garage.say("status --lang en").out())
                .contains("reminder  · idle")
                .contains("run one finished");
        var json =
                JsonMapper.shared().readTree(garage.say("status --books --json").out());
        assertThat(json.at("/campaigns/0/newest/start/run").asString()).isEqualTo("one");
        assertThat(json.at("/books/campaigns/0/accepted").asInt()).isEqualTo(3);
    }

    @Test
    void aRunIsPausedResumedAndCancelled() throws IOException {
        garage.write("campaigns/reminder.yaml", GarageProject.campaign("approval: { above: 3, by: lead }\n"));
        assertThat(garage.say("pause reminder --lang en").err()).startsWith("reminder has not run yet.\n");
        var waits = garage.say("run reminder --key one --lang en");
        assertThat(waits.exitCode()).isEqualTo(12);
        assertThat(garage.say("pause reminder --lang en").out())
                .startsWith("– reminder, run one: it was paused already\n");
        var resumed = garage.say("resume reminder --lang en");
        assertThat(resumed.out())
                .startsWith("✔ reminder, run one: running\nowed 5 = ")
                .endsWith("It goes on with: hikyaku run reminder --key one --project " + garage.folder + "\n");
        assertThat(garage.say("pause reminder --reason typo --lang en").out())
                .startsWith("✔ reminder, run one: paused\n");
        assertThat(garage.say("run reminder --key one --lang en").err()).contains("HK4023", "paused: typo");
        var cancelled = garage.say("cancel reminder --reason typo --lang en");
        assertThat(cancelled.exitCode()).isZero();
        assertThat(cancelled.out()).contains("cancelled 5");
        assertThat(garage.say("resume reminder --run one --lang en").exitCode()).isEqualTo(11);
        assertThat(garage.shown()).isEmpty();
        assertThat(garage.say("help HK4001 --lang en").out()).contains("whose turn: whoever writes the manifest");
    }

    @Test
    void anEnvironmentForTestsWritesToItsOwnUsersOnly() {
        GarageProject.set("push.only", "2,9");
        assertThat(garage.say("run reminder --lang en").out()).contains("not allowed here 4");
        assertThat(garage.shown()).containsExactly("two: A 2 is due");
    }
}
