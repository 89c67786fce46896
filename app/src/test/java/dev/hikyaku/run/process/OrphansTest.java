package dev.hikyaku.run.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.BulkJobs;
import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Holder;
import dev.hikyaku.ledger.Leases;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.Runner;
import dev.hikyaku.run.ShopRun;
import dev.hikyaku.run.Systems;
import dev.hikyaku.salesforce.BulkJob.State;
import dev.hikyaku.salesforce.BulkJobSpec;
import dev.hikyaku.simulators.salesforce.fault.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A run opened a bulk job and died before it could write down its id; meanwhile others open some like it.
class OrphansTest extends ShopRun {
    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:mem:orphans" + folder.getFileName() + ";DB_CLOSE_DELAY=-1";
    }

    @Test
    void whatAnotherSyncOfTheObjectMayJustHaveOpenedIsLeftAlone() {
        threeTiers();
        shop.write("syncs/supplier.yaml", """
                version: 1
                sync: supplier
                salesforce: { object: Account, externalId: AppId__c }
                source: { table: companies, key: id }
                fields: { Name: name }
                """);
        dies();
        try (var ledger = shop.ledger();
                var systems = new Systems(shop.project())) {
            var jobs = ledger.bulkJobs();
            var fence = take(ledger, "sync:supplier");
            var run = ledger.runs().begin("theirs", List.of("supplier"), Holder.self());
            var wanted = new BulkJobs.NewBulkJob("supplier", "upsert", "Account", BulkJobs.Lane.BULK);
            var theirs = jobs.freeze(fence, jobs.prepare(fence, run, wanted), "0".repeat(64), 1, 1);
            var bulk = systems.salesforce().bulk();
            var opened = bulk.create(BulkJobSpec.upsert("Account", "AppId__c"));
            assertThat(company("goes-on").exitCode()).isZero();
            assertThat(bulk.get(opened.id()).state()).isEqualTo(State.OPEN);
            assertThat(ledger.story().notes("orphan-left", 9)).hasSize(2);
            jobs.opened(fence, theirs, opened.id());
        }
        assertThat(aborted()).isZero();
        assertThat(shop.records("Account")).hasSize(2);
    }

    @Test
    void whatAnotherSyncHasOpenedAndWrittenDownIsLeftAlone() {
        threeTiers();
        dies();
        try (var ledger = shop.ledger();
                var systems = new Systems(shop.project())) {
            var jobs = ledger.bulkJobs();
            var fence = take(ledger, "sync:supplier");
            var run = ledger.runs().begin("theirs", List.of("supplier"), Holder.self());
            var wanted = new BulkJobs.NewBulkJob("supplier", "upsert", "Account", BulkJobs.Lane.BULK);
            var bulk = systems.salesforce().bulk();
            var opened = bulk.create(BulkJobSpec.upsert("Account", "AppId__c"));
            jobs.opened(fence, jobs.prepare(fence, run, wanted), opened.id());
            assertThat(company("goes-on").exitCode()).isZero();
            assertThat(bulk.get(opened.id()).state()).isEqualTo(State.OPEN);
        }
        assertThat(aborted()).as("the orphan itself").isEqualTo(1);
    }

    /// What another program of our user opened for the same object goes by another field.
    @Test
    void whatGoesByAnotherExternalIdIsLeftAlone() {
        threeTiers();
        dies();
        try (var systems = new Systems(shop.project())) {
            var bulk = systems.salesforce().bulk();
            var opened = bulk.create(BulkJobSpec.upsert("Account", "Id"));
            assertThat(company("goes-on").exitCode()).isZero();
            assertThat(bulk.get(opened.id()).state()).isEqualTo(State.OPEN);
        }
        assertThat(aborted()).as("the orphan itself").isEqualTo(1);
    }

    private void dies() {
        shop.org().faults().set(Fault.loseAnswer().on("POST", "/jobs/ingest").times(1));
        assertThat(company("dies").exitCode()).isNotZero();
    }

    private Report company(String key) {
        var project = shop.project();
        var options = new Runner.Options(key, null, (_, _, _, _) -> {});
        return new Runner(project, options)
                .run(project.manifest().sync("company").stream().toList());
    }

    private static Fence take(Ledger ledger, String lease) {
        return switch (ledger.leases().take(lease, Holder.self(), Duration.ofSeconds(30))) {
            case Leases.Answer.Granted(var fence) -> fence;
            case Leases.Answer.Held held -> throw new AssertionError(held);
        };
    }

    private long aborted() {
        return shop.journal("job.state").stream()
                .filter(line -> line.path("state").asString("").equals("Aborted"))
                .count();
    }
}
