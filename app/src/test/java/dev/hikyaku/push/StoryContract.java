package dev.hikyaku.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.ledger.delivery.OnceKey;
import dev.hikyaku.ledger.delivery.Owed;
import dev.hikyaku.ledger.delivery.Settled;
import dev.hikyaku.ledger.delivery.story.DeliveryStory.Wanted;
import dev.hikyaku.ledger.delivery.story.Notes;
import dev.hikyaku.manifest.campaign.Limits;
import dev.hikyaku.push.forecast.Forecast;
import dev.hikyaku.push.forecast.Foreseen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is told of deliveries before and after they are sent, whatever database the ledger lives in.
abstract class StoryContract extends OpenSquare {
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
