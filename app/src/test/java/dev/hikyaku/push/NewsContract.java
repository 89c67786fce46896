package dev.hikyaku.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.ledger.delivery.news.News;
import dev.hikyaku.ledger.delivery.story.DeliveryStory.Told;
import dev.hikyaku.ledger.delivery.story.DeliveryStory.Wanted;
import dev.hikyaku.manifest.campaign.QuietHours;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What becomes of failures that a provider tells of after it had accepted, whatever database the ledger lives in.
abstract class NewsContract extends Square.Open {
    @Test
    void newsOfAFailureFindsItsDeliveryWhicheverComesFirst() {
        square.users(3);
        square.run("one");
        var told = square.ledger.deliveries().story().ofUser("reminder", "2").getFirst();
        var news = square.ledger.deliveries().news();
        var bounds = new News.Bounds(20, 0.5);
        assertThat(news.hear("m9", "InvalidPlatformToken")).isTrue();
        assertThat(news.hear("m9", "InvalidPlatformToken")).isFalse();
        assertThat(news.join(bounds)).isEqualTo(new News.Joined(0, List.of()));
        news.accepted(square.take(), List.of(message("m9", told)));
        assertThat(news.join(bounds)).isEqualTo(new News.Joined(1, List.of()));
        assertThat(news.join(bounds)).isEqualTo(new News.Joined(0, List.of()));
        var books = square.books("one");
        assertThat(news.failed(books.run().id())).isEqualTo(1);
        assertThat(books.accepted()).isEqualTo(3);
        assertThat(square.ledger.deliveries().story().late(List.of(told.id())).get(told.id()))
                .singleElement()
                .satisfies(late -> assertThat(late.code()).isEqualTo("InvalidPlatformToken"));
        square.name = "second";
        assertThat(square.run("two").suppressed()).containsExactly(entry("device_gone", 1L));
        assertThat(news.forget()).isZero();
    }

    static News.Accepted message(String id, Told told) {
        return new News.Accepted(
                id, told.id(), Objects.requireNonNull(told.device()).hash(), Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void aRunOfWhichMostFailsLaterIsPausedAndMarksNoDeviceDead() {
        square.users(30);
        square.sql("UPDATE phones SET zone = 'Europe/Berlin' WHERE user_id = 30");
        var berlin = LocalTime.now(ZoneId.of("Europe/Berlin"));
        square.quietHours = new QuietHours(berlin.minusHours(1), berlin.plusHours(1), null, QuietHours.Then.HOLD);
        var running = square.run("one");
        assertThat(running.accepted()).isEqualTo(29);
        var story = square.ledger.deliveries().story();
        var sent = story.byOutcome("reminder", new Wanted("accepted", null), 20);
        var news = square.ledger.deliveries().news();
        news.accepted(
                square.take(),
                sent.stream().map(told -> message("m" + told.id(), told)).toList());
        sent.forEach(told -> news.hear("m" + told.id(), "InvalidPlatformToken"));
        assertThat(news.join(new News.Bounds(20, 0.5)).paused())
                .containsExactly(new News.Paused(
                        "reminder", "one", "20 deliveries failed after the provider had accepted them"));
        assertThat(square.books("one").run().state()).isEqualTo(State.PAUSED);
        assertThat(square.ledger
                        .deliveries()
                        .devices()
                        .of(sent.stream()
                                .map(told ->
                                        Objects.requireNonNull(told.device()).hash())
                                .toList()))
                .isEmpty();
    }
}
