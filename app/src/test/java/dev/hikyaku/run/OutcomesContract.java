package dev.hikyaku.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Books.Balance;
import dev.hikyaku.ledger.Story.Attempt;
import dev.hikyaku.ledger.Story.ChangeStory;
import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.simulators.salesforce.fault.Fault;
import dev.hikyaku.sync.Codes;
import dev.hikyaku.sync.Codes.Line;
import dev.hikyaku.sync.Codes.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What each refusal of Salesforce does to its change, its sync and the run.
public abstract class OutcomesContract extends ShopRun {
    private RefusingOrg org;
    private int runs;

    @BeforeEach
    void openDoor() {
        org = new RefusingOrg(shop.org());
        shop.sql("INSERT INTO companies VALUES (1, 'one', NULL), (2, 'two', NULL)");
    }

    @AfterEach
    void closeDoor() {
        org.close();
    }

    @Test
    void everyCodeOfARowEndsAsTheTableSays() {
        var people = people(Verdict.RELEASED, Verdict.WAITS, Verdict.REJECTED);
        var report = run();
        assertThat(report.problems()).isEmpty();
        assertThat(report.exitCode()).isEqualTo(Report.REJECTED);
        people.forEach((key, line) -> {
            var change = change("person", key);
            var isRejected = line.upsert().verdict() == Verdict.REJECTED;
            assertThat(change.outcome()).as(line.name()).isEqualTo(isRejected ? "rejected" : "accepted");
            assertThat(change.code()).as(line.name()).isEqualTo(isRejected ? line.code() : null);
            assertThat(attempts("person", key))
                    .as(line.name())
                    .singleElement()
                    .satisfies(attempt -> assertThat(attempt.code()).isEqualTo(line.code()));
        });
        assertThat(people).hasSizeGreaterThan(30);
    }

    @Test
    void codesOfTheWholeSyncStopItAloneAndKeepItsChanges() {
        var people = people(Verdict.PAUSES_SYNC);
        var report = run();
        assertThat(report.exitCode()).isEqualTo(Report.MANIFEST);
        assertThat(report.problems()).singleElement().asString().startsWith("HK3202  person: Salesforce refuses with ");
        people.forEach((key, line) -> {
            assertThat(change("person", key).state()).as(line.name()).isEqualTo("waiting");
            assertThat(change("person", key).code()).as(line.name()).isEqualTo(line.code());
        });
        assertThat(run().exitCode()).isZero();
        assertThat(shop.records("Contact")).hasSize(people.size());
    }

    @Test
    void codesOfTheWholeOrgStopTheRunAndTheNextOneGoesOn() {
        var lines = lines(Verdict.PAUSES_ORG);
        var number = 100;
        for (var line : lines) {
            shop.sql("INSERT INTO companies VALUES (" + ++number + ", 'company', NULL)");
            org.refuseOnce(String.valueOf(number), error(line));
        }
        shop.sql("INSERT INTO people VALUES (5001, 'never sent', 1, NULL)");
        var report = run();
        assertThat(report.exitCode()).isEqualTo(Report.UNREACHABLE);
        assertThat(report.problems())
                .singleElement()
                .asString()
                .startsWith("HK3203  Salesforce takes no more rows: ")
                .contains("\n   This run stops sending; all changes wait, and nothing was rejected");
        assertThat(books(report, "company"))
                .isEqualTo(new Balance("company", 2 + lines.size(), 2, 0, 0, 0, lines.size()));
        assertThat(books(report, "person")).isEqualTo(new Balance("person", 1, 0, 0, 0, 0, 1));
        assertThat(shop.records("Contact")).isEmpty();
        assertThat(run().exitCode()).isZero();
        assertThat(shop.records("Account")).hasSize(2 + lines.size());
        assertThat(shop.records("Contact")).hasSize(1);
    }

