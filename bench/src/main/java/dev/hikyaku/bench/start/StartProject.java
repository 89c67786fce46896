package dev.hikyaku.bench.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/// The project that is started: one table with a hundred rows, all in files, so that no other process takes part.
final class StartProject {
    private static final int ROWS = 100;

    private StartProject() {}

    static void write(Path project) throws IOException {
        Files.writeString(project.resolve("hikyaku.yaml"), "version: 1\n");
        Files.createDirectories(project.resolve("syncs"));
        Files.writeString(project.resolve("syncs/customer.yaml"), """
                version: 1
                sync: customer
                salesforce: { object: Contact, externalId: AppId__c }
                source: { table: customers, key: id }
                fields: { LastName: last_name, Email: email }
                """);
        execute(project, "CREATE TABLE customers (id INT PRIMARY KEY, last_name VARCHAR(80), email VARCHAR(80))");
    }

    static Path writeSchema(Path folder) throws IOException {
        return Files.writeString(folder.resolve("schema.yaml"), """
                objects:
                  Contact:
                    fields:
                      AppId__c: { type: text, length: 40, externalId: true, unique: true }
                      LastName: { type: text, length: 80, required: true }
                      Email: { type: email }
                """);
    }

    static void fill(Path project) {
        execute(
                project,
                "INSERT INTO customers SELECT x, 'Family' || x, 'person' || x || '@example.com' FROM SYSTEM_RANGE(1, "
                        + ROWS + ")");
    }

    static String database(Path project) {
        return "jdbc:h2:file:" + project.resolve("shop").toAbsolutePath();
    }

    /// The program as people start it.
    static String door() {
        return Path.of(System.getProperty("hikyaku.root"), "hikyaku").toString();
    }

    static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void execute(Path project, String sql) {
        try (var connection = DriverManager.getConnection(database(project), "shop", "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
