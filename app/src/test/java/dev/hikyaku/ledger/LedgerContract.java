package dev.hikyaku.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Claims.Waiting;
import dev.hikyaku.ledger.Records.Fingerprint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every ledger promises, whatever database it lives in.
abstract class LedgerContract extends OpenLedger {
    @Test
    void numbersTheVersionsOfEachKey() {
        takeIn("1", "2");
        takeIn("2", "3");
        assertThat(waiting()).extracting(Waiting::key).containsExactly("1", "2", "3");
        assertThat(waiting()).extracting(Waiting::version).containsExactly(1L, 2L, 1L);
        assertThat(ledger.claims().open(SYNC, List.of("2")))
                .extracting(Claims.Open::version)
                .containsExactly(1L, 2L);
    }

    @Test
    void keepsKeysThatDifferInCaseApart() {
        takeIn("a", "A");
        assertThat(ledger.records().present(SYNC, List.of("a", "A"))).hasSize(2);
    }

    @Test
    void remembersFingerprintsOfWhatIsPresent() {
        takeIn("1", "2");
        ledger.changes().takeIn(fence, run, SYNC, "scan", List.of(new NewChange("2", null, null)));
        assertThat(ledger.records().present(SYNC, List.of("1", "2", "3")))
                .containsOnlyKeys("1")
                .containsEntry("1", new Fingerprint(1, 49));
        assertThat(ledger.records().presentKeys(SYNC, "", 10)).containsExactly("1");
        assertThat(ledger.records().countPresent(SYNC)).isEqualTo(1);
    }

    @Test
    void bringsAcceptedResultsToChangesAndRecords() {
        var job = claimAll("1", "2");
        settle(job, accepted("1", "003000000000001AAA"), accepted("2", "003000000000002AAA"));
        assertThat(ledger.records().remoteIds(SYNC, List.of("1", "2", "3")))
                .containsOnlyKeys("1", "2")
                .containsEntry("1", "003000000000001AAA");
        assertThat(ledger.records().keysByRemoteId(SYNC, List.of("003000000000002AAA")))
                .containsEntry("003000000000002AAA", "2");
        assertThat(ledger.books().of(SYNC)).isEqualTo(new Books.Balance(SYNC, 2, 2, 0, 0, 0, 0));
        assertThat(ledger.books().of(SYNC, run, 0).unaccounted()).isZero();
        assertThat(ledger.bulkJobs().unsettled(SYNC)).isEmpty();
    }

    @Test
    void acceptsManyRecordsOfSeveralVersionsEachUnderItsOwnId() {
        var keys = IntStream.range(0, 120).mapToObj(Integer::toString).toArray(String[]::new);
        takeIn(keys);
        takeIn("7", "70", "119");
        settle(claimAll(), Stream.of(keys).map(key -> accepted(key, idOf(key))).toArray(Settlement.Row[]::new));
        var newest = ledger.records().newest(SYNC, List.of(keys));
        assertThat(newest).hasSize(120);
        newest.forEach((key, record) -> {
            assertThat(record.remoteId()).as(key).isEqualTo(idOf(key));
            assertThat(record.acceptedVersion()).as(key).isEqualTo(record.version());
        });
        assertThat(newest.get("70")).extracting(Records.Newest::version).isEqualTo(2L);
    }

    private static String idOf(String key) {
        return "003000000" + "0".repeat(6 - key.length()) + key + "AAA";
    }

    @Test
    void settlesKnownChangesAndLooksUpThoseThatAreNotAsWasSaid() {
        takeIn("1", "2", "3");
        var known = waiting().stream()
                .collect(Collectors.toMap(
                        Waiting::key, change -> new Settlement.Claimed(change.id(), change.version())));
        var job = claimAll();
        var settlement = ledger.settlement();
        var own = new Settlement.Work(fence, run, job, "00D000000000001AAA");
        settlement.settle(own, List.of(accepted("1", idOf("1"))), known);
        settlement.settle(own, List.of(accepted("1", idOf("9")), accepted("2", idOf("2"))), known);
        settlement.settle(own, List.of(accepted("3", idOf("3"))), Map.of("3", new Settlement.Claimed(-1, 1)));
        assertThat(settlement.finish(fence, job)).isEqualTo(new Settlement.Result(3, 0, 0));
        assertThat(ledger.records().remoteIds(SYNC, List.of("1", "2", "3")))
                .containsOnly(entry("1", idOf("1")), entry("2", idOf("2")), entry("3", idOf("3")));
    }

