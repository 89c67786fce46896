package dev.hikyaku.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Books.Balance;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// How references of every kind travel, by either lane.
class ReferencesTest extends ShopRun {
    private static final String STORE = """
            version: 1
            sync: store
            salesforce: { object: Store__c, externalId: AppId__c }
            source: { table: stores, key: id }
            fields: { Name: name }
            references:
              Manager__c: { sync: staff, by: manager_id, missing: later }
              Region__c: { externalId: Code__c, by: region }
            """;

    private static final String STAFF = """
            version: 1
            sync: staff
            salesforce: { object: Staff__c, externalId: AppId__c }
            source: { table: staff, key: id }
            fields: { Name: name }
            references: { Store__c: { sync: store, by: store_id } }
            """;

    private static final String NOTE = """
            version: 1
            sync: note
            salesforce: { object: Note__c, externalId: AppId__c }
            source: { table: notes, key: id }
            fields: { Text__c: text }
            references:
              About__c: { by: about_id, type: about, syncs: { company: company, person: person }, deadline: 50ms }
            """;

    private static final String LINE = """
            version: 1
            sync: line
            salesforce: { object: Line__c, externalId: AppId__c }
            source: { table: lines, key: id }
            fields: { Text__c: text }
            references: { Account__c: { sync: company, by: company_id } }
            """;

    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2_000})
    void loadACircleAndADeepTreeInOneRun(int bulkAbove) throws IOException {
        shop.bulkAbove(bulkAbove);
        shop.write("syncs/store.yaml", STORE);
        shop.write("syncs/staff.yaml", STAFF);
        shop.org().user().create("Region__c", Map.of("Code__c", "EAST"));
        shop.sql(
                "CREATE TABLE stores (id INT PRIMARY KEY, name VARCHAR(80), manager_id INT, region VARCHAR(10))",
                "CREATE TABLE staff (id INT PRIMARY KEY, name VARCHAR(80), store_id INT)",
                "INSERT INTO stores VALUES (1, 'Shibuya', 2, 'EAST'), (2, 'Umeda', 1, NULL)",
                "INSERT INTO staff VALUES (1, 'Sato', 1), (2, 'Suzuki', 2)");
        threeTiers();
        IntStream.rangeClosed(10, 15)
                .forEach(id -> shop.sql("INSERT INTO people VALUES (" + id + ", 'level', 1, "
                        + (id == 10 ? "NULL" : String.valueOf(id - 1)) + ")"));
        var report = shop.run();
        assertThat(report.problems()).isEmpty();
        assertThat(report.exitCode()).isZero();
        var staff = shop.field("Staff__c", "Id");
        assertThat(shop.field("Store__c", "Manager__c"))
                .containsEntry("1", staff.get("2"))
                .containsEntry("2", staff.get("1"));
        assertThat(shop.field("Store__c", "Region__c").get("1")).isNotEmpty();
        var people = shop.field("Contact", "Id");
        assertThat(shop.field("Contact", "ReportsToId"))
                .containsEntry("15", people.get("14"))
                .containsEntry("11", people.get("10"));
        assertThat(secondPhases()).containsOnly("Manager__c").hasSize(2);
        assertThat(report.unaccounted()).isZero();
    }

    /// The fields of every record that was written a second time.
    private List<String> secondPhases() throws IOException {
        try (var lines = Files.lines(folder.resolve("org/journal.jsonl"))) {
            return lines.map(JsonMapper.shared()::readTree)
                    .filter(line -> line.path("kind").asString("").equals("record.updated"))
                    .flatMap(line -> line.path("values").propertyNames().stream())
                    .filter(field -> !field.equals("AppId__c"))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2_000})
    void pointToWhicheverSyncTheTypeColumnNames(int bulkAbove) {
        shop.bulkAbove(bulkAbove);
        shop.write("syncs/note.yaml", NOTE);
        threeTiers();
        shop.sql(
                "CREATE TABLE notes (id INT PRIMARY KEY, text VARCHAR(80), about VARCHAR(10), about_id INT)",
                "INSERT INTO notes VALUES (1, 'a', 'company', 1), (2, 'b', 'person', 1), (3, 'c', 'planet', 1),"
                        + " (4, 'd', 'person', 99)");
        assertThat(shop.run().exitCode()).isEqualTo(Report.REJECTED);
        assertThat(shop.field("Note__c", "About__c"))
                .containsEntry("1", shop.field("Account", "Id").get("1"))
                .containsEntry("2", shop.field("Contact", "Id").get("1"))
                .hasSize(2);
        shop.sql("UPDATE notes SET text = 'again' WHERE id = 1");
        shop.run();
        try (var ledger = shop.ledger()) {
            assertThat(ledger.story().changes("note", "3").getFirst().code()).isEqualTo("HK3013");
            assertThat(ledger.story().changes("note", "3").getFirst().reason())
                    .isEqualTo("About__c: found about \"planet\", wanted one of company, person");
            assertThat(ledger.story().changes("note", "4").getFirst().code()).isEqualTo("HK3011");
            assertThat(ledger.books().of("note")).isEqualTo(new Balance("note", 5, 3, 2, 0, 0, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2_000})
    void leaveAParentAloneThatCanNotBeChanged(int bulkAbove) {
        shop.bulkAbove(bulkAbove);
        shop.write("syncs/line.yaml", LINE);
        threeTiers();
        shop.sql(
                "CREATE TABLE lines (id INT PRIMARY KEY, text VARCHAR(80), company_id INT)",
                "INSERT INTO lines VALUES (1, 'a', 1), (2, 'b', 2)");
        assertThat(shop.run().exitCode()).isZero();
        shop.sql(
                "UPDATE lines SET text = 'changed' WHERE id = 1",
                "UPDATE lines SET company_id = 1 WHERE id = 2",
                "INSERT INTO lines VALUES (3, 'new', 2)");
        var report = shop.run();
        assertThat(books(report, "line")).isEqualTo(new Balance("line", 3, 2, 1, 0, 0, 0));
        assertThat(shop.field("Line__c", "Text__c"))
                .containsEntry("1", "changed")
                .containsEntry("3", "new");
        try (var ledger = shop.ledger()) {
            assertThat(ledger.story().changes("line", "2").getLast().reason())
                    .isEqualTo("Account__c can't be changed in Salesforce: it points to 2, and the change wants 1");
        }
    }
}
