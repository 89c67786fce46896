package dev.hikyaku.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.hikyaku.ledger.delivery.CampaignRun.Counted;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.ledger.delivery.story.Erasure;
import dev.hikyaku.manifest.campaign.Audience;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.manifest.campaign.Limits;
import dev.hikyaku.manifest.campaign.QuietHours;
import dev.hikyaku.manifest.campaign.Schedule;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// Who gets nothing or later, and why, whatever database the ledger lives in.
abstract class SuppressionContract extends Square.Open {
    @Test
    void sendsToAllDevicesOfAUserOrToTheNewest() {
        square.users(3);
        square.phone(1, "t1b", "2026-02-01 00:00:00");
        square.phone(1, "t1c", "2025-02-01 00:00:00");
        var books = square.run("all");
        assertThat(books.run().counted()).isEqualTo(new Counted(3, 0, 0, 3, 2));
        assertThat(books.accepted()).isEqualTo(5);
        assertThat(square.gateway.addresses()).containsExactly("t1", "t1b", "t1c", "t2", "t3");
        assertThat(square.gateway.sent()).extracting(FakeGateway.Sent::tag).doesNotHaveDuplicates();
        CampaignContract.assertBalanced(books);
        square.name = "other";
        square.chosen = Campaign.Chosen.NEWEST;
        CampaignContract.assertBalanced(square.run("newest"));
        assertThat(square.gateway.addresses().stream().filter(address -> address.startsWith("t1")))
                .containsExactly("t1", "t1b", "t1b", "t1c");
    }

    @Test
    void suppressesWhoOptedOutMeanwhile() {
        square.users(4);
        square.consent = "news";
        square.sql("INSERT INTO agreeing VALUES (1), (2), (3)");
        square.rehearsal = point -> {
            if (point == SendPoint.MID_AUDIENCE) {
                square.sql("DELETE FROM agreeing WHERE user_id = 2");
            }
        };
        var books = square.run("one");
        assertThat(books.suppressed()).containsExactly(entry("opted_out", 2L));
        assertThat(square.gateway.addresses()).containsExactly("t1", "t3");
        CampaignContract.assertBalanced(books);
    }

    @Test
    void givesADeviceThatChangedHandsToWhomeverRegisteredItLast() {
        square.users(2);
        square.phone(2, "t1", "2026-03-01 00:00:00");
        square.sql("DELETE FROM phones WHERE token = 't2'");
        var books = square.run("one");
        assertThat(books.suppressed()).containsExactly(entry("token_reassigned", 1L));
        assertThat(square.gateway.sent())
                .singleElement()
                .satisfies(sent -> assertThat(sent.body()).isEqualTo("hello user 2"));
        CampaignContract.assertBalanced(books);
    }

    @Test
    void leavesADeadDeviceAloneUntilItIsRegisteredAnew() {
        square.users(2);
        square.gateway.script("t1", FakeGateway::gone);
        var first = square.run("one");
        assertThat(first.rejected()).isEqualTo(1);
        square.name = "second";
        assertThat(square.run("two").suppressed()).containsExactly(entry("device_gone", 1L));
        square.sql("UPDATE phones SET since = TIMESTAMP '2026-05-05 00:00:00' WHERE token = 't1'");
        square.name = "third";
        assertThat(square.run("three").accepted()).isEqualTo(2);
    }

    @Test
    void countsCapsOverCampaignsOfAGroup() {
        square.users(3);
        square.limits = new Limits(new Limits.PerUser(1, Duration.ofDays(1)), null, "marketing");
        square.gateway.script("t2", FakeGateway::gone);
        square.gateway.script("t3", FakeGateway::unknown);
        square.run("one");
        square.sql("UPDATE phones SET since = TIMESTAMP '2026-05-05 00:00:00' WHERE token = 't2'");
        square.name = "second";
        var books = square.run("two");
        assertThat(books.suppressed()).containsExactly(entry("cap", 2L));
        assertThat(square.gateway.addresses()).containsExactly("t1", "t2", "t2", "t3");
        CampaignContract.assertBalanced(books);
    }

    @Test
    void countsARecipientWithTwoDevicesOnce() {
        square.users(1);
        square.phone(1, "t1b", "2026-02-01 00:00:00");
        square.limits = new Limits(new Limits.PerUser(1, Duration.ofDays(1)), null, "marketing");
        assertThat(square.run("one").accepted()).isEqualTo(2);
    }

    @Test
    void holdsOrDropsInQuietHours() {
        square.users(2);
        square.sql("UPDATE phones SET zone = 'Europe/Berlin' WHERE user_id = 2");
        var tokyo = LocalTime.now(ZoneId.of("Asia/Tokyo"));
        square.quietHours = new QuietHours(tokyo.minusHours(1), tokyo.plusHours(1), null, QuietHours.Then.HOLD);
        var held = square.run("one");
        assertThat(held.run().state()).isEqualTo(State.RUNNING);
        assertThat(held.waiting()).isEqualTo(1);
        assertThat(square.gateway.addresses()).containsExactly("t2");
        square.name = "second";
        square.quietHours = new QuietHours(tokyo.minusHours(1), tokyo.plusHours(1), null, QuietHours.Then.DROP);
        assertThat(square.run("two").suppressed()).containsExactly(entry("quiet_hours", 1L));
    }

    @Test
    void suppressesWhatIsNoLongerSo() {
        square.users(3);
        square.still = new Audience.Still("(SELECT id AS once FROM users WHERE name <> 'sold')", "once");
        square.rehearsal = point -> {
            if (point == SendPoint.MID_AUDIENCE) {
                square.sql("UPDATE users SET name = 'sold' WHERE id = 2");
            }
        };
        var books = square.run("one");
        assertThat(books.suppressed()).containsExactly(entry("no_longer_so", 1L));
        assertThat(square.gateway.addresses()).containsExactly("t1", "t3");
        CampaignContract.assertBalanced(books);
    }

