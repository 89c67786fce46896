package dev.hikyaku.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hikyaku.salesforce.CollectionRow.Value;
import dev.hikyaku.salesforce.Collections.Options;
import dev.hikyaku.simulators.salesforce.SalesforceSimulator;
import dev.hikyaku.simulators.salesforce.SimulatorOptions;
import dev.hikyaku.simulators.salesforce.fault.Fault;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The low-latency lane and the searches against the simulator, which keeps records.
class CollectionsOrgTest {

    private static final Options OPTIONS = Options.within(Duration.ofSeconds(10));
    private static final String SCHEMA = """
            org: { name: Lane }
            objects:
              Account:
                keyPrefix: "001"
                fields:
                  Name: { type: text, length: 80, required: true }
                  CompanyId__c: { type: text, length: 40, externalId: true, unique: true }
              Contact:
                keyPrefix: "003"
                fields:
                  AppUserId__c: { type: text, length: 255, externalId: true, unique: true }
                  Number__c: { type: double, precision: 18, scale: 0, externalId: true, unique: true }
                  LastName: { type: text, length: 80, required: true }
                  Email: { type: email }
                  Score__c: { type: double, precision: 10, scale: 2 }
                  Member__c: { type: boolean }
                  AccountId: { type: reference, to: Account, relationship: Account, onDelete: cascade }
            """;

    @TempDir
    private Path folder;

    private SalesforceSimulator simulator;
    private Salesforce salesforce;

