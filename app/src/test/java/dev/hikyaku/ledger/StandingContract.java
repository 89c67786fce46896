package dev.hikyaku.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Claims.Waiting;
import dev.hikyaku.ledger.view.Bounded;
import dev.hikyaku.ledger.view.Syncs;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Where syncs stand, whatever database the ledger lives in.
abstract class StandingContract extends OpenLedger {
    static final List<String> SYNCS = List.of(SYNC, "account");
    static final String LONG = "STRING_TOO_LONG";

    static Settlement.Row rejected(String key, String code, String reason) {
        return new Settlement.Row(key, new Outcome.Rejected(code, reason));
    }

    private Syncs.Now now() {
        return ledger.view().syncs().now(List.of(SYNC)).getFirst();
    }

    @Test
    void aSyncWithoutAnythingFlows() {
        var now = ledger.view().syncs().now(SYNCS);
        assertThat(now).extracting(Syncs.Now::sync).containsExactly(SYNC, "account");
        assertThat(now.getLast())
                .returns(Syncs.State.FLOWING, Syncs.Now::state)
                .returns(Bounded.NONE, Syncs.Now::waiting)
                .returns(0L, Syncs.Now::inFlight);
        assertThat(now.getLast().oldest()).isNull();
        assertThat(now.getLast().lastRun()).isNull();
    }

    @Test
    void aSyncTellsWhatWaitsAndWhatSalesforceHas() {
        var job = claimAll("1", "2", "3");
        takeIn("4");
        ledger.bulkJobs().opened(fence, job, "750000000000001AAA");
        ledger.bulkJobs().closed(fence, job, "InProgress");
        assertThat(now())
                .returns(Syncs.State.FLOWING, Syncs.Now::state)
                .returns(new Bounded(4, false), Syncs.Now::waiting)
                .returns(3L, Syncs.Now::inFlight);
        assertThat(now().oldest()).isNotNull();
        settle(
                job,
                accepted("1", "003000000000001AAA"),
                rejected("2", LONG, "too long"),
                accepted("3", "003000000000003AAA"));
        assertThat(now()).returns(new Bounded(1, false), Syncs.Now::waiting).returns(0L, Syncs.Now::inFlight);
        assertThat(now().lastAccepted()).isNotNull();
        assertThat(now().lately())
                .extracting(Syncs.Lately::accepted, Syncs.Lately::rejected)
                .containsExactly(2L, 1L);
        assertThat(now().lastRun()).extracting(Runs.Run::key).isEqualTo("run-1");
    }

    @Test
    void moreThanAThousandAreNotCounted() {
        takeIn(IntStream.range(0, 1_001).mapToObj(Integer::toString).toArray(String[]::new));
        assertThat(now().waiting()).isEqualTo(new Bounded(1_000, true));
    }

    @Test
    void aSyncIsHeldWhenAllThatWaitsWaitsForOthers() {
        hold("1", "2");
        assertThat(now().state()).isEqualTo(Syncs.State.HELD);
        assertThat(now().cause())
                .extracting(Syncs.Cause::kind, Syncs.Cause::code)
                .containsExactly("parents", "HK3007");
        takeIn("3");
        assertThat(now().state()).as("something may travel").isEqualTo(Syncs.State.FLOWING);
    }

    void hold(String... keys) {
        takeIn(keys);
        var held = waiting().stream()
                .map(Waiting::id)
                .map(id -> new Claims.Hold(id, "account", "9", "waits for account 9", null))
                .toList();
        decide(verdicts(prepare(), List.of(), held));
    }

    @Test
    void aSyncWaitsForSalesforceWhenItsChangesComeBackFromThere() {
        var job = claimAll("1");
        settle(job, new Settlement.Row("1", new Outcome.Released("UNABLE_TO_LOCK_ROW", "busy", Duration.ofHours(1))));
        assertThat(now().state()).isEqualTo(Syncs.State.DESTINATION);
        assertThat(now().cause()).extracting(Syncs.Cause::code).isEqualTo("UNABLE_TO_LOCK_ROW");
    }

    @Test
    void aSyncWhoseLastRunFailedIsBrokenUntilOneSucceeds() {
        ledger.runs().end(run, "stopped", 4, "HK2101  Salesforce does not answer\n   fix: look");
        assertThat(now().state()).isEqualTo(Syncs.State.BROKEN);
        assertThat(now().cause())
                .extracting(Syncs.Cause::kind, Syncs.Cause::code, Syncs.Cause::detail)
                .containsExactly("run", "HK2101", "HK2101  Salesforce does not answer");
        var next = ledger.runs().begin("run-2", List.of(SYNC), Holder.self());
        ledger.runs().end(next, "finished", 0, null);
        assertThat(now().state()).isEqualTo(Syncs.State.FLOWING);
    }
}
