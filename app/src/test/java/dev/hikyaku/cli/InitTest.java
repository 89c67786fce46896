package dev.hikyaku.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.manifest.Reference;
import dev.hikyaku.manifest.Source;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.servers.MariaDbServer;
import dev.hikyaku.servers.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// `init`: a database nobody described becomes a manifest that wants a person only where it says TODO.
class InitTest {
    private static final String[] UNKNOWN = {
        "CREATE TABLE companies (id BIGINT PRIMARY KEY, name VARCHAR(100), tel VARCHAR(20), head_user_id BIGINT)",
        "CREATE TABLE users (id BIGINT PRIMARY KEY, name VARCHAR(50), mail VARCHAR(100), password_hash VARCHAR(100),"
                + " photo BLOB, born DATE, updated_at TIMESTAMP, is_active BOOLEAN, company_id BIGINT"
                + " REFERENCES companies (id))",
        "ALTER TABLE companies ADD FOREIGN KEY (head_user_id) REFERENCES users (id)",
        "CREATE TABLE \"order\" (no VARCHAR(20) PRIMARY KEY, user_id BIGINT, total DECIMAL(10, 2))",
        "CREATE TABLE seats (hall VARCHAR(9), place INT, price INT, PRIMARY KEY (hall, place))",
        "CREATE TABLE user_seats (user_id BIGINT REFERENCES users (id), hall VARCHAR(9), place INT,"
                + " FOREIGN KEY (hall, place) REFERENCES seats (hall, place), PRIMARY KEY (user_id, hall, place))",
        "CREATE TABLE opportunities (id INT PRIMARY KEY, hint VARCHAR(9))",
        "CREATE TABLE notes (body VARCHAR(100))",
        "CREATE TABLE flyway_schema_history (installed_rank INT PRIMARY KEY)",
        "CREATE TABLE devices (id BIGINT PRIMARY KEY, user_id BIGINT REFERENCES users (id), token VARCHAR(200),"
                + " platform VARCHAR(9), updated_at TIMESTAMP)"
    };

    @TempDir
    Path folder;

    @AfterEach
    void forget() {
        System.clearProperty("hikyaku.application.user");
        System.clearProperty("hikyaku.application.password");
    }

    private String h2(String... statements) throws SQLException {
        var url = "jdbc:h2:file:" + folder.resolve("database");
        signIn("app", "secret");
        run(url, statements);
        return url;
    }

    private static void signIn(String user, String password) {
        System.setProperty("hikyaku.application.user", user);
        System.setProperty("hikyaku.application.password", password);
    }

    private static void run(String url, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        url,
                        System.getProperty("hikyaku.application.user"),
                        System.getProperty("hikyaku.application.password"));
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private Said init(String url, String... more) {
        var arguments = Stream.concat(
                Stream.of("init", "--lang", "en", "--from", url, "--into", into().toString()), Stream.of(more));
        return Said.by(arguments.toArray(String[]::new));
    }

    private Path into() {
        return folder.resolve("project");
    }

    private Said validate() {
        return Said.by("validate", "--lang", "en", "--project", into().toString());
    }

