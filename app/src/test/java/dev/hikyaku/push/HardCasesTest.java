package dev.hikyaku.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.CampaignBooks.Balance;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.manifest.campaign.Limits;
import dev.hikyaku.manifest.campaign.QuietHours;
import dev.hikyaku.push.pace.PaceClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Cases of `docs/reference/hard-cases-push.md` that no other test is about.
class HardCasesTest extends OpenSquare {
    @Override
    Ledger.Settings settings() {
        return new Ledger.Settings("jdbc:h2:file:" + folder.resolve("ledger"), "hikyaku", "hikyaku");
    }

    /// A process that stood still does not know whether its lease passed on meanwhile.
    @Test
    void sendsNothingWhoseIntentIsOld() {
        square.users(90);
        square.knobs = stale(Duration.ofMillis(200));
        var runs = square.ledger.deliveries().runs();
        var visits = new AtomicInteger();
        square.rehearsal = point -> {
            if (point == SendPoint.MID_SEND && visits.incrementAndGet() == 1) {
                pause(Duration.ofMillis(400));
                runs.pause(runs.find("reminder", "one").orElseThrow(), "somebody wants to look");
            }
        };
        var books = square.run("one");
        assertThat(books.run().state()).isEqualTo(State.PAUSED);
        assertThat(square.gateway.addresses()).containsExactly("t1");
        assertThat(books.accepted()).isEqualTo(1);
        assertThat(books.waiting()).isEqualTo(89);
        CampaignContract.assertBalanced(books);
    }

    private Knobs stale(Duration stale) {
        var knobs = square.knobs;
        return new Knobs(
                knobs.inFlight(),
                knobs.page(),
                knobs.perSecond(),
                knobs.ramp(),
                knobs.bigFrom(),
                knobs.canary(),
                knobs.attempts(),
                knobs.noHint(),
                knobs.beforeRepeat(),
                knobs.patience(),
                stale);
    }

    /// More than leaves in time is not claimed, or all of it would be too old when its moment comes, for ever.
    @Test
    void sendsAsSlowlyAsItMustWithoutLettingIntentsGrowOld() {
        square.users(60);
        square.knobs = stale(Duration.ofSeconds(1)).atMost(10);
        var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        square.checkpoint = () -> assertThat(System.nanoTime()).isLessThan(end);
        var books = square.run("one");
        assertThat(books.accepted()).isEqualTo(60);
        assertThat(square.gateway.sent()).hasSize(60);
        CampaignContract.assertBalanced(books);
    }

    @Test
    void anErrorOfOursIsUnknownAndHoldsNobodyUp() {
        square.users(3);
        square.gateway.script("t2", _ -> {
            throw new StackOverflowError("deep in a library");
        });
        var books = square.run("one");
        assertThat(books.unknown()).isEqualTo(1);
        assertThat(books.accepted()).isEqualTo(2);
        CampaignContract.assertBalanced(books);
    }

    @Test
    void whatAProviderCannotReachAsItIsSetUpIsNotDead() {
        square.users(1);
        square.gateway.script("t1", _ -> new Outcome.Rejected("NoApplication", "none for WEB", Outcome.Blame.GATEWAY));
        assertThat(square.run("one").rejected()).isEqualTo(1);
        square.name = "second";
        assertThat(square.run("two").accepted()).isEqualTo(1);
    }

    /// Few rows are too few for the first ones to say that the credentials are another project's.
    @Test
    void aDeviceOfAnotherProjectIsAStrayOnlyAmongDevicesOfOurs() {
        square.users(2);
        square.gateway.otherwise(
                _ -> new Outcome.Rejected("SENDER_ID_MISMATCH", "another project", Outcome.Blame.SENDER));
        assertThat(square.run("one").rejected()).isEqualTo(2);
        square.gateway.otherwise(FakeGateway::accepted);
        square.gateway.script(
                "t2", _ -> new Outcome.Rejected("SENDER_ID_MISMATCH", "another project", Outcome.Blame.SENDER));
        square.name = "second";
        assertThat(square.run("two").accepted()).isEqualTo(1);
        square.name = "third";
        assertThat(square.run("three").suppressed()).containsOnlyKeys("device_gone");
    }

    @Test
    void sendsToTheTokenThatTheUserHasNow() {
        square.users(2);
        square.rehearsal = point -> {
            if (point == SendPoint.MID_AUDIENCE) {
                square.sql("UPDATE phones SET token = 'new1', since = TIMESTAMP '2026-05-05 00:00:00'"
                        + " WHERE token = 't1'");
            }
        };
        assertThat(square.run("one").accepted()).isEqualTo(2);
        assertThat(square.gateway.addresses()).containsExactly("new1", "t2");
    }

