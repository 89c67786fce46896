package dev.hikyaku.crucible.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.crucible.world.Child;
import dev.hikyaku.crucible.world.FakeOrg;
import dev.hikyaku.crucible.world.FakeProvider;
import dev.hikyaku.crucible.world.Java;
import dev.hikyaku.crucible.world.Provider;
import dev.hikyaku.ledger.people.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What `hikyaku demo --once` leaves behind, served by `hikyaku serve` with its dashboard: 48 companies, their people,
/// eight bad rows, a campaign that everybody got and one that not everybody did, and a user of each role.
final class Office implements AutoCloseable {
    /// Of all users; their names are their roles.
    static final String PASSWORD = "carry my letters";

    /// A company that a rule of the org refuses, and who waits for it.
    static final String REFUSED = "50";

    static final String WAITS = "9001";

    /// A company that is refused whatever anybody does in these tests, and who waits for it.
    static final String STUBBORN = "49";

    static final String WAITS_LONG = "9002";

    /// Not everybody in its audience agrees, has a phone, or has the app still.
    static final String CAMPAIGN = "premium-news";

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int SOME_REJECTED = 10;
    private static final String RULE = """
                validationRules:
                  - { when: "BillingState = 月面", message: 都道府県を選んでください, field: BillingState }
            """;
    private static final Pattern RUN = Pattern.compile("Run (\\S+)");
    private static final Pattern URL = Pattern.compile("(http://\\S+)");

    private final Path project;
    private final Path output;
    private final Map<String, String> environment = new HashMap<>();
    private final FakeOrg org;
    private final FakeProvider fcm;
    private final String run;
    private final Child serve;
    private final URI dashboard;

    private Office(Path folder) {
        output = folder.resolve("output");
        environment.put("HIKYAKU_LANG", "en");
        environment.put("HIKYAKU_SALESFORCE_CLIENT_SECRET", "simulator");
        environment.put("HIKYAKU_SCAN_EVERY", "2s");
        environment.put("HIKYAKU_PUSH_RAMP", "1s");
        environment.put("HIKYAKU_DASHBOARD_PORT", "0");
        var demo = start("demo", "--once", "--project", folder.toString()).await(PATIENCE);
        assertThat(demo.code()).as(demo.told()).isEqualTo(SOME_REJECTED);
        run = first(RUN, demo.err() + demo.out());
        project = folder.resolve(".hikyaku/demo");
        var schema = project.resolve("salesforce-schema.yaml");
        write(schema, read(schema).replaceFirst("(?m)^  Contact:", RULE + "  Contact:"));
        org = FakeOrg.start(schema, project.resolve("simulator"));
        fcm = FakeProvider.start(Provider.FCM, folder.resolve("fcm"));
        environment.putAll(fcm.environment());
        declare();
        List.of(Role.values()).forEach(this::add);
        done(Set.of(0, SOME_REJECTED), verb("run", CAMPAIGN, "--key", CAMPAIGN + "-1"));
        spoil();
        serve = verb("serve").awaitText("Dashboard: http");
        dashboard = URI.create(first(URL, serve.err().substring(serve.err().indexOf("Dashboard: "))));
    }

    /// Builds everything in an empty folder.
    static Office open(Path folder) {
        return new Office(folder);
    }

    private static final String PUSH = """
            push:
            %s  devices:
                sql: >-
                  SELECT id AS user_id, locale, CASE WHEN MOD(id, 3) = 0 THEN 'ios' ELSE 'android' END AS platform,
                  CASE WHEN MOD(id, 13) = 0 THEN 'sim-unregistered-' ELSE 'phone-' END || id AS token
                  FROM people WHERE MOD(id, 11) <> 0
                user: user_id
                address: token
                platform: platform
                locale: locale
              consents:
                news: { sql: "SELECT id FROM people WHERE MOD(id, 7) <> 0", user: id }
            """;

    private static final String NEWS = """
            version: 1
            campaign: premium-news
            label: { ja: プレミアムのご案内, en: Premium news }
            audience:
              sql: SELECT id AS user_id, last_name FROM people WHERE plan = '1' AND id < 1400
              once: user_id
              consent: news
              guard: { max: 2000 }
            message:
              default: ja
              ja: { title: プレミアムのご案内, body: "{{last_name}} 様、今月は半額でお試しいただけます。" }
              en: { title: Premium at half price, body: "{{last_name}}, try it this month." }
            limits: { group: marketing, perUser: 1 per day }
            schedule: { cron: "30 18 * * 5", zone: Asia/Tokyo }
            """;