    /// What a person would do, without thinking.
    private void fillTodos() throws IOException {
        try (var files = Files.walk(into())) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                var text = Files.readString(file);
                Files.writeString(file, text.replace("<TODO>", "id").replace("{{TODO}}", "hello"));
            }
        }
    }

    private String text(String name) throws IOException {
        return Files.readString(into().resolve(name));
    }

    private Sync sync(String name) {
        return Manifest.read(into()).sync(name).orElseThrow();
    }

    @Test
    void proposesASchemaThatNobodyKnows() throws SQLException, IOException {
        var said = init(h2(UNKNOWN));
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out())
                .contains("Found 9 tables; 5 become syncs:")
                .contains("✔ syncs/company.yaml", "✔ syncs/order.yaml", "✔ campaigns/first-campaign.yaml")
                .contains("∅ FLYWAY_SCHEMA_HISTORY belongs to a program")
                .contains("∅ USER_SEATS joins two tables and says nothing else")
                .contains("∅ NOTES has no key")
                .contains("∅ DEVICES holds devices: see push in hikyaku.yaml")
                .contains("Next: hikyaku validate --project " + into());
        var open = validate();
        assertThat(open.exitCode()).as("what only a person knows stops it").isEqualTo(3);
        assertThat(open.err()).contains("<TODO>", "TODO");
        fillTodos();
        assertThat(validate().exitCode()).as(validate().err()).isZero();
    }

    @Test
    void guessesObjectsFieldsAndReferences() throws SQLException, IOException {
        init(h2(UNKNOWN));
        fillTodos();
        var user = sync("user");
        assertThat(user.object()).isEqualTo("Contact");
        assertThat(user.externalId()).isEqualTo("UserId__c");
        assertThat(user.fields().stream().map(field -> field.target() + " " + field.type()))
                .containsExactly(
                        "LastName AUTO", "Email EMAIL", "Born__c DATE", "UpdatedAt__c DATETIME", "IsActive__c BOOLEAN");
        assertThat(user.references()).containsExactly(new Reference("AccountId", "company", "COMPANY_ID", wait(user)));
        assertThat(text("syncs/user.yaml"))
                .contains("# left out: PASSWORD_HASH (looks like a secret), PHOTO (no Salesforce field takes it)");
        assertThat(sync("company").references().getFirst().missing())
                .as("the circle is cut once")
                .isEqualTo(Reference.Missing.LATER);
        assertThat(sync("order").references().getFirst().by()).isEqualTo("USER_ID");
        assertThat(text("syncs/order.yaml")).contains("guessed by the column's name");
        assertThat(sync("order").source()).isInstanceOf(Source.Query.class);
        assertThat(((Source.Query) sync("seat").source()).sql())
                .isEqualTo("SELECT CONCAT(t.\"HALL\", '-', t.\"PLACE\") AS record_key, t.* FROM SEATS t");
        assertThat(text("syncs/opportunity.yaml")).contains("StageName: id #", "CloseDate: id #");
        assertThat(text("hikyaku.yaml")).contains("    table: DEVICES", "    address: TOKEN", "    user: USER_ID");
    }

    /// The parent that is read first waits for nobody.
    private static Reference.Missing wait(Sync sync) {
        return sync.references().getFirst().missing();
    }

    @Test
    void chinookOnMariaDbIsProposedAndAccepted() throws SQLException, IOException {
        var url = MariaDbServer.newDatabase();
        signIn("root", "");
        run(url, chinook());
        var said = init(url);
        assertThat(said.exitCode()).as(said.err()).isZero();
        fillTodos();
        var accepted = validate();
        assertThat(accepted.exitCode()).as(accepted.err()).isZero();
        var manifest = Manifest.read(into());
        assertThat(manifest.syncs().stream().map(Sync::name))
                .containsExactly("employee", "customer", "invoice", "invoice-line");
        assertThat(sync("customer").object()).isEqualTo("Contact");
        assertThat(sync("customer").targets())
                .contains("CustomerId__c", "FirstName", "LastName", "MailingStreet", "Phone", "Email", "SupportRep__c");
        assertThat(sync("employee").references().getFirst().syncs()).containsExactly("employee");
        assertThat(sync("invoice-line").references().getFirst().syncs()).containsExactly("invoice");
    }

    private static String[] chinook() throws IOException {
        try (var script = InitTest.class.getResourceAsStream("/dev/hikyaku/examples/shop.sql")) {
            assertThat(script).isNotNull();
            return Stream.of(new String(script.readAllBytes()).split(";\\s*\n"))
                    .filter(sql -> sql.contains("CREATE TABLE"))
                    .toArray(String[]::new);
        }
    }

    @Test
    void tablesOfPostgresWhoseNamesWantQuotesAreQuoted() throws SQLException, IOException {
        var url = PostgresServer.newDatabase();
        signIn("root", "");
        run(
                url,
                "CREATE TABLE \"Company\" (\"CompanyId\" uuid PRIMARY KEY, \"Name\" text)",
                "CREATE TABLE \"user\" (id serial PRIMARY KEY, last_name text, props jsonb)",
                "CREATE TABLE plain (id int PRIMARY KEY, at timestamptz, ok boolean)");
        var said = init(url);
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(validate().exitCode()).as(validate().err()).isZero();
        assertThat(((Source.Query) sync("company").source()).sql()).isEqualTo("SELECT * FROM \"Company\"");
        assertThat(((Source.Query) sync("user").source()).sql())
                .as("unquoted it would be who is signed in")
                .isEqualTo("SELECT * FROM \"user\"");
        assertThat(((Source.Table) sync("plain").source()).table()).isEqualTo("plain");
    }

    @Test
    void neverWritesOverAFile() throws SQLException, IOException {
        var url = h2(UNKNOWN);
        Files.createDirectories(into().resolve("syncs"));
        Files.writeString(into().resolve("syncs/user.yaml"), "mine");
        var json = new JsonMapper().readTree(init(url, "--json").out());
        assertThat(text("syncs/user.yaml")).isEqualTo("mine");
        assertThat(json.at("/kept").toString()).isEqualTo("[\"syncs/user.yaml\"]");
        assertThat(json.at("/written").size()).isEqualTo(6);
        assertThat(json.path("todos").asInt()).isPositive();
    }

    @Test
    void writesOnlyTheTablesThatAreNamed() throws SQLException {
        var said = init(h2(UNKNOWN), "users", "NOTES");
        assertThat(said.out()).contains("2 become syncs", "✔ syncs/note.yaml", "∅ COMPANIES not named");
        var wrong = init("jdbc:h2:file:" + folder.resolve("database"), "compnies");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("no table is called \"compnies\"", "did you mean \"companies\"?");
    }

    @Test
    void aPasswordInTheUrlIsRefusedAndNotShown() {
        var said = init("jdbc:mariadb://127.0.0.1/shop?user=app&password=hunter2");
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("the URL holds a secret").doesNotContain("hunter2");
        assertThat(init("mysql://127.0.0.1/shop").exitCode()).isEqualTo(2);
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsSaidSo() {
        var said = init("jdbc:mariadb://127.0.0.1:1/shop");
        assertThat(said.exitCode()).isEqualTo(4);
        assertThat(said.err()).contains("HK2101", "HIKYAKU_APPLICATION_PASSWORD");
        assertThat(into()).doesNotExist();
    }
}
