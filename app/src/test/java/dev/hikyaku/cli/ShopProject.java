package dev.hikyaku.cli;

import dev.hikyaku.simulators.salesforce.SalesforceSimulator;
import dev.hikyaku.simulators.salesforce.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/// A small shop in an H2 file, a fake org, and the project between them; the process's settings point at them.
final class ShopProject implements AutoCloseable {
    private static final List<String> SETTINGS = List.of(
            "application.url",
            "application.user",
            "application.password",
            "salesforce.login",
            "salesforce.client-id",
            "salesforce.client-secret");

    final Path folder;
    private final String url;
    private final SalesforceSimulator simulator;

    ShopProject(Path parent) throws IOException, SQLException {
        folder = Files.createDirectories(parent.resolve("project/syncs")).getParent();
        url = "jdbc:h2:file:" + parent.resolve("shop");
        var schema = declare();
        simulator = SalesforceSimulator.start(SimulatorOptions.of(parent.resolve("org"), schema));
        fill();
        set(url, "app", "secret", simulator.url().toString(), "hikyaku", "simulator");
    }

    private Path declare() throws IOException {
        write("hikyaku.yaml", "version: 1\n");
        write("syncs/account.yaml", """
                version: 1
                sync: account
                salesforce: { object: Account, externalId: CompanyId__c }
                source: { table: companies, key: id }
                fields: { Name: name }
                """);
        write("syncs/contact.yaml", """
                version: 1
                sync: contact
                salesforce: { object: Contact, externalId: AppUserId__c }
                source: { table: users, key: id }
                fields: { LastName: last_name, Email: { from: email, type: email }, Plan__c: plan }
                references: { AccountId: { sync: account, by: company_id } }
                """);
        return writeSchema();
    }

    private Path writeSchema() throws IOException {
        return write("org.yaml", """
                org: { name: Shop }
                objects:
                  Account:
                    fields:
                      Name: { type: text, length: 255, required: true }
                      CompanyId__c: { type: text, length: 40, externalId: true, unique: true }
                  Contact:
                    fields:
                      AppUserId__c: { type: text, length: 40, externalId: true, unique: true }
                      LastName: { type: text, length: 80, required: true }
                      Email: { type: email }
                      Plan__c: { type: picklist, values: [Light, Standard], restricted: true }
                      AccountId: { type: reference, to: Account, relationship: Account }
                """);
    }

    private void fill() throws SQLException {
        sql(
                "CREATE TABLE companies (id INT PRIMARY KEY, name VARCHAR(100))",
                "INSERT INTO companies VALUES (7, '株式会社みどり'), (8, 'Larkmoor Data')",
                "CREATE TABLE users (id INT PRIMARY KEY, last_name VARCHAR(100), email VARCHAR(100),"
                        + " plan VARCHAR(20), company_id INT)",
                "INSERT INTO users VALUES (41, '佐藤', 'sato@example.jp', 'Light', 7),"
                        + " (42, '鈴木', 'broken', 'Light', 7), (43, 'Kofi', 'kofi,a@example.com', 'Light', 8),"
                        + " (44, '結城', 'yuki@example.jp', 'Light', 99)");
    }

    private static void set(String... values) {
        for (var i = 0; i < values.length; i++) {
            set(SETTINGS.get(i), values[i]);
        }
    }

    /// Says one setting `hikyaku.*` of the process.
    static void set(String name, String value) {
        System.setProperty("hikyaku." + name, value);
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    void sql(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(url, "app", "secret");
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /// Types a command about this project.
    Said say(String command) {
        return Said.by((command + " --project " + folder).split(" "));
    }

    String url() {
        return url;
    }

    SalesforceSimulator simulator() {
        return simulator;
    }

    @Override
    public void close() {
        simulator.close();
        SETTINGS.forEach(name -> System.clearProperty("hikyaku." + name));
    }
}
