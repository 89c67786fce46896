package dev.hikyaku.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.ledger.delivery.CampaignBooks.Balance;
import dev.hikyaku.ledger.delivery.CampaignRun.Counted;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.manifest.campaign.Audience;
import dev.hikyaku.manifest.campaign.Campaign;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a campaign does, whatever database its ledger lives in.
abstract class CampaignContract extends Square.Open {
    @Test
    void sendsEveryRecipientOnceAndBalancesItsBooks() {
        square.users(120);
        var books = square.run("one");
        assertBalanced(books);
        assertThat(books.run().state()).isEqualTo(State.FINISHED);
        assertThat(books.accepted()).isEqualTo(120);
        assertThat(square.gateway.addresses()).hasSize(120).doesNotHaveDuplicates();
        assertThat(square.gateway.sent())
                .extracting(FakeGateway.Sent::tag)
                .doesNotHaveDuplicates()
                .allMatch(tag -> tag.length() == 32);
        assertThat(square.gateway.mostAtOnce()).isLessThanOrEqualTo(50);
    }

    @Test
    void countsRowsOfAJoinAndKeysThatAnEarlierRunTookIn() {
        square.users(10);
        square.sql = "SELECT u.id AS user_id, 'x' AS words, u.id AS once FROM users u JOIN SYSTEM_RANGE(1, 2) r";
        assertThat(square.run("one").run().counted()).isEqualTo(new Counted(20, 10, 0, 10, 0));
        square.sql("INSERT INTO users VALUES (11, 'late')");
        var books = square.run("two");
        assertThat(books.run().counted()).isEqualTo(new Counted(22, 1, 20, 1, 0));
        assertThat(books.suppressed()).containsExactly(entry("no_device", 1L));
        assertThat(square.gateway.addresses()).hasSize(10);
        assertBalanced(books);
    }

    @Test
    void rejectsARowThatCannotBeRenderedAndSendsTheOthers() {
        square.users(3);
        square.sql = "SELECT id AS user_id, CASE WHEN id <> 2 THEN 'x' END AS words, id AS once FROM users";
        var books = square.run("one");
        assertThat(books.rejected()).isEqualTo(1);
        assertThat(books.accepted()).isEqualTo(2);
        assertThat(square.ledger.deliveries().books().reasons(books.run()))
                .extracting(reason -> reason.outcome() + " " + reason.code())
                .containsExactlyInAnyOrder("accepted null", "rejected HK4012");
        assertBalanced(books);
    }

    @Test
    void showsAnAnswerThatNeverCameAsUnknownAndNeverSendsAgain() {
        square.users(5);
        square.gateway.script("t3", FakeGateway::unknown);
        var books = square.run("one");
        assertThat(books.unknown()).isEqualTo(1);
        assertThat(books.accepted()).isEqualTo(4);
        assertBalanced(books);
        square.run("one");
        square.run("two");
        assertThat(square.gateway.addresses()).containsExactly("t1", "t2", "t3", "t4", "t5");
    }

    @Test
    void repeatsAnAnswerThatNeverCameUnderTheSameTagWhenTheCampaignSaysSo() {
        square.users(2);
        square.repeats = Campaign.Repeats.AT_LEAST_ONCE;
        square.gateway.script("t1", FakeGateway::unknown, FakeGateway::accepted);
        square.gateway.script("t2", FakeGateway::unknown, FakeGateway::unknown, FakeGateway::unknown);
        var books = square.run("one");
        assertThat(books.accepted()).isEqualTo(1);
        assertThat(books.unknown()).isEqualTo(1);
        assertThat(square.gateway.sent()).hasSize(5);
        assertThat(square.gateway.sent().stream().map(FakeGateway.Sent::tag).distinct())
                .hasSize(2);
        assertBalanced(books);
    }

