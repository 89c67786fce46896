package dev.hikyaku.run.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Changes.Origin;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.run.ShopRun;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Records change again while their changes are gathered for a bulk job.
class ChangesDuringARunTest extends ShopRun {
    private static final int KEYS = 11_000;

    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:mem:during" + folder.getFileName() + ";DB_CLOSE_DELAY=-1";
    }

    private static List<NewChange> changes(int from, int to, long version) {
        return IntStream.range(from, to)
                .mapToObj(key -> new NewChange(
                        "" + key,
                        "{\"id\":\"" + key + "\",\"text\":\"" + version + "\"}",
                        null,
                        new Origin(version, null, null, null)))
                .toList();
    }

    /// Salesforce takes rows of one file in any order: two versions of one record in it may come true the wrong way
    /// round.
    @Test
    void twoVersionsOfARecordNeverTravelInOneFile() throws InterruptedException {
        shop.write("syncs/wish.yaml", """
                version: 1
                sync: wish
                salesforce: { object: Note__c, externalId: AppId__c }
                source: { intake: true, key: id }
                fields: { Text__c: text }
                """);
        threeTiers();
        shop.bulkAbove(0);
        try (var ledger = shop.ledger()) {
            for (var from = 0; from < KEYS; from += 1_000) {
                ledger.changes().takeIn("wish", "http", changes(from, from + 1_000, 1));
            }
            var over = new AtomicBoolean();
            var application = Thread.ofPlatform().start(() -> changeAgain(ledger, over));
            shop.run();
            over.set(true);
            application.join();
            var twice = JdbcClient.create(ledger.dataSource())
                    .sql("SELECT record_key FROM hk_change WHERE sync = 'wish' AND outcome = 'accepted'"
                            + " GROUP BY bulk_job_id, record_key HAVING COUNT(*) > 1")
                    .query(String.class)
                    .list();
            assertThat(twice).isEmpty();
            shop.run();
            assertThat(shop.field("Note__c", "Text__c")).isEqualTo(newest(ledger));
        }
    }

    private static void changeAgain(Ledger ledger, AtomicBoolean over) {
        for (long version = 2; !over.get() && version < 42; version++) {
            var from = (int) (version * 100 % 5_000);
            ledger.changes().takeIn("wish", "http", changes(from, from + 100, version));
        }
    }

    private static Map<String, String> newest(Ledger ledger) {
        var newest = new java.util.HashMap<String, String>();
        JdbcClient.create(ledger.dataSource())
                .sql("SELECT record_key, given_version FROM hk_record WHERE sync = 'wish'")
                .query(row -> {
                    newest.put(row.getString(1), row.getString(2));
                });
        return newest;
    }
}
