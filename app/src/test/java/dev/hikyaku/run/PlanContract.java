package dev.hikyaku.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.plan.Plan;
import dev.hikyaku.plan.Plan.Counts;
import dev.hikyaku.plan.Plan.FieldChange;
import dev.hikyaku.plan.Plan.Kind;
import dev.hikyaku.plan.Planner;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A plan says what the run behind it does, and leaves everything as it is.
public abstract class PlanContract extends PlanAndRun {
    @ParameterizedTest
    @ValueSource(ints = {0, 2_000})
    void foreseesTheFirstLoad(int bulkAbove) {
        shop.bulkAbove(bulkAbove);
        threeTiers();
        var plan = planAndRun();
        assertThat(plan.exitCode()).isEqualTo(Report.SOMETHING_TO_DO);
        assertThat(of(plan, "company").work()).isEqualTo(counts(2, 0, 0, 0, 0));
        assertThat(of(plan, "person").work()).isEqualTo(counts(3, 0, 0, 0, 0));
        assertThat(of(plan, "person").rows()).isEqualTo(3);
        assertThat(of(plan, "person").details().getFirst().fields())
                .containsExactly(
                        new FieldChange("LastName", null, "鈴木"), new FieldChange("AccountId", null, "company 1 (new)"));
        assertThat(of(plan, "person").cost().bulkJobs()).isEqualTo(bulkAbove == 0 ? 3 : 0);
        assertThat(of(plan, "person").cost().calls()).isEqualTo(bulkAbove == 0 ? 0 : 3);
    }

    @Test
    void makesNoLedgerBeforeTheFirstRun() {
        threeTiers();
        var project = shop.projectWithoutLedger();
        var plan = new Planner(project, new Planner.Options(null, 20, (_, _, _, _) -> {}))
                .plan(project.manifest().syncs());
        assertThat(sum(plan).created()).isEqualTo(5);
        assertThat(folder.resolve(".hikyaku")).doesNotExist();
        assertThat(shop.records("Account")).isEmpty();
    }