    @Test
    void settlesRejectedRowsAndLetsReleasedOnesWait() {
        var job = claimAll("1", "2");
        settle(
                job,
                new Settlement.Row("1", new Outcome.Rejected("STRING_TOO_LONG", "data value too large")),
                new Settlement.Row("2", new Outcome.Released("UNABLE_TO_LOCK_ROW", "busy", Duration.ofHours(1))));
        assertThat(ledger.books().of(SYNC)).isEqualTo(new Books.Balance(SYNC, 2, 0, 1, 0, 0, 1));
        assertThat(waiting()).as("its time has not come").isEmpty();
        assertThat(ledger.story().attempts(SYNC, "2"))
                .extracting(Story.Attempt::outcome, Story.Attempt::code)
                .containsExactly(tuple("released", "UNABLE_TO_LOCK_ROW"));
        var rejected = ledger.story().changes(SYNC, "1").getFirst();
        assertThat(rejected.outcome()).isEqualTo("rejected");
        assertThat(rejected.reason()).isEqualTo("data value too large");
        assertThat(rejected.bulkJob()).isEqualTo(job.id());
    }

    @Test
    void keepsRemoteIdsThatDifferInCaseApart() {
        var job = claimAll("1", "2");
        settle(job, accepted("1", "003000000000abcAAA"), accepted("2", "003000000000ABCAAA"));
        assertThat(ledger.records().keysByRemoteId(SYNC, List.of("003000000000ABCAAA")))
                .containsExactly(entry("003000000000ABCAAA", "2"));
        assertThat(ledger.story().keyOf(SYNC, "003000000000abcAAA")).contains("1");
    }

    @Test
    void findsKeysInSalesforceThatDifferInCaseOnly() {
        settle(claimAll("Ab", "cd"), accepted("Ab", "003000000000001AAA"), accepted("cd", "003000000000002AAA"));
        takeIn("Ef");
        assertThat(ledger.records().sharingCase(SYNC, List.of("ab", "cd", "ef", "gh")))
                .containsExactlyInAnyOrder("Ab", "cd");
        claimAll();
        assertThat(ledger.records().sharingCase(SYNC, List.of("ef")))
                .as("on its way")
                .containsExactly("Ef");
    }

    @Test
    void countsHowOftenEachCodeReleasedAChange() {
        var again = Duration.ZERO;
        settle(claimAll("1", "2"), released("1", "LOCK", again), released("2", "LOCK", again));
        settle(claimAll(), released("1", "LOCK", again), released("2", "OTHER", again));
        var job = claimAll();
        assertThat(ledger.settlement().releases(job, List.of("1", "2", "3")))
                .containsOnly(entry("1", Map.of("LOCK", 2)), entry("2", Map.of("LOCK", 1, "OTHER", 1)));
        assertThat(ledger.settlement().releases(job, List.of())).isEmpty();
    }

    private static Settlement.Row released(String key, String code, Duration pause) {
        return new Settlement.Row(key, new Outcome.Released(code, "again", pause));
    }

    @Test
    void settlesOnceThoughTheSettlementBeginsAnew() {
        var job = claimAll("1", "2");
        var settlement = ledger.settlement();
        var own = new Settlement.Work(fence, run, job, "00D");
        settlement.settle(own, List.of(accepted("1", "003000000000001AAA")));
        settlement.settle(
                own,
                List.of(
                        new Settlement.Row("1", new Outcome.Rejected("X", "must not win")),
                        accepted("2", "003000000000002AAA")));
        assertThat(settlement.missing(job)).isEmpty();
        assertThat(ledger.books().of(SYNC)).isEqualTo(new Books.Balance(SYNC, 2, 2, 0, 0, 0, 0));
    }

