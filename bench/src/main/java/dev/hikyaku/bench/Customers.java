package dev.hikyaku.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/// The table that is carried: 10 columns, about 160 bytes a row.
final class Customers {
    static final String COLUMNS = "id, last_name, first_name, email, phone, city, plan, points, joined, note";
    static final String SELECT = "SELECT " + COLUMNS + " FROM customers WHERE id > ? ORDER BY id LIMIT 2000";
    static final String HEADER =
            "AppId__c,LastName,FirstName,Email,Phone,MailingCity,Plan__c,Points__c,Joined__c,Description";

    private static final String SYNC = """
            version: 1
            sync: customer
            salesforce: { object: Contact, externalId: AppId__c }
            source: { table: customers, key: id }
            fields:
              LastName: last_name
              FirstName: first_name
              Email: email
              Phone: phone
              MailingCity: city
              Plan__c: plan
              Points__c: points
              Joined__c: joined
              Description: note
            """;

    private static final String SCHEMA = """
            objects:
              Contact:
                fields:
                  AppId__c: { type: text, length: 40, externalId: true, unique: true }
                  LastName: { type: text, length: 80, required: true }
                  FirstName: { type: text, length: 40 }
                  Email: { type: email }
                  Phone: { type: phone }
                  MailingCity: { type: text, length: 40 }
                  Plan__c: { type: picklist, values: [Light, Standard], restricted: true }
                  Points__c: { type: int }
                  Joined__c: { type: date }
                  Description: { type: text, length: 255 }
            """;

    private final int rows;

    Customers(int rows) {
        this.rows = rows;
    }

    /// Makes and fills the table; `salesforce_id` and `sync_state` are for the seed's design, which keeps them here.
    void fill(String url, String user) {
        var postgres = url.startsWith("jdbc:postgresql:");
        try (var connection = DriverManager.getConnection(url, user, "");
                var statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE customers (id INT PRIMARY KEY, last_name VARCHAR(80), first_name VARCHAR(40),"
                            + " email VARCHAR(80), phone VARCHAR(20), city VARCHAR(40), plan VARCHAR(10), points INT,"
                            + " joined DATE, note VARCHAR(200), salesforce_id VARCHAR(18), sync_state VARCHAR(10))"
                            + (postgres ? "" : " CHARACTER SET utf8mb4"));
            statement.execute("INSERT INTO customers SELECT seq, CONCAT('Family', seq), CONCAT('Given', MOD(seq, 977)),"
                    + " CONCAT('person', seq, '@example.com'), CONCAT('090-0000-', LPAD(CONCAT(MOD(seq, 10000)), 4, '0')),"
                    + " CASE MOD(seq, 4) WHEN 0 THEN '東京' WHEN 1 THEN '大阪' WHEN 2 THEN 'Nagoya' ELSE 'Fukuoka' END,"
                    + " CASE MOD(seq, 2) WHEN 0 THEN 'Light' ELSE 'Standard' END, MOD(seq, 5000),"
                    + (postgres
                            ? " DATE '2020-01-01' + MOD(seq, 2000),"
                            : " DATE_ADD('2020-01-01', INTERVAL MOD(seq, 2000) DAY),")
                    + " CONCAT('note, with \"quotes\" and a comma, number ', seq, REPEAT('.', 30)), NULL, 'waiting'"
                    + " FROM " + (postgres ? "generate_series(1, " + rows + ") AS seq" : "seq_1_to_" + rows));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static void writeProject(Path folder) {
        write(folder.resolve("hikyaku.yaml"), "version: 1\n");
        write(folder.resolve("syncs/customer.yaml"), SYNC);
    }

    /// A project whose application hands its changes in itself.
    static void writeIntakeProject(Path folder) {
        write(folder.resolve("hikyaku.yaml"), "version: 1\n");
        write(folder.resolve("syncs/customer.yaml"), """
                version: 1
                sync: customer
                salesforce: { object: Contact, externalId: AppId__c }
                source: { intake: true, key: id }
                fields: { LastName: last_name }
                operations: { upsert: {}, delete: {} }
                """);
    }

    static Path writeSchema(Path folder) {
        return write(folder.resolve("schema.yaml"), SCHEMA);
    }

    private static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
