package dev.hikyaku.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.run.Project;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.Runner;
import dev.hikyaku.run.Settings;
import dev.hikyaku.simulators.salesforce.SalesforceSimulator;
import dev.hikyaku.simulators.salesforce.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The syncs of `examples/chinook`, as they stand in the repository, from a real MariaDB to the simulator.
class ChinookExampleTest {
    private static final Path EXAMPLE = Path.of(System.getProperty("hikyaku.root"), "examples", "chinook");
    private static final Map<String, String> EXTERNAL_IDS = Map.of(
            "Employee__c", "EmployeeId__c",
            "Contact", "CustomerId__c",
            "Invoice__c", "InvoiceId__c",
            "InvoiceLine__c", "InvoiceLineId__c");

    @TempDir
    private Path folder;

    private Shop shop;
    private SalesforceSimulator salesforce;

    @BeforeEach
    void aShopAndAnEmptyOrg() throws SQLException, IOException {
        shop = new Shop();
        salesforce = SalesforceSimulator.start(
                SimulatorOptions.of(folder.resolve("org"), EXAMPLE.resolve("salesforce-schema.yaml"))
                        .withQueueDelay(Duration.ZERO));
    }

    @AfterEach
    void closed() throws SQLException {
        salesforce.close();
        shop.close();
    }

    @Test
    void carriesEveryRowAndPointsEachToItsOwnParent() throws SQLException {
        var report = carry();

        assertThat(report.problems()).isEmpty();
        assertThat(report.exitCode()).isZero();
        assertThat(accepted(report)).containsExactly(12L, 12L, 12L, 12L);
        assertReferencesHold();
    }

    @Test
    void writesDatesTimesAmountsAndNothingAsSalesforceWantsThem() {
        carry();

        assertThat(record("Employee__c", "12"))
                .containsEntry("Name", "はる 青木")
                .containsEntry("BirthDate__c", "1970-02-28")
                .doesNotContainKey("ReportsTo__c");
        assertThat(record("Employee__c", "10")).containsEntry("HireDate__c", "2004-02-29");
        assertThat(record("Contact", "1")).containsEntry("Company__c", "Abe & Co., \"Records\"");
        assertThat(record("Contact", "3")).containsEntry("MailingStreet", "3 High St\nUnit 3");
        assertThat(record("Contact", "6")).doesNotContainKeys("SupportRep__c", "Phone");
        assertThat(record("Invoice__c", "1")).containsEntry("InvoiceDate__c", "2021-01-15T07:00:00.000Z");
        assertThat(record("Invoice__c", "2"))
                .containsEntry("InvoiceDate__c", "2021-07-15T16:30:00.000Z")
                .containsEntry("Total__c", "0.99");
    }

    @Test
    void sendsNothingWhenNothingChanged() {
        carry();
        var calls = salesforce.apiCalls();

        var again = carry();

        assertThat(again.exitCode()).isZero();
        assertThat(accepted(again)).containsExactly(0L, 0L, 0L, 0L);
        assertThat(salesforce.apiCalls()).isEqualTo(calls);
    }

    @Test
    void carriesJustTheRowsThatChanged() throws SQLException, IOException {
        carry();
        var names = names();
        var before = journal().size();
        shop.execute(
                "UPDATE Employee SET Title = NULL, ReportsTo = 10 WHERE EmployeeId = 3",
                "UPDATE Customer SET Phone = '03-0000-0004' WHERE CustomerId = 4",
                "DELETE FROM InvoiceLine WHERE InvoiceId = 12",
                "DELETE FROM Invoice WHERE InvoiceId = 12",
                "INSERT INTO Customer (CustomerId, FirstName, LastName, Email, SupportRepId)"
                        + " VALUES (13, N'Yul', N'Lo', N'yul@example.com', 3)",
                "INSERT INTO Invoice (InvoiceId, CustomerId, InvoiceDate, Total) VALUES (13, 13, '2022-01-01', 0.99)",
                "INSERT INTO InvoiceLine VALUES (13, 13, 113, 0.99, 1)");

        var report = carry();

        assertThat(report.problems()).isEmpty();
        names.putAll(names());
        assertThat(effects(journal().subList(before, journal().size()), names))
                .containsExactlyInAnyOrder(
                        "record.updated Employee__c 3",
                        "record.updated Contact 4",
                        "record.created Contact 13",
                        "record.created Invoice__c 13",
                        "record.created InvoiceLine__c 13",
                        "record.deleted InvoiceLine__c 1",
                        "record.deleted InvoiceLine__c 2",
                        "record.deleted Invoice__c 12");
        assertThat(accepted(report)).containsExactly(1L, 2L, 2L, 3L);
        assertThat(record("Employee__c", "3")).doesNotContainKey("Title__c");
        assertReferencesHold();
    }

