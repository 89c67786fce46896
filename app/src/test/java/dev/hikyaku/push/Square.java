package dev.hikyaku.push;

import dev.hikyaku.gateway.Gateway;
import dev.hikyaku.gateway.Notification;
import dev.hikyaku.intake.ApplicationDatabase;
import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Holder;
import dev.hikyaku.ledger.Leases;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.CampaignBooks;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.CampaignRuns;
import dev.hikyaku.ledger.delivery.share.Shares;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.manifest.campaign.Audience;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.manifest.campaign.Limits;
import dev.hikyaku.manifest.campaign.Message;
import dev.hikyaku.manifest.campaign.Push;
import dev.hikyaku.manifest.campaign.QuietHours;
import dev.hikyaku.manifest.campaign.Schedule;
import dev.hikyaku.push.pace.PaceClock;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// A town square for tests: users with phones in an application database, a campaign for them, a ledger anywhere.
final class Square implements AutoCloseable {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final String applicationUrl;
    private final ApplicationDatabase application;
    final Ledger ledger;
    final FakeGateway gateway = new FakeGateway("fcm");
    final List<Gateway> gateways = new ArrayList<>(List.of(gateway));
    Knobs knobs = new Knobs(
            50,
            20,
            1_000_000,
            Duration.ZERO,
            Long.MAX_VALUE,
            new Canary.Bounds(1_000_000, 1_000_000, 1, 1_000_000, 1),
            3,
            Duration.ofMillis(50),
            Duration.ofMillis(10),
            Duration.ofSeconds(2),
            Duration.ofSeconds(15));
    PaceClock clock = PaceClock.system();
    Consumer<SendPoint> rehearsal = _ -> {};
    Runnable checkpoint = () -> {};
    Predicate<String> allowed = _ -> true;
    String name = "reminder";
    String sql = "SELECT id AS user_id, 'hello ' || name AS words, id AS once FROM users";
    List<String> once = List.of("once");
    Audience.Guard guard = new Audience.Guard(null, null);
    Campaign.@Nullable Approval approval;

    @Nullable
    QuietHours quietHours;

    @Nullable
    Schedule schedule;

    Audience.@Nullable Still still;

    @Nullable
    String after;

    double reserve;
    Limits limits = new Limits(null, null, "news");
    Campaign.Repeats repeats = Campaign.Repeats.AT_MOST_ONCE;
    Campaign.Chosen chosen = Campaign.Chosen.ALL;
    Duration expires = Duration.ofHours(6);

    @Nullable
    String consent;

    Square(Path folder, Ledger.Settings settings) {
        applicationUrl = "jdbc:h2:file:" + folder.resolve("square") + ";DB_CLOSE_DELAY=-1";
        sql(
                "CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(100))",
                "CREATE TABLE phones (user_id INT, token VARCHAR(100), platform VARCHAR(10), since TIMESTAMP,"
                        + " zone VARCHAR(40), locale VARCHAR(10))",
                "CREATE TABLE agreeing (user_id INT PRIMARY KEY)");
        application = ApplicationDatabase.open(new ApplicationDatabase.Settings(applicationUrl, "sa", ""));
        ledger = Ledger.open(settings);
    }

