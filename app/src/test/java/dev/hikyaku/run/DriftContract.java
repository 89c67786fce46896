package dev.hikyaku.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.drift.Differences.Difference;
import dev.hikyaku.drift.Differences.Kind;
import dev.hikyaku.drift.Relink.Relinked;
import dev.hikyaku.ledger.Holder;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.servers.OrgUser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What `drift` finds when somebody works in Salesforce itself.
public abstract class DriftContract extends ShopRun {
    @Test
    void findsNothingAfterARun() {
        threeTiers();
        shop.run();
        for (var sync : shop.project().manifest().syncs()) {
            var done = shop.upkeep().compare(sync, 10);
            assertThat(done.problems()).isEmpty();
            assertThat(done.exitCode()).isZero();
            assertThat(done.results()).singleElement().satisfies(found -> {
                assertThat(found.isNone()).isTrue();
                assertThat(found.compared()).isPositive();
            });
        }
    }

    @Test
    void namesWhatDiffersIsMissingMergedOrExtra() {
        threeTiers();
        shop.sql("INSERT INTO companies VALUES (3, 'three', '3'), (4, 'four', '4'), (5, NULL, '5')");
        shop.run();
        var ids = shop.field("Account", "Id");
        try (var user = new OrgUser(shop.org())) {
            user.update("Account", ids.get("1"), Map.of("Phone", "by hand"));
            user.delete("Account", ids.get("3"));
            user.merge(ids.get("4"), ids.get("1"));
            user.create("Account", Map.of("Name", "by hand", "AppId__c", "99"));
            user.create("Account", Map.of("Name", "without key"));
        }
        var done = shop.upkeep().compare(company(), 10);
        assertThat(done.exitCode()).isEqualTo(Report.DRIFT);
        var extra = shop.field("Account", "Id").get("99");
        assertThat(done.results().getFirst().differences())
                .containsExactlyInAnyOrder(
                        new Difference(Kind.differs, "1", "Phone", "03-0000-0001", "by hand"),
                        new Difference(Kind.missing, "3", null, ids.get("3"), null),
                        new Difference(Kind.merged, "4", null, ids.get("4"), ids.get("1")),
                        new Difference(Kind.extra, "99", null, null, extra));
        assertThat(done.results().getFirst().notAccepted()).isEqualTo(1);
        assertThat(shop.upkeep().compare(company(), 1).results().getFirst().differences())
                .hasSize(1);
    }

    @Test
    void goesThroughManyPages() {
        shop.sql("INSERT INTO companies SELECT x, 'company ' || x, NULL FROM SYSTEM_RANGE(1, 2300)");
        assertThat(shop.run().exitCode()).isZero();
        var ids = shop.field("Account", "Id");
        try (var user = new OrgUser(shop.org())) {
            user.update("Account", ids.get("1"), Map.of("Name", "by hand"));
            user.update("Account", ids.get("2299"), Map.of("Name", "by hand"));
            user.delete("Account", ids.get("777"));
            user.create("Account", Map.of("Name", "by hand", "AppId__c", "99999"));
        }
        var found = shop.upkeep().compare(company(), 2).results().getFirst();
        assertThat(found.compared()).isEqualTo(2300);
        assertThat(found.differing()).isEqualTo(2);
        assertThat(found.missing()).isEqualTo(1);
        assertThat(found.extra()).isEqualTo(1);
        assertThat(found.differences()).hasSize(2);
        assertThat(shop.upkeep().relink(List.of(company())).results())
                .containsExactly(new Relinked("company", 2300, 2299, 0, 1, 1, 0));
        assertThat(shop.run().exitCode()).isZero();
        assertThat(shop.upkeep().compare(company(), 2).results().getFirst().missing())
                .isZero();
    }

    @Test
    void sendsAgainWhatDiffersOrIsMissing() {
        threeTiers();
        shop.run();
        var people = shop.field("Contact", "Id");
        try (var user = new OrgUser(shop.org())) {
            user.update("Contact", people.get("1"), Map.of("LastName", "by hand", "AccountId", ""));
            user.delete("Contact", people.get("2"));
        }
        var person = shop.project().manifest().syncs().getLast();
        var done = shop.upkeep().resend(person, 10);
        assertThat(done.exitCode()).isEqualTo(Report.DRIFT);
        assertThat(done.results().getFirst().resent()).isEqualTo(2);
        assertThat(shop.upkeep().resend(person, 10).results().getFirst().resent())
                .isZero();
        var report = shop.run();
        assertThat(report.exitCode()).isZero();
        assertThat(books(report, "person").accepted()).isEqualTo(2);
        assertThat(shop.field("Contact", "LastName")).containsEntry("1", "佐藤").containsEntry("2", "Smith");
        assertThat(shop.upkeep().compare(person, 10).exitCode()).isZero();
        assertThat(books(shop.run(), "person").takenIn()).isZero();
    }

    @Test
    void resendsNothingWhileARunHoldsTheSync() {
        threeTiers();
        shop.run();
        try (var ledger = shop.ledger()) {
            var other = new Holder("elsewhere", "other-host", 7, 7);
            ledger.leases().take("sync:company", other, Duration.ofMinutes(1));
            assertThat(shop.upkeep().resend(company(), 10).exitCode()).isEqualTo(Report.HELD);
        }
    }

    private Sync company() {
        return shop.project().manifest().syncs().getFirst();
    }
}
