package dev.hikyaku.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.ledger.start.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every ledger promises about its opening, leases and runs, whatever database it lives in.
abstract class LeaseContract extends OpenLedger {
    @Test
    void opensTwiceWithoutHarm() {
        takeIn("1");
        try (var again = Ledger.open(settings())) {
            assertThat(again.books().of(SYNC).takenIn()).isEqualTo(1);
        }
    }

    @Test
    void seesThatItsTablesAreCurrentWithoutAskingFlyway() {
        assertThat(Ledger.isCurrent(
                        ledger.dataSource(), Ledger.dialect(settings().url())))
                .isTrue();
    }

    @Test
    void givesALeaseToOneHolderOnly() {
        var other = new Holder("another machine", "other", 1, 1);
        assertThat(ledger.leases().take(fence.lease(), other, TIME)).isInstanceOf(Leases.Answer.Held.class);
    }

    @Test
    void passesAnExpiredLeaseOnWithALargerToken() {
        var elsewhere = new Holder("another machine", "other", 1, 1);
        var old = granted(ledger.leases().take("sync:x", elsewhere, Duration.ofSeconds(-1)));
        var next = granted(ledger.leases().take("sync:x", Holder.self(), TIME));
        assertThat(next.token()).isEqualTo(old.token() + 1);
        assertThat(ledger.leases().renew(old, TIME)).isFalse();
        assertThat(ledger.leases().renew(next, TIME)).isTrue();
    }

    @Test
    void passesTheLeaseOfADeadProcessOfThisMachineOnAtOnce() {
        var self = Holder.self();
        var dead = new Holder(self.machine(), self.host(), self.pid(), self.started() - 1);
        granted(ledger.leases().take("sync:x", dead, TIME));
        assertThat(ledger.leases().take("sync:x", self, TIME)).isInstanceOf(Leases.Answer.Granted.class);
    }

    @Test
    void refusesEveryWriteOfAnOldToken() {
        ledger.leases().release(fence);
        take(fence.lease());
        assertThatThrownBy(() -> takeIn("1"))
                .isInstanceOf(Fence.LeaseLost.class)
                .hasMessage("lease sync:contact was lost: token 1 is not the newest any more."
                        + " Another run goes on from here; this one has written nothing since.");
        assertThat(ledger.books().of(SYNC).takenIn()).isZero();
    }

    @Test
    void repeatsNoFinishedRunKey() {
        ledger.runs().end(run, "finished", 0, null);
        assertThat(ledger.runs().begin("run-1", List.of(SYNC), Holder.self()).state())
                .isEqualTo("finished");
    }

    @Test
    void marksRunsThatDiedAsCrashed() {
        ledger.runs().begin("run-2", List.of(SYNC, "account"), Holder.self());
        assertThat(ledger.runs().find("run-1").orElseThrow().state()).isEqualTo("crashed");
        assertThat(ledger.runs().begin("run-1", List.of(SYNC), Holder.self()).state())
                .isEqualTo("running");
    }

    @Test
    void confirmsALeaseUntilSomebodyElseHasIt() {
        ledger.leases().confirm(fence);
        ledger.leases().release(fence);
        assertThatThrownBy(() -> ledger.leases().confirm(fence)).isInstanceOf(Fence.LeaseLost.class);
        take(fence.lease());
        assertThatThrownBy(() -> ledger.leases().confirm(fence)).isInstanceOf(Fence.LeaseLost.class);
    }

    @Test
    void pausesASyncOfWhichProcessAfterProcessDiesAtOnePlace() {
        var places = ledger.places();
        assertThat(places.begin(fence, SYNC, 3).deaths()).isZero();
        for (var deaths = 1; deaths <= 3; deaths++) {
            places.enter(fence, "extract");
            var trail = places.begin(fence, SYNC, 3);
            assertThat(trail.deaths()).isEqualTo(deaths);
            assertThat(trail.stage()).isEqualTo("extract");
            assertThat(trail.pausedAt() != null).isEqualTo(deaths == 3);
        }
        assertThat(places.paused()).hasSize(1);
        assertThat(places.begin(fence, SYNC, 3).pausedAt()).isNotNull();
        assertThat(places.resume(fence.lease())).isTrue();
        assertThat(places.resume(fence.lease())).isFalse();
        assertThat(places.begin(fence, SYNC, 3).deaths()).isZero();
    }

    @Test
    void pausesASyncThatDiesOnTheWayOutThoughMoreComesInEachTime() {
        var places = ledger.places();
        places.begin(fence, SYNC, 3);
        for (var deaths = 1; deaths <= 3; deaths++) {
            places.enter(fence, "scan");
            takeIn(String.valueOf(deaths));
            places.enter(fence, "extract");
            assertThat(places.begin(fence, SYNC, 3).deaths()).isEqualTo(deaths);
        }
        assertThat(places.paused()).hasSize(1);
    }

    @Test
    void countsNoDeathOfWhoeverGotFurtherOrEndedByItself() {
        var places = ledger.places();
        places.begin(fence, SYNC, 3);
        places.enter(fence, "scan");
        places.begin(fence, SYNC, 3);
        places.enter(fence, "scan");
        takeIn("1");
        assertThat(places.begin(fence, SYNC, 3).deaths())
                .as("the scan took something in")
                .isEqualTo(1);
        places.enter(fence, "scan");
        places.leave(fence);
        assertThat(places.begin(fence, SYNC, 3).deaths())
                .as("it ended by itself")
                .isEqualTo(1);
        places.enter(fence, "scan");
        places.passed(fence);
        assertThat(places.begin(fence, SYNC, 3).deaths())
                .as("it got past the place")
                .isZero();
    }

    @Test
    void writesOneOfManyMissedInstantsDown() {
        var start = Instant.parse("2026-11-22T00:00:00Z");
        var key = Instants.key(SYNC, start);
        var instants = ledger.instants();
        assertThat(instants.knownUntil(SYNC, start.minusSeconds(60))).isEqualTo(start.minusSeconds(60));
        assertThat(instants.missed(key, SYNC, "nobody came")).isTrue();
        assertThat(instants.missed(key, SYNC, "nobody came")).isFalse();
        instants.know(SYNC, start);
        instants.know(SYNC, start.minusSeconds(30));
        assertThat(instants.knownUntil(SYNC, Instant.EPOCH)).isEqualTo(start);
        assertThat(ledger.runs().begin(key, List.of(SYNC), Holder.self()).state())
                .isEqualTo("missed");
        assertThat(instants.latest(SYNC).orElseThrow().state()).isEqualTo("missed");
    }

    @Test
    void missesNoInstantThatWasBegunForSeveralSyncsTogether() {
        var start = Instant.parse("2026-11-22T00:00:00Z");
        ledger.runs().begin(Instants.key("all", start), List.of("account", SYNC), Holder.self());
        assertThat(ledger.instants().missed(Instants.key(SYNC, start), SYNC, "nobody came"))
                .isFalse();
        assertThat(ledger.instants().missed(Instants.key("acc", start), "acc", "nobody came"))
                .isTrue();
    }
}