    @Test
    void stopsBeforeAnythingIsSentWhenATableIsEmptied() throws SQLException {
        carry();
        var calls = salesforce.apiCalls();
        shop.execute("UPDATE Customer SET Phone = '1' WHERE CustomerId = 1", "DELETE FROM InvoiceLine");

        var report = carry();

        assertThat(report.exitCode()).isEqualTo(Report.GUARD);
        assertThat(report.problems())
                .singleElement()
                .asString()
                .startsWith("HK2201  scan of invoice-line: 12 of 12 records are gone from the source (100 %)");
        assertThat(salesforce.apiCalls()).isEqualTo(calls);
    }

    private Report carry() {
        var settings = new Settings(
                new Settings.Database(shop.url(), "root", ""),
                new Settings.Database("jdbc:h2:file:" + folder.resolve("ledger"), "hikyaku", "hikyaku"),
                new Settings.Org(salesforce.url().toString(), null, "hikyaku", "simulator", null, null, null),
                folder.resolve("work"),
                "en",
                Duration.ofSeconds(30),
                90_000_000,
                2_000,
                Duration.ofMillis(300),
                Duration.ofMinutes(5));
        var project = Project.at(EXAMPLE, settings);
        var options = new Runner.Options(UUID.randomUUID().toString(), null, (_, _, _, _) -> {});
        var report = new Runner(project, options).run(project.manifest().syncs());
        assertThat(report.unaccounted()).isZero();
        return report;
    }

    /// In the order employee, customer, invoice, invoice-line: parents first.
    private static List<Long> accepted(Report report) {
        return report.syncs().stream().map(sync -> sync.books().accepted()).toList();
    }

    private void assertReferencesHold() throws SQLException {
        assertThat(remote("Employee__c", "ReportsTo__c", "Employee__c"))
                .isEqualTo(shop.pairs("SELECT EmployeeId, ReportsTo FROM Employee"));
        assertThat(remote("Contact", "SupportRep__c", "Employee__c"))
                .isEqualTo(shop.pairs("SELECT CustomerId, SupportRepId FROM Customer"));
        assertThat(remote("Invoice__c", "Customer__c", "Contact"))
                .isEqualTo(shop.pairs("SELECT InvoiceId, CustomerId FROM Invoice"));
        assertThat(remote("InvoiceLine__c", "Invoice__c", "Invoice__c"))
                .isEqualTo(shop.pairs("SELECT InvoiceLineId, InvoiceId FROM InvoiceLine"));
    }

    /// Key -> key of the record its reference points to, as the org has it; `-` for none.
    private TreeMap<String, String> remote(String object, String reference, String parent) {
        var parents = new HashMap<String, String>();
        salesforce.records(parent).forEach(record -> parents.put(record.get("Id"), key(parent, record)));
        var pairs = new TreeMap<String, String>();
        salesforce
                .records(object)
                .forEach(record -> pairs.put(
                        key(object, record),
                        record.containsKey(reference) ? String.valueOf(parents.get(record.get(reference))) : "-"));
        return pairs;
    }

    private static String key(String object, Map<String, String> record) {
        return String.valueOf(record.get(EXTERNAL_IDS.get(object)));
    }

    private Map<String, String> record(String object, String key) {
        return salesforce.records(object).stream()
                .filter(record -> key(object, record).equals(key))
                .findFirst()
                .orElseThrow();
    }

    /// Remote id -> object and key.
    private Map<String, String> names() {
        var names = new HashMap<String, String>();
        EXTERNAL_IDS
                .keySet()
                .forEach(object -> salesforce
                        .records(object)
                        .forEach(record -> names.put(record.get("Id"), object + " " + key(object, record))));
        return names;
    }

    private List<String> journal() throws IOException {
        return Files.readAllLines(folder.resolve("org").resolve("journal.jsonl"));
    }

    private static List<String> effects(List<String> journal, Map<String, String> names) {
        return journal.stream()
                .map(JsonMapper.shared()::readTree)
                .filter(line -> line.path("kind").asString().startsWith("record."))
                .map(line -> line.path("kind").asString() + " "
                        + names.get(line.path("id").asString()))
                .toList();
    }
}