    @BeforeEach
    void anEmptyOrg() throws IOException {
        var schema = Files.writeString(folder.resolve("org.yaml"), SCHEMA);
        simulator = SalesforceSimulator.start(SimulatorOptions.of(folder.resolve("org"), schema));
        salesforce = Salesforce.connect(
                new SalesforceSettings(
                        simulator.url(),
                        "66.0",
                        new Credential.ClientCredentials("hikyaku", "simulator"),
                        "Hikyaku/0.1",
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10)),
                _ -> {},
                Clock.systemUTC());
    }

    @AfterEach
    void closed() {
        salesforce.close();
        simulator.close();
    }

    @Test
    void savesTheGoodRowsAndSaysWhyOthersFailed() {
        company("c-1");
        var answers = upsert(
                row("u-1", "LastName", new Value.Text("Ann")),
                row("u-2"),
                row("u-3", "LastName", new Value.Text("#N/A"), "Account", new Value.Reference("CompanyId__c", "c-1")),
                row("u-4", "LastName", new Value.Text("Dee"), "Account", new Value.Reference("CompanyId__c", "c-9")));
        assertThat(answers.get(0)).isInstanceOf(RowAnswer.Saved.class);
        assertThat(answers.get(1)).isInstanceOfSatisfying(RowAnswer.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("REQUIRED_FIELD_MISSING");
            assertThat(failed.fields()).containsExactly("LastName");
        });
        assertThat(answers.get(2))
                .isInstanceOfSatisfying(
                        RowAnswer.Saved.class,
                        saved -> assertThat(saved.created()).isTrue());
        assertThat(answers.get(3))
                .isInstanceOfSatisfying(
                        RowAnswer.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo("INVALID_FIELD"));
        assertThat(simulator.records("Contact"))
                .extracting(record -> record.get("AppUserId__c"))
                .containsExactlyInAnyOrder("u-1", "u-3");
        assertThat(contact("u-3").get("AccountId"))
                .isEqualTo(simulator.records("Account").getFirst().get("Id"));
    }

    @Test
    void leavesFieldsAloneThatAreNotNamedAndEmptiesThoseThatAreNull() {
        upsert(row(
                "u-1",
                "LastName",
                new Value.Text("Ann"),
                "Email",
                new Value.Text("ann@example.com"),
                "Score__c",
                new Value.Decimal(new BigDecimal("1.50")),
                "Member__c",
                new Value.Truth(true)));
        var answers = upsert(row("u-1", "Score__c", new Value.Empty()));
        assertThat(answers.getFirst())
                .isInstanceOfSatisfying(
                        RowAnswer.Saved.class,
                        saved -> assertThat(saved.created()).isFalse());
        assertThat(contact("u-1"))
                .containsEntry("LastName", "Ann")
                .containsEntry("Email", "ann@example.com")
                .containsEntry("Member__c", "true")
                .doesNotContainKey("Score__c");
    }

    @Test
    void mayBeSentAgainWhenTheAnswerWasLost() {
        simulator.faults().set(Fault.loseAnswer().times(1).on("PATCH", "/composite/sobjects"));
        var rows = row("u-1", "LastName", new Value.Text("Ann"));
        var lost = catchThrowableOfType(SalesforceException.NoAnswer.class, () -> upsert(rows));
        assertThat(lost.mayHaveActed()).isTrue();
        assertThat(simulator.records("Contact")).hasSize(1);
        assertThat(upsert(rows))
                .singleElement()
                .isInstanceOfSatisfying(
                        RowAnswer.Saved.class,
                        saved -> assertThat(saved.created()).isFalse());
        assertThat(simulator.records("Contact")).hasSize(1);
    }

    @Test
    void deletesAndSaysWhatIsGoneAlready() {
        upsert(row("u-1", "LastName", new Value.Text("Ann")), row("u-2", "LastName", new Value.Text("Bob")));
        var id = String.valueOf(contact("u-1").get("Id"));
        assertThat(salesforce.collections().delete(List.of(id), OPTIONS))
                .containsExactly(new RowAnswer.Saved(id, false));
        var again = salesforce
                .collections()
                .delete(List.of(id, String.valueOf(contact("u-2").get("Id"))), OPTIONS);
        assertThat(again.getFirst())
                .isInstanceOfSatisfying(
                        RowAnswer.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo("ENTITY_IS_DELETED"));
        assertThat(again.getLast()).isInstanceOf(RowAnswer.Saved.class);
        assertThat(simulator.records("Contact")).isEmpty();
    }

    @Test
    void findsManyRecordsByExternalIdWhateverIsInIt() {
        var keys = IntStream.range(0, 600)
                .mapToObj(number -> "飛脚 O'Neil \\ \"%" + number)
                .toList();
        var rows = new ArrayList<CollectionRow>();
        keys.forEach(key -> rows.add(row(key, "LastName", new Value.Text("L"))));
        for (int first = 0; first < rows.size(); first += Collections.MOST) {
            salesforce
                    .collections()
                    .upsert("Contact", "AppUserId__c", rows.subList(first, first + Collections.MOST), OPTIONS);
        }
        var calls = simulator.apiCalls();
        var contact = salesforce.describe("Contact");
        var wanted = new ArrayList<>(keys);
        wanted.add("nobody");
        var found = salesforce.byExternalId(contact, "AppUserId__c", wanted, List.of("Id", "LastName"));
        assertThat(found).extracting(row -> row.get("AppUserId__c")).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(found.getFirst()).containsOnlyKeys("AppUserId__c", "Id", "LastName");
        assertThat(simulator.apiCalls() - calls).isGreaterThan(2);

        var ids = found.stream().map(row -> String.valueOf(row.get("Id"))).toList();
        assertThat(salesforce.byId("Contact", ids, List.of("AppUserId__c")))
                .extracting(row -> row.get("AppUserId__c"))
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void findsByANumber() {
        upsert(
                row("u-1", "LastName", new Value.Text("A"), "Number__c", new Value.Decimal(new BigDecimal(912260031))),
                row("u-2", "LastName", new Value.Text("B"), "Number__c", new Value.Decimal(new BigDecimal(7))));
        var contact = salesforce.describe("Contact");
        assertThat(salesforce.byExternalId(
                        contact, "Number__c", List.of("912260031", "x') OR (Id != '"), List.of("AppUserId__c")))
                .extracting(row -> row.get("AppUserId__c"))
                .containsExactly("u-1");
    }

    @Test
    void seesThatARecordGoesWithItsParent() {
        var account = salesforce.describe("Contact").field("AccountId").orElseThrow();
        assertThat(account.cascadeDelete()).isTrue();
        assertThat(account.masterDetail()).isFalse();
    }

    @Test
    void keepsABudgetFromWhatTheOrgTells() {
        var budget = new Budget(Budget.DEFAULT_RESERVE, Clock.systemUTC());
        budget.told(salesforce.limits());
        salesforce.apiUsage().ifPresent(budget::told);
        assertThat(budget.callsLeft()).isPresent();
        assertThat(budget.batchesLeft()).isPresent();
        assertThat(budget.exhausted()).isFalse();
    }

    private List<RowAnswer> upsert(CollectionRow... rows) {
        return salesforce.collections().upsert("Contact", "AppUserId__c", List.of(rows), OPTIONS);
    }

    private void company(String id) {
        var values = Map.<String, Value>of("CompanyId__c", new Value.Text(id), "Name", new Value.Text("Company"));
        salesforce.collections().upsert("Account", "CompanyId__c", List.of(new CollectionRow(values)), OPTIONS);
    }

    private static CollectionRow row(String key, Object... namesAndValues) {
        var values = new LinkedHashMap<String, Value>();
        values.put("AppUserId__c", new Value.Text(key));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], (Value) namesAndValues[i + 1]);
        }
        return new CollectionRow(values);
    }

    private Map<String, String> contact(String key) {
        return simulator.records("Contact").stream()
                .filter(record -> key.equals(record.get("AppUserId__c")))
                .findFirst()
                .orElseThrow();
    }
}
