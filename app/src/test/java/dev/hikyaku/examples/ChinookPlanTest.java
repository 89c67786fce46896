package dev.hikyaku.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.plan.Plan;
import dev.hikyaku.plan.Planner;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Runner;
import dev.hikyaku.run.Settings;
import dev.hikyaku.simulators.salesforce.SalesforceSimulator;
import dev.hikyaku.simulators.salesforce.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The plan of `examples/chinook` is what its run then does, by the simulator's own journal.
class ChinookPlanTest {
    private static final Path EXAMPLE = Path.of(System.getProperty("hikyaku.root"), "examples", "chinook");

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
    void saysWhatTheRunThenDoes() throws SQLException, IOException {
        assertPlanIsWhatTheRunDoes(
                "record.created Employee__c 12",
                "record.created Contact 12",
                "record.created Invoice__c 12",
                "record.created InvoiceLine__c 12");
        change();
        var plan = assertPlanIsWhatTheRunDoes(
                "record.updated Employee__c 1",
                "record.updated Contact 1",
                "record.created Contact 1",
                "record.created Invoice__c 1",
                "record.created InvoiceLine__c 1",
                "record.deleted InvoiceLine__c 2",
                "record.deleted Invoice__c 1");
        assertThat(plan.syncs()).extracting(sync -> sync.work().rejected()).containsExactly(0L, 2L, 0L, 0L);
        assertThat(plan.syncs()).extracting(sync -> sync.work().held()).containsExactly(0L, 0L, 1L, 1L);
        assertThat(plan.syncs().getFirst().details())
                .singleElement()
                .satisfies(detail -> assertThat(detail.fields())
                        .extracting(Plan.FieldChange::field)
                        .containsExactly("Title__c", "ReportsTo__c"));
    }

    private void change() throws SQLException {
        shop.execute(
                "UPDATE Employee SET Title = NULL, ReportsTo = 10 WHERE EmployeeId = 3",
                "UPDATE Customer SET Phone = '03-0000-0004' WHERE CustomerId = 4",
                "UPDATE Customer SET Email = 'nobody' WHERE CustomerId = 5",
                "DELETE FROM InvoiceLine WHERE InvoiceId = 12",
                "DELETE FROM Invoice WHERE InvoiceId = 12",
                "INSERT INTO Customer (CustomerId, FirstName, LastName, Email, SupportRepId)"
                        + " VALUES (13, N'Yul', N'Lo', N'yul@example.com', 3), (14, N'No', N'Mail', N'none', 3)",
                "INSERT INTO Invoice (InvoiceId, CustomerId, InvoiceDate, Total)"
                        + " VALUES (13, 13, '2022-01-01', 0.99), (14, 14, '2022-01-01', 0.99)",
                "INSERT INTO InvoiceLine VALUES (13, 13, 113, 0.99, 1), (14, 14, 114, 0.99, 1)");
    }

    /// @param effects kind and object of what is to be in the journal then, and how often
    private Plan assertPlanIsWhatTheRunDoes(String... effects) throws IOException {
        var writes = salesforce.apiWrites();
        var lines = Files.readAllLines(folder.resolve("org").resolve("journal.jsonl"))
                .size();
        var project = project();
        var plan = new Planner(project, new Planner.Options(null, 20, (_, _, _, _) -> {}))
                .plan(project.manifest().syncs());
        assertThat(salesforce.apiWrites()).isEqualTo(writes);
        assertThat(happened(lines)).isEmpty();
        var calls = salesforce.apiCalls();
        var report = new Runner(project, new Runner.Options(UUID.randomUUID().toString(), null, (_, _, _, _) -> {}))
                .run(project.manifest().syncs());
        assertThat(report.problems()).isEmpty();
        assertThat(report.unaccounted()).isZero();
        assertThat(salesforce.apiCalls() - calls)
                .isEqualTo(plan.syncs().stream()
                        .mapToLong(sync -> sync.cost().apiCalls())
                        .sum());
        assertThat(report.syncs())
                .extracting(sync -> sync.books().accepted())
                .isEqualTo(plan.syncs().stream().map(sync -> sync.work().sent()).toList());
        assertThat(report.syncs())
                .extracting(sync -> sync.books().waiting())
                .isEqualTo(plan.syncs().stream().map(sync -> sync.work().held()).toList());
        assertThat(planned(plan)).isEqualTo(happened(lines)).containsExactlyInAnyOrder(effects);
        return plan;
    }

    private static List<String> planned(Plan plan) {
        var planned = new TreeMap<String, Long>();
        for (var sync : plan.syncs()) {
            planned.put("record.created " + sync.object(), sync.work().created());
            planned.put(
                    "record.updated " + sync.object(),
                    sync.work().changed() + sync.work().unchanged());
            planned.put("record.deleted " + sync.object(), sync.work().deleted());
        }
        return counted(planned);
    }

    private List<String> happened(int from) throws IOException {
        var happened = new TreeMap<String, Long>();
        Files.readAllLines(folder.resolve("org").resolve("journal.jsonl")).stream()
                .skip(from)
                .map(JsonMapper.shared()::readTree)
                .filter(line -> line.path("kind").asString().startsWith("record."))
                .forEach(line -> happened.merge(
                        line.path("kind").asString() + " " + line.path("object").asString(), 1L, Long::sum));
        return counted(happened);
    }

    private static List<String> counted(TreeMap<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> count.getKey() + " " + count.getValue())
                .toList();
    }

    private Project project() {
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
        return Project.at(EXAMPLE, settings);
    }
}
