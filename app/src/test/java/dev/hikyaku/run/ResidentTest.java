package dev.hikyaku.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Books.Balance;
import dev.hikyaku.ledger.BulkJobs.Lane;
import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.run.resident.Resident;
import dev.hikyaku.simulators.salesforce.fault.Fault;
import dev.hikyaku.sync.collections.Calls.Carried;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The resident service: changes travel as they come.
class ResidentTest extends ShopRun {
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private Thread service;

    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:mem:resident" + folder.getFileName() + ";DB_CLOSE_DELAY=-1";
    }

    @BeforeEach
    void serve() {
        shop.bulkAbove(500);
        declareSyncs();
        threeTiers();
        var project = shop.project();
        var listener = new Resident.Listener() {
            @Override
            public void carried(String sync, Carried carried) {}

            @Override
            public void trouble(String text) {
                troubles.add(text);
            }
        };
        var resident = new Resident(project, new Resident.Options("serve", listener, over::get));
        service = Thread.ofPlatform()
                .start(() -> resident.serve(project.manifest().syncs()));
    }

    private void declareSyncs() {
        shop.write("syncs/wish.yaml", """
                version: 1
                sync: wish
                salesforce: { object: Note__c, externalId: AppId__c }
                source: { intake: true, key: id }
                fields: { Text__c: text }
                operations: { upsert: {}, delete: {} }
                """);
        shop.write("syncs/calm.yaml", """
                version: 1
                sync: calm
                salesforce: { object: Pair__c, externalId: AppId__c }
                source: { intake: true, key: id }
                fields: { Name__c: name }
                travel: { quiet: 4s, longest: 1m }
                """);
    }

    @AfterEach
    void stop() throws InterruptedException {
        over.set(true);
        service.join();
    }

    @Test
    void carriesWhatIsScannedAndWhatIsHandedIn() {
        await(() -> shop.records("Contact").size() == 3);
        try (var ledger = shop.ledger()) {
            handIn(ledger, 1, 20);
            await(() -> shop.records("Note__c").size() == 20);
            ledger.changes().takeIn("wish", "http", List.of(new NewChange("5", null, null)));
            await(() -> shop.records("Note__c").size() == 19);
            await(() -> ledger.books().waiting("wish") == 0);
            assertThat(ledger.books().of("wish")).isEqualTo(new Balance("wish", 21, 21, 0, 0, 0, 0));
        }
        assertThat(troubles).isEmpty();
    }

    @Test
    void letsLittleTravelBesideABulkJob() {
        shop.org().faults().set(Fault.slowInProgress(Duration.ofSeconds(3)).times(1));
        try (var ledger = shop.ledger()) {
            handIn(ledger, 1, 2_000);
            await(() -> ledger.bulkJobs().unsettled("wish").stream().anyMatch(job -> job.remoteId() != null));
            handIn(ledger, 5_001, 10);
            await(() -> shop.field("Note__c", "Text__c").containsKey("5010"));
            assertThat(ledger.bulkJobs().unsettled("wish"))
                    .as("the bulk job goes on")
                    .anyMatch(job -> job.lane() == Lane.BULK);
            await(() -> ledger.books().waiting("wish") == 0);
            assertThat(ledger.books().of("wish").accepted()).isEqualTo(2_010);
        }
    }

    @Test
    void goesOnByItselfWhenTheOrgHasRoomAgain() {
        shop.org().faults().set(Fault.error(503).on("PATCH", "/composite").times(4));
        try (var ledger = shop.ledger()) {
            handIn(ledger, 1, 5);
            await(() -> shop.records("Note__c").size() == 5);
        }
        assertThat(troubles).isNotEmpty().allSatisfy(text -> assertThat(text).startsWith("HK24"));
    }

    @Test
    void settlesACallWhoseEndNobodyHeardThoughTheOrgWasAwayThen() {
        await(() -> shop.records("Contact").size() == 3);
        shop.org().faults().set(Fault.loseAnswer().on("PATCH", "/composite").times(1));
        shop.org().faults().set(Fault.error(503).on("GET", "/query").times(3));
        try (var ledger = shop.ledger()) {
            handIn(ledger, 1, 5);
            await(() -> ledger.books().of("wish").accepted() == 5);
        }
        assertThat(shop.records("Note__c")).hasSize(5);
    }

    @Test
    void letsAKeyRestUntilItIsQuietWhileOthersTravel() {
        try (var ledger = shop.ledger()) {
            calm(ledger, "first");
            handIn(ledger, 1, 1);
            await(() -> shop.records("Note__c").size() == 1);
            // Between two turns of one sync lies a turn of the other.
            handIn(ledger, 2, 1);
            await(() -> shop.records("Note__c").size() == 2);
            calm(ledger, "last");
            await(() -> shop.records("Pair__c").size() == 1);
            await(() -> ledger.books().waiting("calm") == 0);
            assertThat(ledger.books().of("calm")).isEqualTo(new Balance("calm", 2, 1, 0, 1, 0, 0));
        }
        assertThat(shop.field("Pair__c", "Name__c")).containsEntry("1", "last");
        assertThat(shop.journal("record.updated")).as("it travelled once").isEmpty();
    }

    private static void calm(Ledger ledger, String name) {
        var payload = "{\"id\":\"1\",\"name\":\"" + name + "\"}";
        ledger.changes().takeIn("calm", "http", List.of(new NewChange("1", payload, null)));
    }

    @Test
    void letsDeletesTravelThoughUpsertsNeverEnd() {
        try (var ledger = shop.ledger()) {
            handIn(ledger, 1, 1);
            await(() -> shop.records("Note__c").size() == 1);
            ledger.changes().takeIn("wish", "http", List.of(new NewChange("1", null, null)));
            var next = new AtomicInteger(100);
            await(() -> {
                handIn(ledger, next.incrementAndGet(), 1);
                return !shop.field("Note__c", "Text__c").containsKey("1");
            });
        }
    }

    private static void handIn(Ledger ledger, int first, int count) {
        ledger.changes()
                .takeIn(
                        "wish",
                        "http",
                        IntStream.range(first, first + count)
                                .mapToObj(id -> new NewChange(
                                        String.valueOf(id), "{\"id\":\"" + id + "\",\"text\":\"t\"}", null))
                                .toList());
    }

    private static void await(BooleanSupplier wanted) {
        var patience = Instant.now().plusSeconds(30);
        while (!wanted.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(patience);
            Thread.onSpinWait();
        }
    }
}
