package dev.hikyaku.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.ledger.delivery.OnceKey;
import dev.hikyaku.ledger.delivery.Owed;
import dev.hikyaku.ledger.delivery.Settled;
import dev.hikyaku.ledger.delivery.story.DeliveryStory.Told;
import dev.hikyaku.ledger.delivery.story.DeliveryStory.Wanted;
import dev.hikyaku.ledger.delivery.story.Erasure;
import dev.hikyaku.ledger.delivery.story.Notes;
import dev.hikyaku.ledger.view.DeliveryList;
import dev.hikyaku.ledger.view.Page;
import dev.hikyaku.ledger.view.Search.Found;
import dev.hikyaku.manifest.campaign.Limits;
import dev.hikyaku.manifest.campaign.QuietHours;
import dev.hikyaku.push.forecast.Forecast;
import dev.hikyaku.push.forecast.Foreseen;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is told of deliveries before and after they are sent, whatever database the ledger lives in.
abstract class StoryContract extends Square.Open {
    private Foreseen forecast(String key) {
        var fence = square.take();
        try {
            return new Forecast(square.work(fence, key), shown -> shown.body().length(), 2).read(_ -> true);
        } finally {
            square.ledger.leases().release(fence);
        }
    }

    /// A user who had another campaign's already, one who had this one's, a row twice, a user with two rows, one who
    /// does
    /// not agree, one without a phone, one with two.
    private void oneOfEachKind() {
        square.users(7);
        square.limits = new Limits(new Limits.PerUser(1, Duration.ofDays(1)), null, "news");
        var all = square.sql;
        square.name = "other";
        square.sql = all + " WHERE id = 2";
        square.run("first");
        square.name = "reminder";
        square.sql = all + " WHERE id = 7";
        square.run("first");
        square.sql = all + " UNION ALL SELECT id, 'again', id FROM users WHERE id = 1"
                + " UNION ALL SELECT 5, 'second', 55 FROM users WHERE id = 5";
        square.consent = "news";
        square.sql("INSERT INTO agreeing VALUES (1), (2), (4), (5), (6)", "DELETE FROM phones WHERE user_id = 4");
        square.phone(6, "t6b", "2026-02-01 00:00:00");
    }

    @Test
    void aForecastSaysWhatTheRunThenComesTo() {
        oneOfEachKind();
        var foreseen = forecast("one");
        var books = square.run("one");
        var counted = books.run().counted();
        assertThat(foreseen.audience())
                .isEqualTo(new Foreseen.Audience(
                        counted.read(), counted.duplicates(), counted.alreadySent(), counted.recipients(), true));
        assertThat(foreseen.suppressed())
                .isEqualTo(books.suppressed())
                .containsOnlyKeys("cap", "no_device", "opted_out")
                .containsEntry("cap", 2L);
        assertThat(foreseen.sent().devices()).isEqualTo(books.accepted()).isEqualTo(4);
        assertThat(foreseen.samples()).extracting(Foreseen.Sample::user).containsExactly("1", "5");
        assertThat(forecast("two").hasWork()).isFalse();
    }