    @Test
    void saysThatThereIsNothingToDoWithoutACallToSalesforce() {
        threeTiers();
        shop.run();
        var calls = shop.org().apiCalls();
        var plan = planAndRun();
        assertThat(plan.exitCode()).isZero();
        assertThat(sum(plan)).isEqualTo(Counts.NONE);
        assertThat(shop.org().apiCalls()).isEqualTo(calls);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2_000})
    void foreseesChangesAndDeletesAndTellsOldFromNew(int bulkAbove) {
        shop.bulkAbove(bulkAbove);
        threeTiers();
        shop.run();
        shop.sql(
                "UPDATE companies SET phone = NULL WHERE id = 1",
                "UPDATE people SET company_id = 2 WHERE id = 3",
                "DELETE FROM people WHERE id = 2",
                "INSERT INTO people VALUES (4, '高橋', 2, 1)");
        var accounts = shop.field("Account", "Id");
        var gone = shop.field("Contact", "Id").get("2");
        var plan = planAndRun();
        assertThat(of(plan, "company").work()).isEqualTo(counts(0, 1, 0, 0, 0));
        assertThat(of(plan, "company").details().getFirst().fields())
                .containsExactly(new FieldChange("Phone", "03-0000-0001", null));
        assertThat(of(plan, "person").work()).isEqualTo(counts(1, 1, 1, 0, 0));
        assertThat(of(plan, "person").details())
                .filteredOn(detail -> detail.kind() == Kind.CHANGE)
                .singleElement()
                .satisfies(detail -> assertThat(detail.fields())
                        .containsExactly(new FieldChange("AccountId", accounts.get("1"), accounts.get("2"))));
        assertThat(of(plan, "person").details())
                .filteredOn(detail -> detail.kind() == Kind.DELETE)
                .singleElement()
                .satisfies(detail -> assertThat(detail.remoteId()).isEqualTo(gone));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2_000})
    void foreseesWhatIsRejectedAndHoldsItsChildrenAndTheirs(int bulkAbove) {
        shop.bulkAbove(bulkAbove);
        threeTiers();
        shop.sql(
                "INSERT INTO companies VALUES (3, NULL, '1'), (4, '#N/A', '1')",
                "INSERT INTO people VALUES (5, 'child of 3', 3, NULL), (6, 'a name longer than twenty letters', 1, NULL),"
                        + " (7, 'grandchild of 3', 1, 5), (8, 'far away', 99, NULL)");
        var plan = planAndRun();
        assertThat(of(plan, "company").work()).isEqualTo(counts(3, 0, 0, 0, 1));
        assertThat(of(plan, "company").rejected())
                .singleElement()
                .satisfies(reason -> assertThat(reason.code()).isEqualTo("HK1431"));
        assertThat(of(plan, "person").work()).isEqualTo(counts(3, 0, 0, 3, 1));
        assertThat(of(plan, "person").details())
                .filteredOn(detail -> detail.kind() == Kind.HOLD)
                .extracting(Plan.Detail::reason)
                .containsExactly(
                        "AccountId waits for company 3, which was rejected (HK1431)",
                        "ReportsToId waits for person 5, which is not in Salesforce yet",
                        "AccountId waits for company 99, which was never taken in");
        assertThat(plan().exitCode()).isZero();
        shop.sql("UPDATE companies SET name = 'now it has one' WHERE id = 3");
        assertThat(of(planAndRun(), "person").work()).isEqualTo(counts(2, 0, 0, 1, 0));
    }

    @Test
    void coalescesWithWhatWaitsInTheLedger() {
        threeTiers();
        shop.sql("INSERT INTO companies VALUES (3, NULL, '1')", "INSERT INTO people VALUES (5, 'child', 3, NULL)");
        shop.run();
        shop.sql("UPDATE people SET company_id = 1 WHERE id = 5");
        var plan = planAndRun();
        assertThat(of(plan, "person").work()).isEqualTo(new Counts(1, 0, 0, 0, 0, 0, 0, 1, 0, 0));
    }

    @Test
    void saysThatADeleteOfARecordThatNeverArrivedIsNothing() {
        threeTiers();
        shop.sql("INSERT INTO companies VALUES (3, NULL, '1')", "INSERT INTO people VALUES (5, 'child', 3, NULL)");
        shop.run();
        shop.sql("DELETE FROM people WHERE id = 5");
        var plan = planAndRun();
        assertThat(of(plan, "person").work()).isEqualTo(new Counts(0, 0, 0, 0, 0, 0, 1, 1, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2_000})
    void foreseesTheSecondChangeThatCutsACircle(int bulkAbove) {
        shop.bulkAbove(bulkAbove);
        shop.write("syncs/person.yaml", Shop.PERSON.replace("by: manager_id }", "by: manager_id, missing: later }"));
        shop.sql(
                "INSERT INTO companies VALUES (1, 'みどり商事', '03-0000-0001')",
                "INSERT INTO people VALUES (1, '佐藤', 1, 2), (2, 'Smith', 1, 1), (3, '鈴木', 1, 9)");
        var plan = planAndRun();
        assertThat(of(plan, "person").work()).isEqualTo(new Counts(3, 0, 0, 0, 2, 0, 0, 0, 1, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2_000})
    void foreseesThatARecordGoesBeforeItComesBack(int bulkAbove) {
        shop.bulkAbove(bulkAbove);
        threeTiers();
        shop.run();
        shop.sql("DELETE FROM people WHERE id = 2");
        var cutOff = new Project(shop.project().manifest(), shop.settings("http://127.0.0.1:1", "simulator"));
        assertThat(shop.run(cutOff, "cut off", null).exitCode()).isEqualTo(Report.UNREACHABLE);
        shop.sql("INSERT INTO people VALUES (2, 'Smith again', 2, 1)");
        var plan = planAndRun();
        assertThat(of(plan, "person").waiting()).isEqualTo(1);
        assertThat(of(plan, "person").work()).isEqualTo(counts(1, 0, 1, 0, 0));
    }

    @Test
    void countsTheBulkJobsOfWhatIsLargerThanOneCsv() {
        IntStream.rangeClosed(1, 300)
                .forEach(id ->
                        shop.sql("INSERT INTO companies VALUES (" + id + ", 'company " + "x".repeat(60) + "', '1')"));
        shop.largestCsv(4_000);
        var cost = of(planAndRun(), "company").cost();
        assertThat(cost.bulkJobs()).isGreaterThan(1);
        assertThat(cost.batches()).isEqualTo(cost.bulkJobs());
    }

    @Test
    void knowsWhatTheOrgHasAlready() {
        threeTiers();
        shop.run();
        shop.write("syncs/company.yaml", Shop.COMPANY.replace("Name: name", "Name: { from: name, max: 80 }"));
        var plan = planAndRun();
        assertThat(of(plan, "company").work()).isEqualTo(new Counts(0, 0, 2, 0, 0, 0, 0, 0, 0, 0));
        assertThat(of(plan, "company").details()).isEmpty();
        assertThat(of(plan, "company").cost().measured()).isTrue();
    }

    @Test
    void saysThatTheGuardWouldStopTheRun() {
        threeTiers();
        shop.run();
        shop.sql("DELETE FROM people");
        var before = world();
        var plan = plan();
        assertThat(world()).isEqualTo(before);
        assertThat(plan.problems())
                .singleElement()
                .asString()
                .startsWith("HK2201  scan of person: 3 of 3 records are gone from the source (100 %)");
        assertThat(of(plan, "person").work().deleted()).isEqualTo(3);
        assertThat(plan.exitCode()).isEqualTo(Report.SOMETHING_TO_DO);
        assertThat(shop.run().exitCode()).isEqualTo(Report.GUARD);
    }

    @Test
    void saysThatTheOrgDoesNotTakeTheSync() {
        threeTiers();
        shop.write("syncs/company.yaml", Shop.COMPANY.replace("Phone: phone", "Fone: phone"));
        var plan = plan();
        assertThat(plan.exitCode()).isEqualTo(Report.MANIFEST);
        assertThat(plan.problems()).singleElement().asString().startsWith("HK3302  syncs/company.yaml: unknown");
        assertThat(of(plan, "company").work()).isEqualTo(counts(0, 0, 0, 2, 0));
        assertThat(of(plan, "person").work()).isEqualTo(counts(0, 0, 0, 3, 0));
    }

    @Test
    void needsNoMoreThanTheFirstOfEachKindInMemory() {
        var values = new ArrayList<String>();
        IntStream.rangeClosed(1, 5_100).forEach(id -> values.add("(" + id + ", 'c" + id + "', NULL)"));
        shop.sql("INSERT INTO companies VALUES " + String.join(", ", values));
        var plan = planAndRun();
        assertThat(of(plan, "company").work()).isEqualTo(counts(5_100, 0, 0, 0, 0));
        assertThat(of(plan, "company").details()).hasSize(20);
    }
}