    @Test
    void leavesTheNewTokenAliveWhenTheOldOneIsCalledDead() {
        square.users(1);
        square.gateway.script("t1", FakeGateway::gone);
        assertThat(square.run("one").rejected()).isEqualTo(1);
        square.sql("UPDATE phones SET token = 'new1' WHERE token = 't1'");
        square.name = "second";
        assertThat(square.run("two").accepted()).isEqualTo(1);
    }

    @Test
    void restsWithTheWholeProviderWhenItAsksForThat() {
        square.users(60);
        var moments = Collections.synchronizedList(new ArrayList<Long>());
        var asked = new AtomicLong();
        var rest = Duration.ofSeconds(2);
        square.gateway.otherwise(sent -> {
            moments.add(System.nanoTime());
            return FakeGateway.accepted(sent);
        });
        square.gateway.script("t1", _ -> {
            asked.set(System.nanoTime());
            return FakeGateway.notNow(rest, true);
        });
        var books = square.run("one");
        assertThat(books.accepted()).isEqualTo(60);
        assertThat(moments).hasSize(60);
        var slack = Duration.ofSeconds(1).toNanos();
        assertThat(moments)
                .noneMatch(moment -> moment > asked.get() + slack && moment < asked.get() + rest.toNanos())
                .anyMatch(moment -> moment >= asked.get() + rest.toNanos());
        CampaignContract.assertBalanced(books);
    }

    @Test
    void keepsACapThatTwoCampaignsReachForAtOnce() {
        square.users(60);
        square.limits = new Limits(new Limits.PerUser(1, Duration.ofDays(1)), null, "marketing");
        square.gateway.latency(Duration.ofMillis(2));
        var threads =
                Stream.of("first", "second").map(this::taken).map(Thread::new).toList();
        threads.forEach(Thread::start);
        threads.forEach(HardCasesTest::join);
        assertThat(square.gateway.addresses()).hasSize(60).doesNotHaveDuplicates();
        var both = Stream.of("first", "second").map(this::books).toList();
        assertThat(both.stream().mapToLong(Balance::accepted).sum()).isEqualTo(60);
        assertThat(both.stream().mapToLong(Balance::suppressedInAll).sum()).isEqualTo(60);
        both.forEach(CampaignContract::assertBalanced);
    }

    /// The machine's clock is a day ahead; only the database's counts.
    @Test
    void doesNotBelieveTheMachinesClock() {
        square.users(3);
        square.sql("UPDATE phones SET zone = 'Europe/Berlin' WHERE user_id = 3");
        var berlin = LocalTime.now(ZoneId.of("Europe/Berlin"));
        square.quietHours = new QuietHours(berlin.minusHours(1), berlin.plusHours(1), null, QuietHours.Then.HOLD);
        square.clock = ahead(Duration.ofDays(1));
        var books = square.run("one");
        assertThat(books.accepted()).isEqualTo(2);
        assertThat(books.waiting()).isEqualTo(1);
        assertThat(square.gateway.sent()).allMatch(sent -> sent.ttl().equals(Duration.ofHours(1)));
        CampaignContract.assertBalanced(books);
    }

    private static PaceClock ahead(Duration time) {
        var real = PaceClock.system();
        return new PaceClock() {
            @Override
            public long nanos() {
                return real.nanos();
            }

            @Override
            public Instant now() {
                return real.now().plus(time);
            }

            @Override
            public void sleep(Duration sleep) {
                real.sleep(sleep);
            }
        };
    }

    @Test
    void rejectsARowThatBreaksTheRenderer() {
        square.users(3);
        square.sql =
                "SELECT id AS user_id, CASE WHEN id = 2 THEN 'break' ELSE name END AS words, id AS once FROM users";
        var books = square.run("one");
        assertThat(books.accepted()).isEqualTo(2);
        assertThat(square.ledger
                        .deliveries()
                        .story()
                        .ofUser("reminder", "2")
                        .getFirst()
                        .code())
                .isEqualTo("HK4014");
        CampaignContract.assertBalanced(books);
    }

    @Test
    void setsNoDeliveryAsideThatItsProviderDoesNotTakeNow() {
        square.users(1);
        FakeGateway.Answer busy = _ -> FakeGateway.notNow(Duration.ofMillis(1), false);
        square.gateway.script("t1", busy, busy);
        var work = square.work(square.take(), "one");
        var run = new TakeIn(work).takeIn();
        for (int deaths = 0; deaths < 3; deaths++) {
            square.ledger.deliveries().unfinished().begin(work.fence(), run);
        }
        var books = square.books(new Deliver(work.with(run)).deliver());
        assertThat(books.accepted()).isEqualTo(1);
        assertThat(books.rejected()).isZero();
    }

    private Runnable taken(String name) {
        square.name = name;
        var work = square.work(square.take(), "one");
        var run = new TakeIn(work).takeIn();
        return () -> new Deliver(work.with(run)).deliver();
    }

    private Balance books(String name) {
        square.name = name;
        return square.books("one");
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
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
