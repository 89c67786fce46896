package dev.hikyaku.run;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.simulators.salesforce.SalesforceSimulator;
import dev.hikyaku.simulators.salesforce.SimulatorOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A small shop for tests: an application database in H2, a project over it, a simulated org, a ledger anywhere.
public final class Shop implements AutoCloseable {
    private final Path folder;
    private final String application;
    private final String ledgerUrl;
    private final SalesforceSimulator org;
    private Duration lease = Duration.ofSeconds(30);
    private long largestCsv = 90_000_000;
    private int bulkAbove;
    private int runs;

    public Shop(Path folder, String ledgerUrl) {
        this.folder = folder;
        this.ledgerUrl = ledgerUrl;
        this.application = "jdbc:h2:file:" + folder.resolve("shop") + ";DB_CLOSE_DELAY=-1";
        write("hikyaku.yaml", "version: 1\nzone: Asia/Tokyo\n");
        write("syncs/company.yaml", COMPANY);
        write("syncs/person.yaml", PERSON);
        write("schema.yaml", SCHEMA);
        org = SalesforceSimulator.start(SimulatorOptions.of(folder.resolve("org"), folder.resolve("schema.yaml"))
                .withQueueDelay(Duration.ofMillis(5)));
        sql("CREATE TABLE companies (id INT PRIMARY KEY, name VARCHAR(200), phone VARCHAR(40))");
        sql("CREATE TABLE people (id INT PRIMARY KEY, last_name VARCHAR(200), company_id INT, manager_id INT)");
    }

    static final String COMPANY = """
            version: 1
            sync: company
            salesforce: { object: Account, externalId: AppId__c }
            source: { table: companies, key: id }
            fields:
              Name: name
              Phone: phone
            operations: { upsert: {}, delete: {} }
            guard: { maxDeletes: 50% }
            """;

    static final String PERSON = """
            version: 1
            sync: person
            salesforce: { object: Contact, externalId: AppId__c }
            source: { table: people, key: id }
            fields:
              LastName: last_name
            references:
              AccountId: { sync: company, by: company_id }
              ReportsToId: { sync: person, by: manager_id }
            operations: { upsert: {}, delete: {} }
            guard: { maxDeletes: 50% }
            """;

    private static final String SCHEMA = """
            objects:
              Account:
                validationRules:
                  - { when: "Name = forbidden", message: this name is not allowed, field: Name }
                fields:
                  AppId__c: { type: text, length: 40, externalId: true, unique: true }
                  Name: { type: text, length: 80, required: true }
                  Phone: { type: phone }
              Contact:
                fields:
                  AppId__c: { type: text, length: 40, externalId: true, unique: true }
                  LastName: { type: text, length: 20, required: true }
                  AccountId: { type: reference, to: Account, relationship: Account }
                  ReportsToId: { type: reference, to: Contact, relationship: ReportsTo }
              Pair__c:
                duplicateRules: [[Name__c]]
                fields:
                  AppId__c: { type: text, length: 40, externalId: true, unique: true }
                  Name__c: { type: text, length: 20 }
              Thing__c:
                fields:
                  AppId__c: { type: text, length: 12, externalId: true, unique: true }
                  Name__c: { type: text, length: 10, required: true }
                  Note__c: { type: textarea, length: 30 }
                  Mail__c: { type: email, length: 30 }
                  Phone__c: { type: phone, length: 12 }
                  Web__c: { type: url, length: 20 }
                  Level__c: { type: picklist, values: [Light, Standard], restricted: true }
                  Colors__c: { type: multipicklist, values: [Red, Blue], restricted: true }
                  Free__c: { type: picklist, values: [Known] }
                  Flag__c: { type: boolean }
                  Count__c: { type: int }
                  Price__c: { type: currency, precision: 6, scale: 2 }
                  Share__c: { type: percent, precision: 5, scale: 2 }
                  Day__c: { type: date }
                  At__c: { type: datetime }
                  Company__c: { type: reference, to: Account, relationship: Company__r }
              Store__c:
                fields:
                  AppId__c: { type: text, length: 40, externalId: true, unique: true }
                  Name: { type: text, length: 80 }
                  Manager__c: { type: reference, to: Staff__c, relationship: Manager__r }
                  Region__c: { type: reference, to: Region__c, relationship: Region__r }
              Staff__c:
                fields:
                  AppId__c: { type: text, length: 40, externalId: true, unique: true }
                  Name: { type: text, length: 80 }
                  Store__c: { type: reference, to: Store__c, relationship: Store__r }
              Meter__c:
                fields:
                  AppNo__c: { type: double, precision: 18, scale: 0, externalId: true, unique: true }
                  Name__c: { type: text, length: 20 }
              Reading__c:
                fields:
                  AppId__c: { type: text, length: 40, externalId: true, unique: true }
                  Text__c: { type: text, length: 20 }
                  Meter__c: { type: reference, to: Meter__c, relationship: Meter__r }
              Region__c:
                fields:
                  Code__c: { type: text, length: 10, externalId: true, unique: true }
              Note__c:
                fields:
                  AppId__c: { type: text, length: 40, externalId: true, unique: true }
                  Text__c: { type: text, length: 80 }
                  About__c: { type: reference, to: [Account, Contact], relationship: About__r }
              Line__c:
                fields:
                  AppId__c: { type: text, length: 40, externalId: true, unique: true }
                  Text__c: { type: text, length: 80 }
                  Account__c: { type: masterDetail, to: Account, relationship: Account__r }
            """;

