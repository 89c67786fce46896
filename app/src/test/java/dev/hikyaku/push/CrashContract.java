package dev.hikyaku.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.entry;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.ledger.delivery.share.Shares;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.manifest.campaign.Limits;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a crash leaves of a campaign, whatever database its ledger lives in: nobody gets a second copy, nobody is
/// forgotten.
abstract class CrashContract extends Square.Open {
    static final int USERS = 90;

    @BeforeEach
    void users() {
        square.users(USERS);
    }

    private static final class Crash extends RuntimeException {}

    /// From its second visit on, nothing passes this point: the process is as good as dead.
    private void crashAt(SendPoint point) {
        var visits = new AtomicInteger();
        square.rehearsal = here -> {
            if (here == point && visits.incrementAndGet() >= (point == SendPoint.MID_AUDIENCE ? 1 : 2)) {
                throw new Crash();
            }
        };
    }

    private Fence crash(SendPoint point, String key) {
        crashAt(point);
        var fence = square.take();
        var work = square.work(fence, key);
        assertThatThrownBy(() -> new Deliver(work.with(new TakeIn(work).takeIn())).deliver())
                .isInstanceOf(Crash.class);
        square.rehearsal = _ -> {};
        square.ledger.leases().release(fence);
        return fence;
    }

    @ParameterizedTest
    @EnumSource(SendPoint.class)
    void sendsNobodyASecondCopy(SendPoint point) {
        crash(point, "one");
        CampaignContract.assertBalanced(square.books("one"));
        var left = square.books("one").sent();
        assertThat(left).isLessThanOrEqualTo(50);
        var books = square.run("one");
        CampaignContract.assertBalanced(books);
        assertThat(books.run().state()).isEqualTo(State.FINISHED);
        assertThat(books.unknown()).isEqualTo(left);
        assertThat(books.accepted()).isEqualTo(USERS - left);
        assertThat(square.gateway.addresses()).doesNotHaveDuplicates();
        assertThat(books.run().counted().recipients()).isEqualTo(USERS);
        assertThat(books.run().counted().duplicates()).isZero();
    }

    @ParameterizedTest
    @EnumSource(SendPoint.class)
    void repeatsUnderTheSameTagWhenTheCampaignSaysSo(SendPoint point) {
        square.repeats = Campaign.Repeats.AT_LEAST_ONCE;
        crash(point, "one");
        var books = square.run("one");
        CampaignContract.assertBalanced(books);
        assertThat(books.accepted()).isEqualTo(USERS);
        var tags = new HashMap<String, String>();
        square.gateway
                .sent()
                .forEach(sent -> assertThat(tags.merge(sent.address(), sent.tag(), (old, _) -> old))
                        .isEqualTo(sent.tag()));
        assertThat(tags).hasSize(USERS);
    }

    @Test
    void tellsOthersWhoIsUrgent() {
        var shares = square.ledger.deliveries().shares();
        shares.claim("fcm", 1, new Shares.Claim(5, false));
        shares.claim("fcm", 2, new Shares.Claim(7.5, true));
        shares.claim("fcm", 1, new Shares.Claim(6, true));
        assertThat(shares.claim("fcm", 3, new Shares.Claim(1, false)))
                .containsExactlyInAnyOrder(new Shares.Claim(6, true), new Shares.Claim(7.5, true));
    }

    @Test
    void setsADeliveryAsideThatEndsTheProcessAgainAndAgain() {
        square.sql = "SELECT id AS user_id, CASE WHEN id = 7 THEN 'kill' ELSE name END AS words, id AS once FROM users";
        for (int time = 0; time < 4; time++) {
            assertThatThrownBy(() -> square.run("one")).isInstanceOf(InternalError.class);
        }
        var books = square.run("one");
        CampaignContract.assertBalanced(books);
        assertThat(books.run().state()).isEqualTo(State.FINISHED);
        assertThat(books.accepted()).isEqualTo(USERS - 1);
        assertThat(square.ledger.deliveries().story().ofUser("reminder", "7"))
                .singleElement()
                .satisfies(told -> assertThat(told.code()).isEqualTo("HK4015"));
        assertThat(square.gateway.addresses()).doesNotHaveDuplicates();
    }

    /// A provider that does not take it now ends no process.
    @Test
    void setsNothingAsideThatIsLookedAtAgainByALivingProcess() {
        square.sql = square.sql + " WHERE id = 1";
        square.rehearsal = here -> {
            if (here == SendPoint.BEFORE_INTENT) {
                throw new InternalError("as good as the end of the process");
            }
        };
        for (int time = 0; time < 3; time++) {
            assertThatThrownBy(() -> square.run("one")).isInstanceOf(InternalError.class);
        }
        square.rehearsal = _ -> {};
        square.gateway.script(
                "t1",
                _ -> FakeGateway.notNow(Duration.ofMillis(5), false),
                _ -> FakeGateway.notNow(Duration.ofMillis(5), false),
                _ -> FakeGateway.notNow(Duration.ofMillis(5), false));
        var books = square.run("one");
        assertThat(books.accepted()).isEqualTo(1);
        CampaignContract.assertBalanced(books);
    }