    @Test
    void waitsWhenTheCallsOfTheOrgAreUsedUp() {
        shop.org().faults().set(Fault.limitExceeded());
        var report = run();
        assertThat(report.exitCode()).isEqualTo(Report.UNREACHABLE);
        assertThat(report.problems()).singleElement().asString().startsWith("HK2404  the org's allowance is used up: ");
        assertThat(books(report, "company")).isEqualTo(new Balance("company", 2, 0, 0, 0, 0, 2));
        shop.org().faults().clear();
        assertThat(run().exitCode()).isZero();
    }

    @Test
    void triesADuplicateOnceMoreAndThenRejectsIt() {
        org.refuse("1", "DUPLICATE_VALUE:duplicate value found: AppId__c:--", 2);
        var report = run();
        assertThat(report.exitCode()).isEqualTo(Report.REJECTED);
        assertThat(change("company", "1").reason()).isEqualTo("tried 2 times: duplicate value found: AppId__c");
        assertThat(attempts("company", "1")).extracting(Attempt::outcome).containsExactly("released", "rejected");
    }

    @Test
    void countsTheTriesOfEachCodeByItself() {
        afterReleases("company", "UNABLE_TO_LOCK_ROW", 9);
        org.refuseOnce("1", "UNKNOWN_EXCEPTION:an unexpected error occurred:--");
        assertThat(run().exitCode()).isZero();
        assertThat(change("company", "1").outcome()).isEqualTo("accepted");
    }

    @Test
    void rejectsAnUnknownErrorAtTheFifthTry() {
        afterReleases("company", "UNKNOWN_EXCEPTION", 4);
        org.refuseOnce("1", "UNKNOWN_EXCEPTION:an unexpected error occurred:--");
        assertThat(run().exitCode()).isEqualTo(Report.REJECTED);
        assertThat(change("company", "1").reason()).isEqualTo("tried 5 times: an unexpected error occurred");
    }

    @Test
    void sendsTheRowsOfOneParentAgainTogether() {
        run();
        shop.sql("INSERT INTO people VALUES (5001, 'a', 1, NULL), (5002, 'b', 1, NULL), (5003, 'c', 2, NULL)");
        afterReleases("person", "UNABLE_TO_LOCK_ROW", 5);
        for (var key : List.of("5001", "5002", "5003")) {
            org.refuse(key, "UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record:--", 99);
        }
        assertThat(run().exitCode()).isZero();
        var first = again("5001");
        assertThat(Duration.between(first, again("5002")).abs()).isLessThan(Duration.ofMillis(900));
        assertThat(Duration.between(first, again("5003")).abs()).isGreaterThan(Duration.ofMillis(900));
        assertThat(change("person", "5001").attempts()).isGreaterThan(0);
    }

    @Test
    void deletesWhatIsGoneAndComesBackToWhatIsInUse() {
        shop.sql("INSERT INTO people VALUES (5001, 'a', 1, NULL), (5002, 'b', 1, NULL), (5003, 'c', 1, NULL)");
        run();
        var ids = shop.field("Contact", "Id");
        org.refuseOnce(Objects.requireNonNull(ids.get("5001")), "ENTITY_IS_DELETED:entity is deleted:--");
        org.refuseOnce(Objects.requireNonNull(ids.get("5002")), "INVALID_CROSS_REFERENCE_KEY:invalid id:--");
        org.refuseOnce(Objects.requireNonNull(ids.get("5003")), "DELETE_FAILED:associated with other records:--");
        shop.sql("DELETE FROM people");
        var report = run();
        assertThat(books(report, "person")).isEqualTo(new Balance("person", 3, 3, 0, 0, 0, 0));
        assertThat(attempts("person", "5001")).isEmpty();
        assertThat(attempts("person", "5003")).extracting(Attempt::code).containsExactly("DELETE_FAILED");
    }