    @Test
    void laysWhatWasNotTakenBackWithoutChargingTheAttempt() {
        square.users(3);
        square.gateway.script(
                "t2",
                _ -> FakeGateway.notNow(Duration.ofMillis(20), false),
                _ -> FakeGateway.notNow(Duration.ofMillis(20), false),
                _ -> FakeGateway.notNow(null, true));
        var books = square.run("one");
        assertThat(books.accepted()).isEqualTo(3);
        assertThat(square.gateway.addresses()).containsExactly("t1", "t2", "t2", "t2", "t2", "t3");
        assertBalanced(books);
    }

    @Test
    void pausesWhenCredentialsAreBrokenAndGoesOnExactlyThere() {
        square.users(30);
        square.gateway.otherwise(_ -> new Outcome.Stopped("UNAUTHENTICATED", "the key was revoked"));
        assertThatThrownBy(() -> square.run("one"))
                .isInstanceOf(CampaignWork.ProvidersRefuse.class)
                .hasMessage(
                        "HK4008  campaign reminder, run one: fcm UNAUTHENTICATED: the key was revoked. It is paused;"
                                + " nobody's delivery was given up.\n   fix: mend the credentials, then resume it");
        var paused = square.books("one");
        assertThat(paused.run().state()).isEqualTo(State.PAUSED);
        assertThat(paused.waiting()).isEqualTo(30);
        square.gateway.otherwise(FakeGateway::accepted);
        assertThat(square.ledger.deliveries().runs().resume(paused.run())).isTrue();
        var books = square.run("one");
        assertThat(books.accepted()).isEqualTo(30);
        assertBalanced(books);
    }

    @Test
    void letsTheSecondGatewayTakeWhatTheFirstSurelyDidNotTake() {
        square.users(30);
        var second = new FakeGateway("sns");
        square.gateways.add(second);
        square.gateway.script("t1", FakeGateway::unknown);
        square.gateway.otherwise(_ -> new Outcome.Stopped("AuthorizationError", "no"));
        var books = square.run("one");
        assertThat(books.unknown()).isEqualTo(1);
        assertThat(books.accepted()).isEqualTo(29);
        assertThat(second.addresses()).hasSize(29).doesNotContain("t1");
        assertBalanced(books);
    }

    @Test
    void stopsAfterTheFirstRowsWhenMostAreRefusedAndMarksNoDeviceDead() {
        square.users(60);
        square.knobs = withCanary(new Canary.Bounds(10, 5, 0.5, 1_000, 0.5));
        square.gateway.otherwise(
                _ -> new Outcome.Rejected("SENDER_ID_MISMATCH", "another project", Outcome.Blame.SENDER));
        assertThatThrownBy(() -> square.run("one"))
                .isInstanceOf(CampaignWork.GuardStopped.class)
                .hasMessageStartingWith(
                        "HK4011  campaign reminder, run one: 10 of the first 10 deliveries were refused for good.");
        var books = square.books("one");
        assertThat(square.gateway.sent()).hasSize(10);
        assertThat(books.waiting()).isEqualTo(50);
        assertBalanced(books);
        square.gateway.otherwise(FakeGateway::accepted);
        square.name = "after";
        assertThat(square.run("two").accepted()).isEqualTo(60);
    }

    @Test
    void sendsNothingWhenTheAudienceIsLargerThanItsGuardAndLeavesItsKeysFree() {
        square.users(12);
        square.guard = new Audience.Guard(11L, null);
        assertThatThrownBy(() -> square.run("one"))
                .isInstanceOf(CampaignWork.GuardStopped.class)
                .hasMessageStartingWith("HK4001  campaign reminder, run one: found more than 11 recipients,"
                        + " the most that audience.guard.max allows. Nothing was sent.");
        var stopped = square.books("one");
        assertThat(stopped.run().state()).isEqualTo(State.STOPPED);
        assertThat(stopped.cancelled()).isEqualTo(12);
        assertBalanced(stopped);
        square.guard = new Audience.Guard(null, null);
        assertThat(square.run("two").accepted()).isEqualTo(12);
    }

