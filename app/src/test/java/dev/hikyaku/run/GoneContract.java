package dev.hikyaku.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hikyaku.drift.Relink.Relinked;
import dev.hikyaku.ledger.remote.RemoteIds.Former;
import dev.hikyaku.servers.OrgUser;
import dev.hikyaku.simulators.salesforce.fault.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What becomes of records whose ids changed in Salesforce: by a refresh, a delete or a merge.
public abstract class GoneContract extends ShopRun {
    @Test
    void aRefreshedSandboxIsRefusedUntilItIsRelinked() {
        threeTiers();
        shop.run();
        sandboxIsRefreshed();
        try (var user = new OrgUser(shop.org())) {
            user.delete("Contact", shop.field("Contact", "Id").get("2"));
        }
        shop.sql("UPDATE companies SET name = 'renamed' WHERE id = 1");
        var refused = shop.run();
        assertThat(refused.exitCode()).isEqualTo(Report.MANIFEST);
        assertThat(refused.problems().getFirst())
                .startsWith("HK3306  syncs/company.yaml: the ledger holds ids of org 00D000000000099AAA")
                .endsWith("if the sandbox was refreshed: hikyaku relink company");
        var relinked = shop.upkeep().relink(shop.project().manifest().syncs());
        assertThat(relinked.problems()).isEmpty();
        assertThat(relinked.results())
                .containsExactly(new Relinked("company", 2, 0, 2, 0, 0, 0), new Relinked("person", 3, 0, 2, 1, 1, 0));
        var report = shop.run();
        assertThat(report.problems()).isEmpty();
        assertThat(report.exitCode()).isZero();
        assertThat(report.unaccounted()).isZero();
        try (var ledger = shop.ledger()) {
            assertThat(ledger.story().changes("person", "2").getLast().door()).isEqualTo("relink");
        }
        assertThat(shop.field("Account", "Name")).containsEntry("1", "renamed");
        assertThat(shop.field("Contact", "LastName")).containsEntry("2", "Smith");
    }

    @Test
    void keepsTheIdsOfTheFormerOrg() {
        threeTiers();
        shop.run();
        sandboxIsRefreshed();
        shop.upkeep().relink(shop.project().manifest().syncs());
        try (var ledger = shop.ledger()) {
            assertThat(ledger.remoteIds().of("company", "1")).singleElement().satisfies(former -> {
                assertThat(former.remoteId()).startsWith("00X");
                assertThat(former.orgId()).isEqualTo("00D000000000099AAA");
                assertThat(former.reason()).isEqualTo("relinked");
                assertThat(former.since()).isNotNull().isBefore(former.until());
            });
            assertThat(ledger.records().remoteIds("company", List.of("1", "2"))).isEqualTo(shop.field("Account", "Id"));
        }
    }

    @Test
    void relinkingTwiceChangesNothingMore() {
        threeTiers();
        shop.run();
        sandboxIsRefreshed();
        shop.upkeep().relink(shop.project().manifest().syncs());
        assertThat(shop.upkeep().relink(shop.project().manifest().syncs()).results())
                .containsExactly(new Relinked("company", 2, 2, 0, 0, 0, 0), new Relinked("person", 3, 3, 0, 0, 0, 0));
        assertThat(books(shop.run(), "person").takenIn()).isZero();
    }

    @Test
    void recreatesADeletedRecordAndSaysSo() {
        threeTiers();
        shop.run();
        var known = deleteCompany("1");
        shop.sql("UPDATE companies SET name = 'renamed' WHERE id = 1");
        assertThat(shop.run().exitCode()).isZero();
        var anew = shop.field("Account", "Id").get("1");
        try (var ledger = shop.ledger()) {
            var change = ledger.story().changes("company", "1").getLast();
            assertThat(change.outcome()).isEqualTo("accepted");
            assertThat(change.code()).isEqualTo("HK3110");
            assertThat(change.reason()).isEqualTo(known + " was deleted in Salesforce; Salesforce made " + anew);
            assertThat(ledger.remoteIds().of("company", "1"))
                    .extracting(Former::remoteId, Former::reason)
                    .containsExactly(tuple(known, "gone"));
            assertThat(ledger.story().notes(ledger.runs().newest(1).getFirst()))
                    .anySatisfy(note -> assertThat(note.kind()).isEqualTo("second-record"));
        }
    }

    @Test
    void keepsTheIdOfARecordThatWeDeleted() {
        threeTiers();
        shop.run();
        var known = shop.field("Contact", "Id").get("2");
        shop.sql("DELETE FROM people WHERE id = 2");
        shop.run();
        try (var ledger = shop.ledger()) {
            assertThat(ledger.remoteIds().of("person", "2"))
                    .extracting(Former::remoteId, Former::reason)
                    .containsExactly(tuple(known, "deleted"));
            assertThat(ledger.remoteIds().keyOf("person", known)).contains("2");
        }
    }

