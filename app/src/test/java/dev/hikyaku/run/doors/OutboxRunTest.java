package dev.hikyaku.run.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.outbox.Dialect;
import dev.hikyaku.outbox.Outbox;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.ShopRun;
import dev.hikyaku.run.resident.Resident;
import dev.hikyaku.sync.collections.Calls.Carried;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What stands in the outbox travels with every run, and as it comes in the service.
class OutboxRunTest extends ShopRun {
    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:mem:outboxrun" + folder.getFileName() + ";DB_CLOSE_DELAY=-1";
    }

    @BeforeEach
    void outbox() {
        shop.write("syncs/wish.yaml", """
                version: 1
                sync: wish
                salesforce: { object: Note__c, externalId: AppId__c }
                source: { intake: true, key: id }
                fields: { Text__c: text }
                operations: { upsert: {}, delete: {} }
                """);
        shop.sql(Outbox.ddl(Dialect.H2).toArray(String[]::new));
        threeTiers();
    }

    private void wish(String body) {
        shop.sql("INSERT INTO hk_outbox (sync, body) VALUES ('wish', '" + body + "')");
    }

    @Test
    void carriesTheOutboxBesideWhatIsScanned() {
        wish("{\"key\": \"1\", \"op\": \"upsert\", \"data\": {\"text\": \"a\"}}");
        wish("{\"key\": \"2\", \"op\": \"upsert\", \"data\": {\"text\": \"b\"}}");
        var report = shop.run();
        assertThat(report.exitCode()).isZero();
        assertThat(books(report, "wish").takenIn()).isEqualTo(2);
        assertThat(shop.field("Note__c", "Text__c")).containsEntry("1", "a").containsEntry("2", "b");
        assertThat(shop.records("Contact")).hasSize(3);
        wish("{\"key\": \"1\", \"op\": \"delete\"}");
        assertThat(shop.run().exitCode()).isZero();
        assertThat(shop.records("Note__c")).hasSize(1);
    }

    @Test
    void carriesTheRestAndSaysWhatWasRefused() {
        wish("{\"key\": \"1\", \"op\": \"upsert\", \"data\": {\"text\": \"a\"}}");
        wish("{\"key\": \"2\", \"op\": \"upsort\"}");
        shop.sql("INSERT INTO hk_outbox (sync, body) VALUES ('wsh', '{}')");
        var report = shop.run();
        assertThat(report.exitCode()).isEqualTo(Report.REJECTED);
        assertThat(report.problems())
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("HK2108  outbox: refused 1 row of wish; the first is row 2: HK4107  /op: ")
                        .endsWith("fix: correct the body, then UPDATE hk_outbox SET state = 'waiting' WHERE id = 2"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("HK2108  outbox: refused 1 row; the first is row 3: HK4121  the manifest has no"
                                + " sync \"wsh\"; did you mean \"wish\"?"));
        assertThat(shop.records("Note__c")).hasSize(1);
        assertThat(shop.run().exitCode()).as("told once; the rows stay").isZero();
    }

    @Test
    void servesTheOutboxAsItFills() throws InterruptedException {
        var over = new AtomicBoolean();
        List<String> troubles = new CopyOnWriteArrayList<>();
        var listener = new Resident.Listener() {
            @Override
            public void carried(String sync, Carried carried) {}

            @Override
            public void trouble(String text) {
                troubles.add(text);
            }
        };
        shop.bulkAbove(500);
        var project = shop.project();
        var resident = new Resident(project, new Resident.Options("serve", listener, over::get));
        var service = Thread.ofPlatform()
                .start(() -> resident.serve(project.manifest().syncs()));
        try {
            wish("{\"key\": \"1\", \"op\": \"upsert\", \"data\": {\"text\": \"a\"}}");
            await(() -> shop.records("Note__c").size() == 1);
            wish("{\"key\": \"1\", \"op\": \"delete\"}");
            wish("no change");
            await(() -> shop.records("Note__c").isEmpty());
            await(() -> !troubles.isEmpty());
        } finally {
            over.set(true);
            service.join();
        }
        assertThat(troubles).singleElement().asString().startsWith("HK2108  outbox: refused 1 row of wish");
    }

    private static void await(BooleanSupplier wanted) {
        var patience = Instant.now().plusSeconds(60);
        while (!wanted.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(patience);
            Thread.onSpinWait();
        }
    }
}