    /// The demo's simulators ended with it; these stand in their places, the org with all it had.
    private void declare() {
        var manifest = project.resolve("hikyaku.yaml");
        var text = read(manifest).replaceFirst("(?m)^    login: \\S+", "    login: " + org.url());
        write(manifest, text.substring(0, text.indexOf("\npush:") + 1) + PUSH.formatted(fcm.declared()));
        write(project.resolve("campaigns/" + CAMPAIGN + ".yaml"), NEWS);
    }

    /// The demo's own rows wait for nothing; these do.
    private void spoil() {
        sql("INSERT INTO companies (id, name, name_en, industry, prefecture) VALUES"
                + " (49, '株式会社ドローン便', 'Drone Bin', '空輸', '千葉県'),"
                + " (50, '株式会社月面開発', 'Lunar Works', '建設', '月面')");
        sql("INSERT INTO people (id, company_id, last_name, first_name, email, plan, locale, joined) VALUES"
                + " (9001, 50, '月野', '光', 'hikaru@example.jp', '2', 'ja', TIMESTAMP '2026-10-01 09:00:00'),"
                + " (9002, 49, '空野', '翔', 'sho@example.jp', '2', 'ja', TIMESTAMP '2026-10-02 09:00:00')");
    }

    /// Whatever the shop does with its rows; `serve` sees it within seconds.
    void sql(String statement) {
        try (var connection = connect();
                var prepared = connection.prepareStatement(statement)) {
            prepared.execute();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Waits until `serve` has carried what [#spoil] left.
    void awaitQuiet(Desk desk) {
        try (var person = desk.as(Role.VIEWER, Look.light("en"))) {
            person.awaitThere("/trace/account/" + STUBBORN).awaitThere("/trace/contact/" + WAITS_LONG);
        }
    }

    /// Somebody in the audience of [#CAMPAIGN].
    String member() {
        try (var connection = connect();
                var rows = connection
                        .prepareStatement("SELECT MIN(id) FROM people WHERE plan = '1'")
                        .executeQuery()) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + project.resolve("shop") + ";AUTO_SERVER=TRUE", "shop", "");
    }

    /// The Salesforce admin takes the rule away.
    void allowTheMoon() {
        var schema = project.resolve("salesforce-schema.yaml");
        write(schema, read(schema).replace(RULE, ""));
        org.kill();
        org.startAgain();
    }

    private void add(Role role) {
        var command = new ArrayList<>(List.of("sh", "-c", "printf '%s\\n' \"$PASSWORD\" | \"$0\" \"$@\""));
        command.addAll(Java.hikyaku(
                List.of(), List.of("user", "add", role.word(), "--role", role.word(), "--project", "" + project)));
        var known = new HashMap<>(environment);
        known.put("PASSWORD", PASSWORD);
        done(Set.of(0), Child.start(output, command, known));
    }

    private Child verb(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--project", project.toString()));
        return start(all.toArray(String[]::new));
    }

    private Child start(String... arguments) {
        return Child.start(output, Java.hikyaku(List.of(), List.of(arguments)), environment);
    }

    /// `hikyaku demo` as a newcomer starts it, in a folder of its own.
    Child demo() {
        return start("demo", "--project", output.resolveSibling("newcomer").toString());
    }

    private static void done(Set<Integer> codes, Child child) {
        var ended = child.await(PATIENCE);
        assertThat(ended.code()).as(ended.told()).isIn(codes);
    }

    private static String first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        if (!found.find()) {
            throw new AssertionError(pattern + " is not in:\n" + text);
        }
        return found.group(1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Where browsers find the dashboard.
    URI dashboard() {
        return dashboard;
    }

    /// Key of the demo's run.
    String run() {
        return run;
    }

    /// Salesforce.
    FakeOrg org() {
        return org;
    }

    @Override
    public void close() {
        serve.close();
        fcm.close();
        org.close();
    }
}