    public void write(String name, String text) {
        try {
            var file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public void sql(String... statements) {
        try (var connection = DriverManager.getConnection(application, "sa", "");
                var statement = connection.createStatement()) {
            for (var one : statements) {
                statement.execute(one);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public SalesforceSimulator org() {
        return org;
    }

    public void largestCsv(long bytes) {
        largestCsv = bytes;
    }

    /// Rows above which the bulk lane is taken; 0, unless a test says otherwise.
    public void bulkAbove(int rows) {
        bulkAbove = rows;
    }

    public void lease(Duration time) {
        lease = time;
    }

    public Project project() {
        return new Project(Manifest.read(folder), settings(org.loginUrl().toString(), "simulator"));
    }

    public Settings settings(String login, String secret) {
        return settings(
                login, secret, new Settings.Database(ledgerUrl, ledgerUrl.contains(":h2:") ? "hikyaku" : "root", ""));
    }

    private Settings settings(String login, String secret, Settings.Database ledger) {
        return new Settings(
                new Settings.Database(application, "sa", ""),
                ledger,
                new Settings.Org(login, null, "hikyaku", secret, null, null, null),
                folder.resolve("work"),
                "en",
                lease,
                largestCsv,
                bulkAbove,
                Duration.ofMillis(10),
                Duration.ofMillis(200));
    }

    /// The same project before its first run, with an embedded ledger of its own.
    public Project projectWithoutLedger() {
        var none = new Settings.Database(null, null, null);
        return new Project(Manifest.read(folder), settings(org.loginUrl().toString(), "simulator", none));
    }

    public Ledger ledger() {
        return project().openLedger();
    }

    public Upkeep upkeep() {
        return new Upkeep(project(), "upkeep-" + ++runs, (_, _, _, _) -> {});
    }

    public Report run() {
        return run(project(), "run-" + ++runs, null);
    }

    public Report run(Project project, String key, @Nullable Double allowDeletes) {
        var options = new Runner.Options(key, allowDeletes, (_, _, _, _) -> {});
        return new Runner(project, options).run(project.manifest().syncs());
    }

    /// Values of one field in the org, by external id.
    public Map<String, String> field(String object, String field) {
        var values = new HashMap<String, String>();
        org.records(object).forEach(record -> values.put(record.get("AppId__c"), record.getOrDefault(field, "")));
        return values;
    }

    /// What the org wrote down of this kind, such as `record.updated`, oldest first.
    public List<JsonNode> journal(String kind) {
        try (var lines = Files.lines(folder.resolve("org/journal.jsonl"))) {
            return lines.map(JsonMapper.shared()::readTree)
                    .filter(line -> line.path("kind").asString("").equals(kind))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public List<Map<String, String>> records(String object) {
        return org.records(object);
    }

    @Override
    public void close() {
        org.close();
    }
}