    @Test
    void endsNoBulkJobThatStillOwesAnOutcome() {
        var job = claimAll("1", "2");
        assertThatThrownBy(() -> settle(job, accepted("1", "003000000000001AAA")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("bulk job " + job.id() + " has 1 rows without outcome");
    }

    @Test
    void letsTheRowsOfAnAbandonedBulkJobWaitAgain() {
        var job = claimAll("1", "2");
        assertThat(waiting()).isEmpty();
        ledger.bulkJobs().abandon(fence, job, "the upload was cut off");
        assertThat(waiting()).hasSize(2);
        assertThat(ledger.bulkJobs().unsettled(SYNC)).isEmpty();
    }

    @Test
    void barsAKeyThatIsOnItsWay() {
        var job = claimAll("1");
        takeIn("1");
        assertThat(waiting()).isEmpty();
        settle(job, accepted("1", "003000000000001AAA"));
        assertThat(waiting()).extracting(Waiting::version).containsExactly(2L);
    }

    @Test
    void holdsAChildUntilItsParentHasARemoteId() {
        takeIn("1", "2");
        var child = waiting().get(1);
        var job = prepare();
        var hold = new Claims.Hold(child.id(), SYNC, "1", "waits for contact 1", null);
        decide(verdicts(job, List.of(waiting().getFirst().id()), List.of(hold)));
        assertThat(waiting()).isEmpty();
        settle(job, accepted("1", "003000000000001AAA"));
        assertThat(waiting()).extracting(Waiting::key).containsExactly("2");
    }

    @Test
    void rejectsWhatWaitsBeyondItsDeadline() {
        takeIn("1", "2");
        var wait = new Claims.Hold(waiting().get(1).id(), SYNC, "1", "waits for contact 1", Duration.ofMillis(1));
        decide(verdicts(prepare(), List.of(), List.of(wait)));
        int given = 0;
        while (given == 0) {
            given = ledger.claims().giveUp(fence, run, SYNC);
        }
        var change = ledger.story().changes(SYNC, "2").getFirst();
        assertThat(change.outcome()).isEqualTo("rejected");
        assertThat(change.code()).isEqualTo("HK3011");
        assertThat(change.reason()).isEqualTo("waits for contact 1");
    }

    @Test
    void letsADeleteGoBeforeTheUpsertThatFollowsIt() {
        settle(claimAll("1"), accepted("1", "003000000000001AAA"));
        ledger.changes().takeIn(fence, run, SYNC, "scan", List.of(new NewChange("1", null, null)));
        takeIn("1");
        assertThat(waiting()).isEmpty();
        var deletes = new Claims.Wanted(SYNC, "delete", true, Claims.Rest.NONE);
        assertThat(ledger.claims().waiting(deletes, 0, 10))
                .extracting(Waiting::version)
                .containsExactly(2L);
        assertThat(ledger.claims().count(deletes, 10)).isEqualTo(1);
    }

    @Test
    void letsAKeyRestUntilItIsQuiet() {
        takeIn("1");
        var resting = new Claims.Rest(Duration.ofHours(1), Duration.ofHours(2));
        var impatient = new Claims.Rest(Duration.ofHours(1), Duration.ofNanos(1000));
        assertThat(waiting(resting)).isEmpty();
        assertThat(waiting(impatient)).hasSize(1);
    }

    private List<Waiting> waiting(Claims.Rest rest) {
        return ledger.claims().waiting(new Claims.Wanted(SYNC, "upsert", true, rest), 0, 10);
    }

    @Test
    void showsAVanishedChangeAsUnaccounted() {
        takeIn("1", "2", "3");
        new Transactions(ledger.dataSource(), Ledger.dialect(settings().url()))
                .sql("DELETE FROM hk_change WHERE record_key = '2'")
                .update();
        assertThat(ledger.books().of(SYNC).unaccounted()).isEqualTo(1);
    }

    @Test
    void survivesFirstWritersOfOneKeyAtOnce() throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                var other = take("sync:other" + i);
                threads.execute(() -> ledger.changes().takeIn(other, run, SYNC, "http", rows("1", "2", "3")));
            }
        }
        assertThat(waiting()).extracting(Waiting::version).containsExactly(4L, 4L, 4L);
        assertThat(ledger.claims().open(SYNC, List.of("1", "2", "3"))).hasSize(12);
        assertThat(ledger.books().of(SYNC).unaccounted()).isZero();
    }
}