    @Test
    void asksAnewWhatTheObjectLooksLikeOnceAFieldIsRefused() {
        shop.write("syncs/outlet.yaml", """
                version: 1
                sync: outlet
                salesforce: { object: Account, externalId: AppId__c }
                source: { table: outlets, key: id }
                fields: { Name: name }
                """);
        shop.sql(
                "CREATE TABLE outlets (id INT PRIMARY KEY, name VARCHAR(40))",
                "INSERT INTO outlets VALUES (901, 'outlet')");
        org.refuseOnce("1", "INVALID_FIELD:No such column:Name --");
        assertThat(run().exitCode()).isEqualTo(Report.MANIFEST);
        assertThat(org.calls("GET /sobjects/Account/describe")).isEqualTo(2);
        assertThat(shop.field("Account", "Name")).containsEntry("901", "outlet");
    }

    @Test
    void alarmsOnceUntilSalesforceLetsItInAgain() {
        var closed = new Project(
                Manifest.read(folder), shop.settings(shop.org().loginUrl().toString(), "wrong"));
        assertThat(shop.run(closed, "closed-1", null).exitCode()).isEqualTo(Report.UNREACHABLE);
        assertThat(shop.run(closed, "closed-2", null).exitCode()).isEqualTo(Report.UNREACHABLE);
        assertThat(alarms()).containsExactly("alarm");
        assertThat(run().exitCode()).isZero();
        assertThat(run().exitCode()).isZero();
        assertThat(alarms()).containsExactly("alarm", "alarm-ended");
        shop.sql("UPDATE companies SET name = 'changed'");
        shop.run(closed, "closed-3", null);
        assertThat(alarms()).containsExactly("alarm", "alarm-ended", "alarm");
    }

    private List<String> alarms() {
        try (var ledger = shop.ledger()) {
            return JdbcClient.create(ledger.dataSource())
                    .sql("SELECT kind FROM hk_event WHERE kind LIKE 'alarm%' ORDER BY id")
                    .query(String.class)
                    .list();
        }
    }

    /// Takes all changes in, and lets them look as if each had been released so often before.
    private void afterReleases(String sync, String code, int times) {
        shop.org().faults().set(Fault.limitExceeded());
        run();
        shop.org().faults().clear();
        try (var ledger = shop.ledger()) {
            for (int i = 0; i < times; i++) {
                JdbcClient.create(ledger.dataSource())
                        .sql("INSERT INTO hk_attempt (change_id, bulk_job_id, outcome, code, reason, at)"
                                + " SELECT id, 0, 'released', ?, '', LOCALTIMESTAMP(6) FROM hk_change"
                                + " WHERE sync = ? AND state = 'waiting'")
                        .params(code, sync)
                        .update();
            }
        }
    }

    private Instant again(String key) {
        return Objects.requireNonNull(change("person", key).notBefore());
    }

    private Map<String, Line> people(Verdict... verdicts) {
        var people = new LinkedHashMap<String, Line>();
        for (var line : lines(verdicts)) {
            var key = String.valueOf(5001 + people.size());
            people.put(key, line);
            shop.sql("INSERT INTO people VALUES (" + key + ", 'person', 1, NULL)");
            org.refuseOnce(key, error(line));
        }
        return people;
    }

    private static List<Line> lines(Verdict... verdicts) {
        var wanted = EnumSet.copyOf(List.of(verdicts));
        return Codes.table().stream()
                .filter(line -> wanted.contains(line.upsert().verdict()))
                .toList();
    }

    private static String error(Line line) {
        var field = line.variant().equals("reference") && line.hint().isEmpty() ? "AccountId" : "Other__c";
        return line.code() + ":Salesforce says " + line.hint() + ":" + field + " --";
    }

    private Report run() {
        var project =
                new Project(Manifest.read(folder), shop.settings(org.loginUrl().toString(), "simulator"));
        return shop.run(project, "outcomes-" + ++runs, 1.0);
    }

    private ChangeStory change(String sync, String key) {
        try (var ledger = shop.ledger()) {
            return ledger.story().changes(sync, key).getLast();
        }
    }

    private List<Attempt> attempts(String sync, String key) {
        try (var ledger = shop.ledger()) {
            return ledger.story().attempts(sync, key);
        }
    }
}