    @Test
    void comparesTheAudienceWithTheUsual() {
        square.users(2);
        for (var key : new String[] {"a", "b", "c"}) {
            square.sql = "SELECT id AS user_id, 'x' AS words, id || '" + key + "' AS once FROM users";
            square.run(key);
        }
        square.guard = new Audience.Guard(null, 2.0);
        square.sql("INSERT INTO users SELECT x, 'new' FROM SYSTEM_RANGE(3, 5)");
        square.sql = "SELECT id AS user_id, 'x' AS words, id || 'd' AS once FROM users";
        assertThatThrownBy(() -> square.run("d"))
                .isInstanceOf(CampaignWork.GuardStopped.class)
                .hasMessageContaining("found 5 recipients, more than 2.0 times the usual 2. Nothing was sent.");
    }

    @Test
    void waitsForApproval() {
        square.users(3);
        square.approval = new Campaign.Approval(2, "marketing");
        assertThatThrownBy(() -> square.run("one"))
                .isInstanceOf(CampaignWork.GuardStopped.class)
                .hasMessageContaining("3 recipients wait for the approval of marketing. Nothing was sent.");
        square.ledger.deliveries().approvals().approve(square.books("one").run(), "tanaka");
        assertThat(square.run("one").accepted()).isEqualTo(3);
    }

    @Test
    void pausesAndCancelsAtTheNextClaim() {
        square.users(100);
        var runs = square.ledger.deliveries().runs();
        square.rehearsal = point -> {
            if (point == SendPoint.AFTER_INTENT) {
                runs.pause(runs.find("reminder", "one").orElseThrow(), "somebody wants to look");
            }
        };
        var paused = square.run("one");
        assertThat(paused.run().state()).isEqualTo(State.PAUSED);
        assertThat(paused.sent()).isZero();
        assertThat(paused.waiting()).isEqualTo(80);
        assertBalanced(paused);
        square.rehearsal = _ -> {};
        assertThat(square.run("one").waiting()).isEqualTo(80);
        assertThat(runs.cancel(paused.run(), "enough")).isTrue();
        assertThat(square.ledger.deliveries().unsent().cancel(paused.run(), "enough"))
                .isEqualTo(80);
        var cancelled = square.books("one");
        assertThat(cancelled.cancelled()).isEqualTo(80);
        assertBalanced(cancelled);
        assertThat(runs.resume(paused.run())).isFalse();
    }

    /// Alone each of them would need half the time.
    @Test
    void sharesWhatTheProviderTakesWithAnotherRun() throws InterruptedException {
        square.users(150);
        square.knobs = square.knobs.atMost(100);
        var begin = System.nanoTime();
        var threads = Stream.of("first", "second")
                .map(this::taken)
                .map(Thread.ofVirtual()::start)
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(square.gateway.sent()).hasSize(300);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(2_100));
        assertThat(square.senders("fcm")).isEmpty();
    }

    private Runnable taken(String name) {
        square.name = name;
        var work = square.work(square.take(), "one");
        var run = new TakeIn(work).takeIn();
        return () -> new Deliver(work.with(run)).deliver();
    }

    private Knobs withCanary(Canary.Bounds bounds) {
        var knobs = square.knobs;
        return new Knobs(
                knobs.inFlight(),
                knobs.page(),
                knobs.perSecond(),
                knobs.ramp(),
                knobs.bigFrom(),
                bounds,
                knobs.attempts(),
                knobs.noHint(),
                knobs.beforeRepeat(),
                knobs.patience(),
                knobs.stale());
    }

    static void assertBalanced(Balance books) {
        assertBalanced(books, books.run().counted().recipients());
    }

    /// @param inAudience of the recipients, those that the last reading of the audience held
    static void assertBalanced(Balance books, long inAudience) {
        assertThat(books.unaccounted()).isZero();
        var counted = books.run().counted();
        assertThat(counted.read()).isEqualTo(inAudience + counted.duplicates() + counted.alreadySent());
    }
}