    @Test
    void letsAnotherCampaignGoFirst() throws InterruptedException {
        square.users(2);
        square.name = "first";
        var first = square.work(square.take(), "one");
        var taken = new TakeIn(first).takeIn();
        square.name = "second";
        square.after = "first";
        square.sql = "SELECT id AS user_id, 'then ' || name AS words, id AS once FROM users";
        var second = Thread.ofVirtual().start(() -> square.run("one"));
        await(() -> square.ledger.deliveries().story().ofUser("second", "1").stream()
                .anyMatch(told -> "after".equals(told.code())));
        new Deliver(first.with(taken)).deliver();
        second.join();
        for (var user : List.of("1", "2")) {
            assertThat(square.gateway.sent())
                    .filteredOn(sent -> sent.address().equals("t" + user))
                    .extracting(FakeGateway.Sent::body)
                    .containsExactly("hello user " + user, "then user " + user);
        }
    }

    private static void await(BooleanSupplier come) throws InterruptedException {
        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!come.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for too long").isLessThan(end);
            Thread.sleep(5);
        }
    }

    @Test
    void writesToEachRecipientAtItsOwnTime() {
        square.users(3);
        square.sql(
                "UPDATE phones SET zone = 'Europe/Berlin' WHERE user_id = 2",
                "UPDATE phones SET zone = 'Pacific/Kiritimati' WHERE user_id = 3");
        square.schedule =
                new Schedule("0 9 * * *", Schedule.FIRST, true, Schedule.Missed.RUN_ONCE, Duration.ofHours(1));
        square.expires = Duration.ofMinutes(30);
        var shown = LocalDateTime.now(ZoneId.of("Asia/Tokyo")).minusMinutes(5).truncatedTo(ChronoUnit.SECONDS);
        var books = square.run(shown.atZone(Schedule.FIRST).toInstant().toString());
        CampaignContract.assertBalanced(books);
        assertThat(square.gateway.addresses()).containsExactly("t1");
        assertThat(square.gateway.sent().getFirst().ttl()).isBetween(Duration.ofMinutes(24), Duration.ofMinutes(25));
        assertThat(books.waiting()).isEqualTo(1);
        assertThat(books.expired()).isEqualTo(1);
        var held = square.ledger.deliveries().story().ofUser("reminder", "2").getFirst();
        assertThat(held.code()).isEqualTo("own_time");
        assertThat(held.moments().due())
                .isEqualTo(shown.atZone(ZoneId.of("Europe/Berlin")).toInstant());
    }

    @Test
    void waitsForAPlaceWhereTheCapDefers() {
        square.users(1);
        var window = Duration.ofMillis(1_500);
        square.limits = new Limits(new Limits.PerUser(1, window, Limits.Over.DEFER), null, "marketing");
        square.run("one");
        square.name = "second";
        var books = square.run("two");
        assertThat(books.accepted()).isEqualTo(1);
        CampaignContract.assertBalanced(books);
        var story = square.ledger.deliveries().story();
        var first = story.ofUser("reminder", "1").getFirst().moments().sent();
        var second = story.ofUser("second", "1").getFirst().moments().sent();
        assertThat(second).isAfterOrEqualTo(Objects.requireNonNull(first).plus(window));
    }

    @Test
    void whatARunHasInItsHandsForAnErasedUserDoesNotLeave() {
        square.users(3);
        square.phone(2, "t2b", "2026-02-01 00:00:00");
        var erasure = square.ledger.deliveries().erasure();
        square.rehearsal = point -> {
            if (point == SendPoint.BEFORE_INTENT) {
                erasure.erase("2");
            }
        };
        var books = square.run("one");
        assertThat(square.gateway.addresses()).containsExactly("t1", "t3");
        assertThat(books.suppressed()).containsExactly(entry("erased", 1L));
        CampaignContract.assertBalanced(books);
        square.rehearsal = _ -> {};
        CampaignContract.assertBalanced(square.run("two"));
        assertThat(square.gateway.sent()).hasSize(2);
    }

    @Test
    void leavesWhatIsOnTheWireUntilItHasItsOutcome() {
        square.users(1);
        var erased = new ArrayList<Erasure.Erased>();
        var erasure = square.ledger.deliveries().erasure();
        square.gateway.otherwise(sent -> {
            erased.add(erasure.erase("1"));
            return FakeGateway.accepted(sent);
        });
        assertThat(square.run("one").accepted()).isEqualTo(1);
        assertThat(erased).containsExactly(new Erasure.Erased(0, 0, 1));
        assertThat(erasure.erase("1")).isEqualTo(new Erasure.Erased(1, 0, 0));
    }

    @Test
    void expiresWhatDidNotLeaveInTimeAndTellsTheProvider() {
        square.users(3);
        square.expires = Duration.ofMinutes(10);
        square.run("one");
        assertThat(square.gateway.sent())
                .allMatch(sent -> sent.ttl().compareTo(Duration.ofMinutes(10)) <= 0
                        && sent.ttl().toMinutes() >= 9);
        square.name = "late";
        square.expires = Duration.ZERO;
        var books = square.run("two");
        assertThat(books.expired()).isEqualTo(3);
        assertThat(books.run().state()).isEqualTo(State.FINISHED);
        CampaignContract.assertBalanced(books);
        square.expires = Duration.ofHours(1);
        assertThat(square.run("three").accepted()).isEqualTo(3);
    }
}
