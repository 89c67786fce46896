package dev.hikyaku.crucible.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.crucible.world.Child;
import dev.hikyaku.crucible.world.Java;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `init` before a person: it asks for what it can not guess, never shows a password, and what it writes is right once
/// its TODOs are filled.
class InitAsksTest {
    private static final String PASSWORD = "only typed";

    @TempDir
    Path folder;

    private String url = "";

    @BeforeEach
    void aDatabaseThatNobodyDescribed() throws SQLException {
        url = "jdbc:h2:file:" + folder.resolve("database");
        try (var connection = DriverManager.getConnection(url, "app", PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE firms (id INT PRIMARY KEY, name VARCHAR(80))");
            statement.execute("CREATE TABLE users (id INT PRIMARY KEY, last_name VARCHAR(80), mail VARCHAR(80),"
                    + " firm_id INT REFERENCES firms (id))");
            statement.execute("CREATE TABLE visits (id INT PRIMARY KEY, user_id INT REFERENCES users (id), at DATE)");
        }
    }

    private List<String> init(String... more) {
        var words = new ArrayList<>(List.of("init", "--from", url, "--into", into().toString(), "--lang", "en"));
        words.addAll(List.of(more));
        return Java.hikyaku(List.of(), words);
    }

    private Path into() {
        return folder.resolve("project");
    }

    private String text(String name) throws IOException {
        return Files.readString(into().resolve(name));
    }

    private Child.Ended validate() {
        var command = Java.hikyaku(List.of(), List.of("validate", "--project", into().toString(), "--lang", "en"));
        return Child.start(folder.resolve("output"), command, Map.of()).await();
    }

    private void fillTodos() throws IOException {
        try (var files = Files.walk(into())) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                Files.writeString(file, Files.readString(file).replace("<TODO>", "id"));
            }
        }
    }

    @Test
    void asksWhoOwnsTheTablesAndWritesWhatWasAnswered() throws IOException {
        try (var person = new Typist(folder, init(), Map.of())) {
            person.answer("Database user: ", "app")
                    .answer("Password (not shown): ", PASSWORD)
                    .answer("Which table holds your companies? (Enter: FIRMS, -: none) ", "nothing like it")
                    .answer("Which table holds your companies? (Enter: FIRMS, -: none) ", "firms")
                    .answer("Which table holds people? (Enter: USERS, -: none) ", "")
                    .answer("Which others? (Enter: all that look right, else names) ", "");
            assertThat(person.end()).as(person.seen()).isZero();
            assertThat(person.seen())
                    .contains("3 become syncs", "✔ syncs/firm.yaml", "Next: hikyaku validate --project")
                    .doesNotContain(PASSWORD);
        }
        assertThat(text("syncs/firm.yaml")).contains("object: Account");
        assertThat(text("syncs/user.yaml")).contains("object: Contact");
        assertThat(text("hikyaku.yaml")).doesNotContain(PASSWORD);
        fillTodos();
        var accepted = validate();
        assertThat(accepted.code()).as(accepted.told()).isZero();
    }

    @Test
    void writesOnlyWhatWasNamed() {
        var environment = Map.of("HIKYAKU_APPLICATION_USER", "app", "HIKYAKU_APPLICATION_PASSWORD", PASSWORD);
        try (var person = new Typist(folder, init(), environment)) {
            person.answer("Which table holds your companies?", "-")
                    .answer("Which table holds people?", "-")
                    .answer("Which others?", "visits");
            assertThat(person.end()).as(person.seen()).isZero();
            assertThat(person.seen()).contains("1 becomes a sync", "✔ syncs/visit.yaml", "USERS not named");
        }
        assertThat(into().resolve("syncs/user.yaml")).doesNotExist();
    }

    @Test
    void asksNothingWhereNobodyMayBeAsked() {
        var environment = Map.of("HIKYAKU_APPLICATION_USER", "app", "HIKYAKU_APPLICATION_PASSWORD", PASSWORD);
        try (var person = new Typist(folder, init("--no-input"), environment)) {
            assertThat(person.end()).as(person.seen()).isZero();
            assertThat(person.seen()).doesNotContain("Which table").contains("3 become syncs");
        }
    }
}
