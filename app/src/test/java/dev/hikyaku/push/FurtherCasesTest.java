package dev.hikyaku.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.ledger.delivery.news.News;
import dev.hikyaku.ledger.delivery.story.DeliveryStory.Told;
import dev.hikyaku.ledger.delivery.story.DeliveryStory.Wanted;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.manifest.campaign.Limits;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// More cases of `docs/reference/hard-cases-push.md`: devices, gateways and news.
class FurtherCasesTest extends Square.Open {
    @Override
    Ledger.Settings settings() {
        return new Ledger.Settings("jdbc:h2:file:" + folder.resolve("ledger"), "hikyaku", "hikyaku");
    }

    private Knobs careful() {
        var knobs = square.knobs;
        return new Knobs(
                knobs.inFlight(),
                knobs.page(),
                knobs.perSecond(),
                knobs.ramp(),
                knobs.bigFrom(),
                Canary.Bounds.usual(),
                knobs.attempts(),
                knobs.noHint(),
                knobs.beforeRepeat(),
                knobs.patience(),
                knobs.stale());
    }

    /// What may be there from an earlier attempt is not let go because a later one was surely not taken.
    @Test
    void leavesWithItsGatewayWhatMayBeThere() {
        square.users(2);
        square.repeats = Campaign.Repeats.AT_LEAST_ONCE;
        var second = new FakeGateway("sns");
        square.gateways.add(second);
        square.gateway.script("t1", FakeGateway::unknown, _ -> new Outcome.Stopped("AuthorizationError", "no"));
        var books = square.run("one");
        assertThat(second.addresses()).doesNotContain("t1");
        assertThat(books.waiting()).isEqualTo(1);
        CampaignContract.assertBalanced(books);
    }

    @Test
    void whatComesBackToACancelledRunDoesNotWaitForEver() {
        square.users(1);
        var deliveries = square.ledger.deliveries();
        square.gateway.otherwise(_ -> {
            var run = square.books("one").run();
            deliveries.runs().cancel(run, "enough");
            deliveries.unsent().cancel(run, "enough");
            return FakeGateway.notNow(Duration.ZERO, false);
        });
        var books = square.run("one");
        assertThat(books.cancelled()).isEqualTo(1);
        CampaignContract.assertBalanced(books);
    }

    @Test
    void asksTheProviderBeforeTheFirstRowsAreSpentOnWhatItRefuses() {
        square.users(30);
        square.knobs = careful();
        square.gateway.judging(_ -> new Outcome.Rejected("INVALID_ARGUMENT", "bad colour", Outcome.Blame.NOTIFICATION));
        assertThatThrownBy(() -> square.run("one"))
                .isInstanceOf(CampaignWork.GuardStopped.class)
                .hasMessage(
                        "HK4011  campaign reminder, run one: fcm refuses what it says, INVALID_ARGUMENT: bad colour."
                                + " It is paused, and nothing was sent.\n   fix: correct the message. Resume it or cancel it");
        var paused = square.books("one");
        assertThat(paused.run().state()).isEqualTo(State.PAUSED);
        assertThat(paused.waiting()).isEqualTo(30);
        assertThat(square.gateway.sent()).isEmpty();
        square.gateway.judging(FakeGateway::accepted);
        square.ledger.deliveries().runs().resume(paused.run());
        assertThat(square.run("one").accepted()).isEqualTo(30);
    }

    /// Both want all of 100 a second. In equal parts as many usual ones would leave beside the 190 urgent ones.
    @Test
    void anUrgentRunOvertakesAUsualOne() throws InterruptedException {
        square.users(600);
        square.knobs = square.knobs.atMost(100);
        var usual = Thread.ofVirtual().start(taken("usual", 600));
        while (square.gateway.sent().size() < 20) {
            Thread.sleep(5);
        }
        square.limits = new Limits(null, null, "news", Limits.Priority.URGENT);
        taken("urgent", 190).run();
        var sent = square.gateway.sent().stream().map(FakeGateway.Sent::body).toList();
        square.name = "usual";
        square.ledger.deliveries().runs().pause(square.books("one").run(), "enough");
        usual.join();
        var window = sent.subList(sent.indexOf("urgent"), sent.lastIndexOf("urgent") + 1);
        assertThat(window).filteredOn("urgent"::equals).hasSize(190);
        assertThat(window).filteredOn("usual"::equals).hasSizeBetween(1, 140);
    }

    private Runnable taken(String name, int users) {
        square.name = name;
        square.sql = "SELECT id AS user_id, '" + name + "' AS words, id AS once FROM users WHERE id <= " + users;
        var work = square.work(square.take(), "one");
        var run = new TakeIn(work).takeIn();
        return () -> new Deliver(work.with(run)).deliver();
    }