    void sql(String... statements) {
        try (var connection = DriverManager.getConnection(applicationUrl, "sa", "");
                var statement = connection.createStatement()) {
            for (var one : statements) {
                statement.execute(one);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Users 1 to `last`, each with one phone `t1`, `t2`, ...
    void users(int last) {
        sql(
                "INSERT INTO users SELECT x, 'user ' || x FROM SYSTEM_RANGE(1, " + last + ")",
                "INSERT INTO phones SELECT x, 't' || x, 'android', TIMESTAMP '2026-01-01 00:00:00', NULL, NULL"
                        + " FROM SYSTEM_RANGE(1, " + last + ")");
    }

    void phone(int user, String token, String since) {
        sql("INSERT INTO phones VALUES (" + user + ", '" + token + "', 'ios', TIMESTAMP '" + since + "', NULL, NULL)");
    }

    Campaign campaign() {
        return new Campaign(
                name,
                new Sync.Label(name, name),
                new Audience(
                        sql, Map.of(), "user_id", once, consent, guard, Duration.ofMinutes(1), ZoneOffset.UTC, still),
                new Message(
                        "en",
                        Map.of("en", new Message.Text("Hello", "{{words}}", null)),
                        null,
                        Map.of(),
                        Duration.ofHours(1),
                        Message.TooLong.REJECT,
                        Map.of()),
                schedule,
                quietHours,
                limits,
                repeats,
                chosen,
                expires,
                approval,
                after);
    }

    private Push push() {
        return new Push(
                new Push.Devices("phones", "user_id", "token", null, "platform", "since", "zone", "locale", null),
                Map.of("news", new Push.Consent("agreeing", "user_id")),
                ZoneId.of("Asia/Tokyo"),
                "fcm",
                "sns",
                null,
                null,
                reserve);
    }

    Fence take() {
        return ((Leases.Answer.Granted) ledger.leases().take(CampaignRuns.lease(name), Holder.self(), LEASE)).fence();
    }

    /// Takes the lease whoever holds it: what happens when a holder is silent for too long.
    Fence steal(Fence from) {
        ledger.leases().release(from);
        return take();
    }

    /// The same with any lease.
    Fence steal(Fence from, String lease) {
        ledger.leases().release(from);
        return ((Leases.Answer.Granted) ledger.leases().take(lease, Holder.self(), LEASE)).fence();
    }

    CampaignWork work(Fence fence, String key) {
        var campaign = campaign();
        var run = ledger.deliveries().runs().begin(fence, name, key, campaign.longest());
        return new CampaignWork(
                campaign,
                push(),
                fence,
                run,
                ledger.deliveries(),
                application,
                gateways,
                new CampaignWork.Surroundings(
                        knobs,
                        Square::words,
                        clock,
                        checkpoint,
                        rehearsal,
                        (_, _, _, _) -> {},
                        user -> allowed.test(user)));
    }

    private static Notification words(Wording.Wanted wanted) {
        var row = JsonMapper.shared().readTree(wanted.params());
        var words = row.has("words") ? row.get("words") : row.get("WORDS");
        if (words == null || words.isNull()) {
            throw new Wording.Impossible("HK4012", "column words is NULL");
        }
        if (words.asString().equals("break")) {
            throw new StackOverflowError("a template that calls itself");
        }
        if (words.asString().equals("kill")) {
            throw new InternalError("as good as the end of the process");
        }
        return new Notification(wanted.tag(), "Hello", words.asString(), null, null, Map.of(), wanted.ttl(), Map.of());
    }

    /// A whole run under this key.
    CampaignBooks.Balance run(String key) {
        var fence = take();
        try {
            var work = work(fence, key);
            var taken = new TakeIn(work).takeIn();
            return books(new Deliver(work.with(taken)).deliver());
        } finally {
            ledger.leases().release(fence);
        }
    }

    /// Who sends by a provider now.
    List<Shares.Claim> senders(String provider) {
        return ledger.deliveries().shares().claim(provider, 0, new Shares.Claim(1, false));
    }

    CampaignBooks.Balance books(CampaignRun run) {
        return ledger.deliveries().books().of(run);
    }

    CampaignBooks.Balance books(String key) {
        return books(ledger.deliveries().runs().find(name, key).orElseThrow());
    }

    @Override
    public void close() {
        ledger.close();
        application.close();
    }

    /// With a ledger wherever the subclass says, for the contracts.
    abstract static class Open {
        @TempDir
        Path folder;

        Square square;

        abstract Ledger.Settings settings();

        @BeforeEach
        void open() {
            square = new Square(folder, settings());
        }

        @AfterEach
        void close() {
            square.close();
        }
    }
}
