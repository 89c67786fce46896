package dev.hikyaku.run.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.start.Epochs;
import dev.hikyaku.ledger.view.ChangeList;
import dev.hikyaku.run.ShopRun;
import dev.hikyaku.servers.OrgUser;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A ledger that was restored to an earlier time, while Salesforce went on.
class ReconcileTest extends ShopRun {
    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:mem:restored" + folder.getFileName() + ";DB_CLOSE_DELAY=-1";
    }

    @BeforeEach
    void declare() {
        shop.write("syncs/wish.yaml", """
                version: 1
                sync: wish
                salesforce: { object: Note__c, externalId: AppId__c }
                source: { intake: true, key: id }
                fields: { Text__c: text }
                operations: { upsert: {}, delete: {} }
                """);
    }

    private void handIn(String key, String text) {
        try (var ledger = shop.ledger()) {
            ledger.changes().takeIn("wish", "http", List.of(new NewChange(key, "{\"text\":\"" + text + "\"}", null)));
        }
    }

    private void sql(String statement) {
        try (var connection = DriverManager.getConnection(ledgerUrl(), "hikyaku", "");
                var open = connection.createStatement()) {
            open.execute(statement);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void backUp() {
        sql("SCRIPT TO '" + folder.resolve("backup.sql") + "'");
    }

    private void restore() {
        sql("DROP ALL OBJECTS");
        sql("RUNSCRIPT FROM '" + folder.resolve("backup.sql") + "'");
    }

    @Test
    void sendsNothingOldOverWhatSalesforceHas() {
        goOnAfterABackUp();
        restore();
        var done = shop.upkeep().reconcile(shop.project().manifest().syncs());
        assertThat(done.problems()).isEmpty();
        assertThat(done.results())
                .filteredOn(looked -> looked.sync().equals("wish"))
                .singleElement()
                .satisfies(looked -> assertThat(looked.waiting()).isEqualTo(2))
                .satisfies(looked -> assertThat(looked.refused()).isEqualTo(1));
        assertThat(rejectedOfHistory()).as("the charts say so too").isEqualTo(1);
        assertThat(shop.run().exitCode()).isZero();
        assertThat(shop.field("Note__c", "Text__c")).containsEntry("1", "new").containsEntry("2", "lost");
        assertThat(shop.field("Account", "Name")).containsEntry("1", "renamed");
        assertThat(shop.records("Account")).hasSize(2);
        try (var ledger = shop.ledger()) {
            assertThat(ledger.books().of("wish").unaccounted()).isZero();
            assertThat(ledger.view().changes().newest("wish", ChangeList.State.REJECTED, 9))
                    .singleElement()
                    .satisfies(change -> assertThat(change.code()).isEqualTo(Epochs.RESTORED))
                    .satisfies(change -> assertThat(change.key()).isEqualTo("1"));
        }
    }

    /// Two wishes wait when the backup is made; afterwards both travel, one changes, and somebody deletes the other.
    private void goOnAfterABackUp() {
        threeTiers();
        handIn("1", "old");
        handIn("2", "lost");
        backUp();
        assertThat(shop.run().exitCode()).isZero();
        handIn("1", "new");
        shop.sql("UPDATE companies SET name = 'renamed' WHERE id = 1");
        assertThat(shop.run().exitCode()).isZero();
        try (var user = new OrgUser(shop.org())) {
            user.delete("Note__c", shop.field("Note__c", "Id").get("2"));
        }
    }

    private long rejectedOfHistory() {
        try (var ledger = shop.ledger()) {
            return JdbcClient.create(ledger.dataSource())
                    .sql("SELECT COALESCE(SUM(rejected), 0) FROM hk_settled WHERE kind = 'sync' AND name = 'wish'")
                    .query(Long.class)
                    .single();
        }
    }
}
