package dev.hikyaku.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Claims.Verdicts;
import dev.hikyaku.ledger.Claims.Waiting;
import dev.hikyaku.ledger.Records.Fingerprint;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A ledger with one run at work, for the contracts.
abstract class OpenLedger {
    static final String SYNC = "contact";
    static final Duration TIME = Duration.ofSeconds(30);

    Ledger ledger;
    Fence fence;
    Runs.Run run;

    abstract Ledger.Settings settings();

    @BeforeEach
    void open() {
        ledger = Ledger.open(settings());
        fence = take("sync:" + SYNC);
        run = ledger.runs().begin("run-1", List.of(SYNC), Holder.self());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    Fence take(String lease) {
        return granted(ledger.leases().take(lease, Holder.self(), TIME));
    }

    static Fence granted(Leases.Answer answer) {
        assertThat(answer).isInstanceOf(Leases.Answer.Granted.class);
        return ((Leases.Answer.Granted) answer).fence();
    }

    static List<NewChange> rows(String... keys) {
        return Arrays.stream(keys)
                .map(key -> new NewChange(key, "{\"id\":\"" + key + "\"}", new Fingerprint(1, key.charAt(0))))
                .toList();
    }

    void takeIn(String... keys) {
        ledger.changes().takeIn(fence, run, SYNC, "scan", rows(keys));
    }

    List<Waiting> waiting() {
        return ledger.claims().waiting(new Claims.Wanted(SYNC, "upsert", true, Claims.Rest.NONE), 0, 1000);
    }

    BulkJobs.BulkJob prepare() {
        var wanted = new BulkJobs.NewBulkJob(SYNC, "upsert", "Contact", BulkJobs.Lane.BULK);
        return ledger.bulkJobs().prepare(fence, run, wanted);
    }

    void decide(Verdicts verdicts) {
        ledger.claims().decide(fence, run, SYNC, verdicts);
    }

    static Verdicts verdicts(BulkJobs.BulkJob job, List<Long> taken, List<Claims.Hold> held) {
        var travelling = List.of(new Claims.Taken(job, taken));
        return new Verdicts(travelling, List.of(), List.of(), held, List.of(), List.of(), List.of(), List.of());
    }

    BulkJobs.BulkJob claimAll(String... keys) {
        takeIn(keys);
        var job = prepare();
        var ids = waiting().stream().map(Waiting::id).toList();
        decide(verdicts(job, ids, List.of()));
        return ledger.bulkJobs().freeze(fence, job, "0".repeat(64), ids.size(), 100);
    }

    static Settlement.Row accepted(String key, String remoteId) {
        return new Settlement.Row(key, new Outcome.Accepted(remoteId));
    }

    void settle(BulkJobs.BulkJob job, Settlement.Row... rows) {
        var settlement = ledger.settlement();
        settlement.settle(new Settlement.Work(fence, run, job, "00D000000000001AAA"), List.of(rows));
        settlement.finish(fence, job);
    }
}
