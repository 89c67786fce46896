package dev.hikyaku.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hikyaku.ledger.remote.RemoteIds.Former;
import dev.hikyaku.servers.OrgUser;
import org.junit.jupiter.api.Test;

/// The same, where little travels by Collections calls.
public abstract class GoneByCallsContract extends ShopRun {
    @Test
    void judgesTheAnswersOfCallsToo() {
        threeTiers();
        shop.run();
        shop.bulkAbove(2000);
        var company = deleteCompany("1");
        var person = shop.field("Contact", "Id").get("2");
        shop.sql("UPDATE companies SET name = 'renamed' WHERE id = 1", "DELETE FROM people WHERE id = 2");
        assertThat(shop.run().exitCode()).isZero();
        var anew = shop.field("Account", "Id").get("1");
        try (var ledger = shop.ledger()) {
            var change = ledger.story().changes("company", "1").getLast();
            assertThat(change.code()).isEqualTo("HK3110");
            assertThat(change.reason()).isEqualTo(company + " was deleted in Salesforce; Salesforce made " + anew);
            assertThat(ledger.remoteIds().of("company", "1"))
                    .extracting(Former::remoteId, Former::reason)
                    .containsExactly(tuple(company, "gone"));
            assertThat(ledger.remoteIds().of("person", "2"))
                    .extracting(Former::remoteId, Former::reason)
                    .containsExactly(tuple(person, "deleted"));
        }
    }

    @Test
    void callsStopToo() {
        threeTiers();
        policy("stop");
        shop.run();
        shop.bulkAbove(2000);
        deleteCompany("1");
        shop.sql("UPDATE companies SET name = 'renamed' WHERE id = 1");
        var stopped = shop.run();
        assertThat(stopped.exitCode()).isEqualTo(Report.MANIFEST);
        assertThat(stopped.problems().getFirst()).startsWith("HK3307  syncs/company.yaml: ");
        assertThat(stopped.unaccounted()).isZero();
    }

    private String deleteCompany(String key) {
        var id = shop.field("Account", "Id").get(key);
        try (var user = new OrgUser(shop.org())) {
            user.delete("Account", String.valueOf(id));
        }
        return String.valueOf(id);
    }

    private void policy(String word) {
        shop.write("syncs/company.yaml", Shop.COMPANY + "goneInSalesforce: " + word + "\n");
    }
}