    /// What is kept for urgent ones stays free though nobody is urgent.
    @Test
    void aUsualRunLeavesTheReserveAlone() {
        square.users(60);
        square.knobs = square.knobs.atMost(100);
        square.reserve = 0.7;
        var begin = System.nanoTime();
        assertThat(square.run("one").accepted()).isEqualTo(60);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(1_800));
    }

    @Test
    void aRunThatWaitsForAWordGoesOnByNothingElseAndOnce() {
        square.users(3);
        square.approval = new Campaign.Approval(2, "marketing");
        assertThatThrownBy(() -> square.run("one")).isInstanceOf(CampaignWork.GuardStopped.class);
        var waits = square.books("one").run();
        var approvals = square.ledger.deliveries().approvals();
        assertThat(approvals.awaited("reminder")).containsExactly("one");
        assertThat(square.ledger.deliveries().runs().resume(waits)).isFalse();
        assertThat(approvals.approve(waits, "tanaka")).isTrue();
        assertThat(approvals.approve(waits, "suzuki")).isFalse();
        assertThat(approvals.awaited("reminder")).isEmpty();
        assertThat(approvals.of(waits)).hasValueSatisfying(given -> {
            assertThat(given.wanted()).isEqualTo("marketing");
            assertThat(given.by()).isEqualTo("tanaka");
            assertThat(given.at()).isNotNull();
        });
        square.ledger.deliveries().runs().pause(waits, "lunch");
        assertThat(square.ledger.deliveries().runs().resume(waits))
                .as("was agreed to")
                .isTrue();
    }

    @Test
    void waitsForAPlaceWithAllDevicesOfAUser() {
        square.users(1);
        square.phone(1, "t1b", "2026-02-01 00:00:00");
        var window = Duration.ofMillis(1_500);
        square.limits = new Limits(new Limits.PerUser(1, window, Limits.Over.DEFER), null, "marketing");
        assertThat(square.run("one").accepted()).isEqualTo(2);
        square.name = "second";
        var books = square.run("two");
        assertThat(books.accepted()).isEqualTo(2);
        CampaignContract.assertBalanced(books);
    }

    @Test
    void aDeviceThatWasRegisteredWithoutAUserLaterIsNobodys() {
        square.users(2);
        square.sql("INSERT INTO phones VALUES (NULL, 't1', 'android', TIMESTAMP '2026-02-01 00:00:00', NULL, NULL)");
        var books = square.run("one");
        assertThat(square.gateway.addresses()).containsExactly("t2");
        assertThat(books.suppressed()).containsExactly(entry("token_reassigned", 1L));
    }

    @Test
    void aDeviceThatIsRegisteredTwiceGetsOneCopy() {
        square.users(1);
        square.sql("INSERT INTO phones VALUES (1, 't1', 'android', TIMESTAMP '2026-02-01 00:00:00', NULL, NULL)");
        var books = square.run("one");
        assertThat(square.gateway.addresses()).containsExactly("t1");
        assertThat(books.owed()).isEqualTo(1);
        CampaignContract.assertBalanced(books);
    }

    @Test
    void aDeviceWithoutAnAddressIsNone() {
        square.users(2);
        square.sql(
                "INSERT INTO phones VALUES (1, NULL, 'android', TIMESTAMP '2026-01-01 00:00:00', NULL, NULL)",
                "UPDATE phones SET token = '' WHERE user_id = 2");
        var books = square.run("one");
        assertThat(square.gateway.addresses()).containsExactly("t1");
        assertThat(books.suppressed()).containsExactly(entry("no_device", 1L));
        CampaignContract.assertBalanced(books);
    }

    /// News trickles in: until there is enough of it, devices are taken for dead one by one.
    @Test
    void marksThatWereMadeBeforeAStormWasSeenAreTakenBack() {
        square.users(200);
        square.run("one");
        var sent = square.ledger.deliveries().story().byOutcome("reminder", new Wanted("accepted", null), 200).stream()
                .sorted(Comparator.comparing(Told::id))
                .limit(20)
                .toList();
        var news = square.ledger.deliveries().news();
        var bounds = new News.Bounds(20, 0.5);
        news.accepted(
                square.take(),
                sent.stream()
                        .map(told -> NewsContract.message("m" + told.id(), told))
                        .toList());
        sent.subList(0, 10).forEach(told -> news.hear("m" + told.id(), "InvalidPlatformToken"));
        news.join(bounds);
        assertThat(dead(sent)).isEqualTo(10);
        sent.subList(10, 20).forEach(told -> news.hear("m" + told.id(), "InvalidPlatformToken"));
        news.join(bounds);
        assertThat(dead(sent)).isZero();
    }

    private long dead(List<Told> told) {
        return square
                .ledger
                .deliveries()
                .devices()
                .of(told.stream()
                        .map(one -> Objects.requireNonNull(one.device()).hash())
                        .toList())
                .values()
                .stream()
                .filter(fact -> fact.isGone(null))
                .count();
    }
}