    @Test
    void theViewCountsARunAndListsItsDeliveriesPageByPage() {
        oneOfEachKind();
        var books = square.run("one");
        var view = square.ledger.view();
        var funnel =
                view.campaigns().now(List.of("reminder", "never")).getFirst().newest();
        var sums =
                Objects.requireNonNull(Objects.requireNonNull(funnel).books()).sums();
        assertThat(sums).isEqualTo(books);
        assertThat(view.campaigns().now(List.of("never")).getFirst().newest()).isNull();
        assertThat(view.campaigns().runs("reminder", Page.Wanted.first(1)).items())
                .extracting(CampaignRun::key)
                .containsExactly("one");
        var all = new ArrayList<Told>();
        @Nullable String cursor = null;
        do {
            var page = view.deliveries().page(books.run(), DeliveryList.Filter.ALL, new Page.Wanted(cursor, 2));
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        assertThat(all).doesNotHaveDuplicates().hasSize((int) books.owed());
        var capped = new DeliveryList.Filter("suppressed", "cap");
        assertThat(view.deliveries()
                        .page(books.run(), capped, Page.Wanted.first(9))
                        .items())
                .hasSize(2)
                .allSatisfy(told -> assertThat(told.code()).isEqualTo("cap"));
        assertThat(view.search().find("5", List.of())).containsExactly(new Found("user", "reminder", "5", "key", null));
    }

    @Test
    void aForecastSaysWhenThoseWhoWaitHaveLeftAndWhoIsTooLate() {
        square.users(100);
        var tokyo = LocalTime.now(ZoneId.of("Asia/Tokyo"));
        square.quietHours = new QuietHours(tokyo.minusHours(1), tokyo.plusHours(1), null, QuietHours.Then.HOLD);
        square.limits = new Limits(null, 1.0, "news");
        var inTime = forecast("one").held();
        assertThat(inTime).singleElement().satisfies(held -> {
            assertThat(held.recipients()).isEqualTo(100);
            assertThat(held.gone()).isEqualTo(held.until().plusSeconds(100));
            assertThat(held.tooLate()).isZero();
        });
        square.name = "other";
        square.expires = Duration.ofMinutes(61);
        assertThat(forecast("one").held())
                .singleElement()
                .satisfies(held -> assertThat(held.tooLate()).isBetween(38L, 41L));
    }

    @Test
    void tellsWhatBecameOfOneUser() {
        square.users(3);
        square.gateway.script("t2", FakeGateway::gone);
        square.run("one");
        var story = square.ledger.deliveries().story();
        var told = story.ofUser("reminder", "2").getFirst();
        assertThat(told.state()).isEqualTo("rejected");
        assertThat(told.code()).isEqualTo("UNREGISTERED");
        assertThat(told.run()).isEqualTo("one");
        assertThat(told.attempts()).isEqualTo(1);
        assertThat(told.moments().sent()).isNotNull();
        assertThat(story.byOutcome("reminder", new Wanted("rejected", "UNREGISTERED"), 9))
                .containsExactly(told);
        assertThat(story.byOutcome("reminder", new Wanted("rejected", "OTHER"), 9))
                .isEmpty();
        assertThat(story.byOutcome("reminder", new Wanted("accepted", null), 1)).hasSize(1);
        assertThat(story.byOutcome("reminder", new Wanted("waiting", null), 1)).isEmpty();
        assertThat(story.ofUser("other", "2")).isEmpty();
        square.ledger
                .deliveries()
                .outcomes()
                .keepLate(square.take(), List.of(new Settled.Final(told.id(), "accepted", null, null, "m1")));
        assertThat(story.late(List.of(told.id())).get(told.id()))
                .singleElement()
                .satisfies(late -> assertThat(late.messageId()).isEqualTo("m1"));
    }

    @Test
    void keepsAReasonThatLooksLikeAnEscape() {
        square.users(1);
        var reason = "found \"\\u0000\" and \0, wanted a token\\";
        square.gateway.script("t1", _ -> new Outcome.Rejected("INVALID", reason, Outcome.Blame.DEVICE));
        assertThat(square.run("one").rejected()).isEqualTo(1);
        var told = square.ledger.deliveries().story().ofUser("reminder", "1").getFirst();
        assertThat(Objects.requireNonNull(told.reason()).replace("\0", "")).isEqualTo(reason.replace("\0", ""));
    }

    @Test
    void remembersWhichStartsAreKnownAndWritesMissedOnesDownOnce() {
        var notes = square.ledger.deliveries().notes();
        var first = Instant.parse("2026-11-22T00:00:00Z");
        assertThat(notes.startsKnownUntil("reminder", first)).isEqualTo(first);
        assertThat(notes.startsKnownUntil("reminder", first.plusSeconds(9))).isEqualTo(first);
        notes.knowStartsUntil("reminder", first.plusSeconds(60));
        notes.knowStartsUntil("reminder", first.plusSeconds(30));
        assertThat(notes.startsKnownUntil("reminder", first)).isEqualTo(first.plusSeconds(60));
        assertThat(notes.missed("reminder", "k", "nobody was there")).isTrue();
        assertThat(notes.missed("reminder", "k", "nobody was there")).isFalse();
        var run = square.ledger.deliveries().runs().find("reminder", "k").orElseThrow();
        assertThat(run.state()).isEqualTo(State.MISSED);
        assertThat(square.ledger.deliveries().runs().cancel(run, "no")).isFalse();
    }

    @Test
    void forgetsAUserAndNothingElse() throws SQLException {
        square.users(3);
        square.phone(2, "t2b", "2026-02-01 00:00:00");
        square.limits = new Limits(new Limits.PerUser(5, Duration.ofDays(1)), null, "news");
        var before = square.run("one");
        var erasure = square.ledger.deliveries().erasure();
        assertThat(erasure.erase("2")).isEqualTo(new Erasure.Erased(2, 0, 0));
        assertThat(square.books("one")).isEqualTo(before);
        assertThat(square.ledger.deliveries().story().ofUser("reminder", "2")).isEmpty();
        assertThat(count("hk_delivery WHERE user_key = '2' OR params LIKE '%user 2%'"
                        + " OR user_key LIKE 'erased-%' AND address_hash IS NOT NULL"))
                .isZero();
        assertThat(count("hk_push_cap WHERE user_key = '2'")).isZero();
        assertThat(count("hk_delivery WHERE user_key LIKE 'erased-%' AND outcome = 'accepted'"))
                .isEqualTo(2);
        assertThat(forecast("look").audience().sentBefore()).isEqualTo(3);
        assertThat(square.run("two").run().counted().alreadySent()).isEqualTo(3);
        assertThat(square.gateway.addresses()).containsExactly("t1", "t2", "t2b", "t3");
        assertThat(erasure.erase("2")).isEqualTo(new Erasure.Erased(0, 0, 0));
    }

    private long count(String fromWhere) throws SQLException {
        try (var connection = square.ledger.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM " + fromWhere)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsErasedWhileARunLeavesHimOutEndsOnceInTheHistory(boolean optedOut) throws SQLException {
        square.users(3);
        square.consent = "news";
        square.sql("INSERT INTO agreeing VALUES (1), (2), (3)");
        square.rehearsal = point -> {
            if (optedOut && point == SendPoint.MID_AUDIENCE) {
                square.sql("DELETE FROM agreeing WHERE user_id = 2");
            }
            if (point == SendPoint.BEFORE_INTENT) {
                square.ledger.deliveries().erasure().erase("2");
            }
        };
        CampaignContract.assertBalanced(square.run("one"));
        assertThat(square.gateway.addresses()).containsExactly("t1", "t3");
        assertThat(count("hk_settled WHERE kind = 'campaign' AND unsent = 1")).isEqualTo(1);
        assertThat(count("hk_settled WHERE unsent > 1")).isZero();
    }

    @Test
    void aTestStandsInNobodysBooks() {
        square.users(1);
        var tested = new Notes.Tested(
                Owed.Device.of("token", "t1", "ios"),
                "fcm",
                "rejected",
                "UNREGISTERED",
                "the app was uninstalled",
                null);
        square.ledger
                .deliveries()
                .notes()
                .tested("reminder", "test-1", new Notes.Recipient("1", "{}"), List.of(tested));
        assertThat(square.ledger.deliveries().spent().keys("reminder", List.of(OnceKey.of(List.of("1")))))
                .isEmpty();
        assertThat(square.ledger.deliveries().runs().usual("reminder", 9)).isEmpty();
        assertThat(square.books("test-1").unaccounted()).isZero();
        assertThat(square.run("one").accepted()).isEqualTo(1);
        assertThat(square.ledger.deliveries().story().ofUser("reminder", "1"))
                .extracting(told -> told.run() + " " + told.state())
                .containsExactly("one accepted", "test-1 rejected");
        assertThat(square.ledger.deliveries().runs().newest("reminder", 9))
                .extracting(CampaignRun::state)
                .containsExactly(State.FINISHED, State.TESTED);
    }
}