    @Test
    void followsAMergeAndStaysWithIt() {
        threeTiers();
        policy("relink");
        shop.run();
        var ids = shop.field("Account", "Id");
        try (var user = new OrgUser(shop.org())) {
            user.merge(ids.get("2"), ids.get("1"));
        }
        shop.sql("UPDATE companies SET name = 'renamed' WHERE id = 2");
        assertThat(shop.run().exitCode()).isZero();
        shop.sql("UPDATE companies SET name = 'again' WHERE id = 2");
        assertThat(shop.run().exitCode()).isZero();
        var second = shop.field("Account", "Id").get("2");
        try (var ledger = shop.ledger()) {
            assertThat(ledger.records().remoteIds("company", List.of("2"))).containsEntry("2", ids.get("1"));
            assertThat(ledger.story().changes("company", "2"))
                    .extracting(change -> String.valueOf(change.code()))
                    .containsExactly("null", "HK3112", "null");
            assertThat(ledger.remoteIds().of("company", "2"))
                    .extracting(Former::remoteId, Former::reason)
                    .containsExactlyInAnyOrder(tuple(ids.get("2"), "merged"), tuple(second, "second-record"));
        }
    }

    @Test
    void deletesNoRecordThatAnotherKeyHasToo() {
        threeTiers();
        policy("relink");
        shop.run();
        var ids = shop.field("Account", "Id");
        try (var user = new OrgUser(shop.org())) {
            user.merge(ids.get("2"), ids.get("1"));
        }
        shop.sql("UPDATE companies SET name = 'renamed' WHERE id = 2");
        shop.run();
        shop.sql("UPDATE people SET company_id = 1 WHERE id = 2", "DELETE FROM companies WHERE id = 2");
        assertThat(shop.run().exitCode()).isEqualTo(Report.REJECTED);
        assertThat(shop.field("Account", "Id")).containsEntry("1", ids.get("1"));
        try (var ledger = shop.ledger()) {
            var change = ledger.story().changes("company", "2").getLast();
            assertThat(change.code()).isEqualTo("HK3114");
            assertThat(change.reason()).isEqualTo(ids.get("1") + " is the record of 1 too, since somebody merged them");
            assertThat(ledger.story().keyOf("company", String.valueOf(ids.get("1"))))
                    .contains("1");
        }
    }

    @Test
    void stopsUntilSomebodyHasLooked() {
        threeTiers();
        policy("stop");
        shop.run();
        deleteCompany("1");
        shop.sql("UPDATE companies SET name = 'renamed' WHERE id = 1");
        var stopped = shop.run();
        assertThat(stopped.exitCode()).isEqualTo(Report.MANIFEST);
        assertThat(stopped.problems().getFirst()).startsWith("HK3307  syncs/company.yaml: ");
        assertThat(stopped.unaccounted()).isZero();
        shop.sql("UPDATE companies SET name = 'once more' WHERE id = 2");
        assertThat(shop.run().exitCode()).isEqualTo(Report.MANIFEST);
        assertThat(shop.field("Account", "Name")).doesNotContainEntry("2", "once more");
        assertThat(shop.upkeep().relink(shop.project().manifest().syncs()).exitCode())
                .isZero();
        assertThat(shop.run().exitCode()).isZero();
        assertThat(shop.field("Account", "Name")).containsEntry("2", "once more");
    }

    @Test
    void decidesAnewWhenItBreaksOffBeforeTheDecisionIsWritten() {
        threeTiers();
        policy("relink");
        shop.run();
        var ids = shop.field("Account", "Id");
        try (var user = new OrgUser(shop.org())) {
            user.merge(ids.get("2"), ids.get("1"));
        }
        shop.sql("UPDATE companies SET name = 'renamed' WHERE id = 2");
        shop.org().faults().set(Fault.error(503).on("GET", "successfulResults"));
        assertThat(shop.run().exitCode()).isEqualTo(Report.UNREACHABLE);
        shop.org().faults().clear();
        try (var ledger = shop.ledger()) {
            assertThat(ledger.remoteIds().of("company", "2")).isEmpty();
            assertThat(ledger.records().remoteIds("company", List.of("2"))).containsEntry("2", ids.get("2"));
        }
        assertThat(shop.run().exitCode()).isZero();
        try (var ledger = shop.ledger()) {
            assertThat(ledger.remoteIds().of("company", "2"))
                    .extracting(Former::reason)
                    .containsExactlyInAnyOrder("second-record", "merged");
            assertThat(ledger.records().remoteIds("company", List.of("2"))).containsEntry("2", ids.get("1"));
        }
    }

    @Test
    void givesUpBulkJobsOfTheFormerOrgAndNoOthers() {
        threeTiers();
        shop.run();
        shop.sql("UPDATE companies SET name = 'renamed' WHERE id = 2");
        shop.org().faults().set(Fault.error(503).on("GET", "successfulResults"));
        shop.run();
        var syncs = shop.project().manifest().syncs();
        var refused = shop.upkeep().relink(syncs);
        assertThat(refused.exitCode()).isEqualTo(Report.MANIFEST);
        assertThat(refused.problems().getFirst()).startsWith("HK3308  company: 1 bulk jobs are not settled yet");
        shop.org().faults().clear();
        sandboxIsRefreshed();
        assertThat(shop.run().problems().getFirst()).startsWith("HK3306");
        assertThat(shop.upkeep().relink(syncs).results().getFirst().abandoned()).isEqualTo(1);
        var report = shop.run();
        assertThat(report.exitCode()).isZero();
        assertThat(books(report, "company").accepted()).isEqualTo(1);
        assertThat(report.unaccounted()).isZero();
    }

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

    private void sandboxIsRefreshed() {
        try (var ledger = shop.ledger()) {
            JdbcClient.create(ledger.dataSource())
                    .sql("UPDATE hk_record SET org_id = '00D000000000099AAA', remote_id = CONCAT('00X',"
                            + " SUBSTRING(remote_id, 4)) WHERE remote_id IS NOT NULL")
                    .update();
        }
    }
}