    @Test
    void whatWasOnTheWireOfACancelledRunIsUnknown() {
        crash(SendPoint.AFTER_INTENT, "one");
        var deliveries = square.ledger.deliveries();
        var run = square.books("one").run();
        assertThat(square.books("one").sent()).isPositive();
        deliveries.runs().cancel(run, "enough");
        deliveries.unsent().cancel(run, "enough");
        assertThat(deliveries.runs().endedUnsettled("reminder"))
                .singleElement()
                .satisfies(ended -> assertThat(deliveries.outcomes().recover(square.take(), ended, 0))
                        .isPositive());
        assertThat(deliveries.runs().endedUnsettled("reminder")).isEmpty();
        var books = square.books("one");
        assertThat(books.sent()).isZero();
        assertThat(books.unknown()).isPositive();
        CampaignContract.assertBalanced(books);
    }

    @Test
    void whatMayHaveBeenShownIsUnknownWhateverKeepsItFromARepeat() {
        square.sql = square.sql + " WHERE id = 1";
        square.sql("INSERT INTO agreeing VALUES (1)");
        square.consent = "news";
        square.repeats = Campaign.Repeats.AT_LEAST_ONCE;
        square.limits = new Limits(new Limits.PerUser(1, Duration.ofDays(1)), null, "marketing");
        square.gateway.script("t1", sent -> {
            square.sql("DELETE FROM agreeing");
            return FakeGateway.unknown(sent);
        });
        var books = square.run("one");
        assertThat(books.unknown()).isEqualTo(1);
        assertThat(books.suppressed()).isEmpty();
        CampaignContract.assertBalanced(books);
        assertThat(square.ledger
                        .deliveries()
                        .story()
                        .ofUser("reminder", "1")
                        .getFirst()
                        .code())
                .isEqualTo("opted_out");
        square.consent = null;
        square.name = "second";
        assertThat(square.run("two").suppressed()).containsExactly(entry("cap", 1L));
    }

    @Test
    void leavesWhatIsNoLongerInTheAudience() {
        crash(SendPoint.MID_AUDIENCE, "one");
        square.sql("DELETE FROM users WHERE id > 80", "INSERT INTO users VALUES (500, 'new')");
        var books = square.run("one");
        CampaignContract.assertBalanced(books, 81);
        assertThat(books.accepted()).isEqualTo(80);
        assertThat(books.cancelled()).isEqualTo(10);
        assertThat(books.suppressedInAll()).isEqualTo(1);
    }

    @Test
    void keepsTheAnswersOfALostLeaseAsEvidenceOnly() throws InterruptedException {
        var fence = square.take();
        var calling = new CountDownLatch(1);
        var stolen = new CountDownLatch(1);
        square.gateway.otherwise(sent -> {
            calling.countDown();
            await(stolen);
            return FakeGateway.accepted(sent);
        });
        var work = square.work(fence, "one");
        var failure = new Throwable[1];
        var first = Thread.ofVirtual()
                .start(() ->
                        failure[0] = catchThrowable(() -> new Deliver(work.with(new TakeIn(work).takeIn())).deliver()));
        await(calling);
        var late = square.work(square.steal(fence), "one");
        square.gateway.otherwise(FakeGateway::accepted);
        stolen.countDown();
        first.join();
        var books = square.books(new Deliver(late).deliver());
        assertThat(failure[0]).isInstanceOf(Fence.LeaseLost.class);
        assertThat(books.unknown()).isBetween(1L, 50L);
        assertThat(square.ledger.deliveries().outcomes().countLate(books.run())).isPositive();
        assertThat(square.gateway.addresses()).doesNotHaveDuplicates();
        CampaignContract.assertBalanced(books);
    }

    @Test
    void letsOneOfManyStartsRun() {
        square.gateway.latency(Duration.ofMillis(5));
        var held = new AtomicInteger();
        var threads = List.of(1, 2, 3, 4, 5, 6, 7, 8).stream()
                .map(_ -> Thread.ofVirtual().start(() -> {
                    try {
                        square.run("one");
                    } catch (ClassCastException heldElsewhere) {
                        held.incrementAndGet();
                    }
                }))
                .toList();
        threads.forEach(CrashContract::join);
        assertThat(square.books("one").accepted()).isEqualTo(USERS);
        assertThat(square.gateway.addresses()).hasSize(USERS).doesNotHaveDuplicates();
        CampaignContract.assertBalanced(square.books("one"));
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException hurried) {
            throw new IllegalStateException(hurried);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            throw new IllegalStateException(hurried);
        }
    }
}
