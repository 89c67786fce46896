package dev.hikyaku.ledger;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.hikyaku.ledger.alert.AlertBook;
import dev.hikyaku.ledger.delivery.Deliveries;
import dev.hikyaku.ledger.dialect.Dialect;
import dev.hikyaku.ledger.dialect.Pool;
import dev.hikyaku.ledger.dialect.Tables;
import dev.hikyaku.ledger.embedded.EmbeddedFile;
import dev.hikyaku.ledger.history.History;
import dev.hikyaku.ledger.people.People;
import dev.hikyaku.ledger.remote.KnownRecords;
import dev.hikyaku.ledger.remote.RemoteIds;
import dev.hikyaku.ledger.standing.Standing;
import dev.hikyaku.ledger.start.Epochs;
import dev.hikyaku.ledger.start.Instants;
import dev.hikyaku.ledger.start.Interventions;
import dev.hikyaku.ledger.start.Places;
import dev.hikyaku.ledger.start.Vitals;
import dev.hikyaku.ledger.tail.Tail;
import dev.hikyaku.ledger.view.Tallies;
import dev.hikyaku.ledger.view.Views;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/// The place of truth: changes, records, bulk jobs, runs and leases in one database.
///
/// Opening it brings its tables to the newest version. All methods are safe to use from several threads and several
/// processes at once.
public final class Ledger implements AutoCloseable {
    /// Prefix of the tables that hold Spring Batch's history; migrations make them, [#dataSource()] reaches them.
    public static final String BATCH_TABLES = "HK_BATCH_";

    private static final Duration LONGEST_OPENING = Duration.ofSeconds(15);
    private static final Duration OPENING_PAUSE = Duration.ofMillis(100);
    private static final Pattern SECRET = Pattern.compile("(?i)(password|pwd|secret)=[^;&]*|(?<=//)[^/@]*@");

    private static final Closeable NOTHING_HELD = () -> {};

    private final HikariDataSource dataSource;
    private final Closeable held;
    private final Transactions transactions;
    private final Dialect dialect;
    private final Map<String, Lock> claiming = new ConcurrentHashMap<>();
    private final Tallies tallies = new Tallies();

    private Ledger(HikariDataSource dataSource, Dialect dialect, Closeable held) {
        this.held = held;
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.transactions = new Transactions(dataSource, dialect);
    }

    /// How to reach the ledger's database.
    ///
    /// @param url `jdbc:h2:...`, `jdbc:mariadb:...` or `jdbc:postgresql:...`
    public record Settings(
            String url, String user, @Nullable String password) {
        @Override
        public String toString() {
            return "Settings[" + withoutSecrets(url) + ", user " + user + "]";
        }
    }

    /// The ledger can't be used; the message says why and what helps.
    public static final class CannotOpen extends RuntimeException {
        CannotOpen(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// Another run has the embedded ledger.
    public static final class Busy extends RuntimeException {
        Busy() {
            super("another run holds the embedded ledger. Nothing was done here, and nothing needs to be.");
        }
    }

    /// Connects and migrates.
    ///
    /// @throws CannotOpen when the database can't be reached or its tables can't be made
    public static Ledger open(Settings settings) {
        return open(
                settings,
                EmbeddedFile.of(settings.url()).map(EmbeddedFile::reading).orElse(NOTHING_HELD));
    }

    private static Ledger open(Settings settings, Closeable held) {
        var dialect = dialect(settings.url());
        var giveUp = System.nanoTime() + LONGEST_OPENING.toNanos();
        while (true) {
            try {
                return openOnce(settings, dialect, held);
            } catch (PoolInitializationException | DataAccessException | FlywayException failed) {
                if (!Dialect.isBeingOpened(failed) || System.nanoTime() > giveUp) {
                    release(held);
                    throw cannotOpen(settings, failed);
                }
                // Not all at once again: whoever tries to open H2 writes the lock file anew.
                LockSupport.parkNanos(
                        OPENING_PAUSE.toNanos() + ThreadLocalRandom.current().nextLong(4 * OPENING_PAUSE.toNanos()));
            }
        }
    }

    /// Whether the ledger can be written to now. A database that failed over to a read-only one still answers
    /// questions.
    public boolean canWrite() {
        return vitals().canWrite();
    }

    /// Connects and migrates on behalf of a run. An embedded ledger takes one run at a time, whatever its syncs.
    ///
    /// @throws Busy when another run has the embedded ledger; nothing was opened then
    /// @throws CannotOpen like [#open(Settings)]
    public static Ledger openToRun(Settings settings) {
        var file = EmbeddedFile.of(settings.url());
        if (file.isEmpty()) {
            return open(settings, NOTHING_HELD);
        }
        var running = file.get().tryToRun().orElseThrow(Busy::new);
        try (var _ = file.get().withoutReaders()) {
            return open(settings, running);
        } catch (IOException failed) {
            throw cannotOpen(settings, failed);
        }
    }

    /// @throws CannotOpen for a database that can't hold a ledger
    static Dialect dialect(String url) {
        return Dialect.of(url)
                .orElseThrow(() -> new CannotOpen(
                        "HK2001  ledger URL " + withoutSecrets(url)
                                + ": wanted jdbc:mariadb:..., jdbc:postgresql:... or jdbc:h2:..., the databases that can hold a ledger",
                        null));
    }

    private static Ledger openOnce(Settings settings, Dialect dialect, Closeable held) {
        return EmbeddedFile.of(settings.url())
                .map(file -> file.opening(() -> connect(settings, dialect, held)))
                .orElseGet(() -> connect(settings, dialect, held));
    }

    private static Ledger connect(Settings settings, Dialect dialect, Closeable held) {
        var pool = new HikariDataSource(Pool.of(settings, dialect));
        try {
            Tables.migrate(pool, dialect);
            return new Ledger(pool, dialect, held);
        } catch (RuntimeException failed) {
            pool.close();
            throw failed;
        }
    }

    private static CannotOpen cannotOpen(Settings settings, Exception failed) {
        return new CannotOpen(
                "HK2002  ledger " + withoutSecrets(settings.url()) + ": " + rootMessage(failed)
                        + "\n   wanted: a database that answers, and a user who may create tables in it"
                        + "\n   fix: check HIKYAKU_LEDGER_URL, HIKYAKU_LEDGER_USER and HIKYAKU_LEDGER_PASSWORD",
                failed);
    }

    static boolean isCurrent(DataSource dataSource, Dialect dialect) {
        return Tables.isCurrent(dataSource, dialect);
    }

    /// The database itself, for the history of Spring Batch. Hikyaku's own tables are written by this package alone.
    public DataSource dataSource() {
        return dataSource;
    }

    /// Rights to work.
    public Leases leases() {
        return new Leases(transactions);
    }

    /// Executions of syncs.
    public Runs runs() {
        return new Runs(transactions);
    }

    /// Where doors hand in changes.
    public Changes changes() {
        return new Changes(transactions, dialect);
    }

    /// Taking waiting changes up and deciding what becomes of them.
    public Claims claims() {
        return new Claims(transactions, dialect);
    }

    /// Held while changes of a sync are looked at and claimed, so that two lanes of one process do not reach for the
    /// same ones. Other processes are kept out by the lease.
    public Lock claiming(String sync) {
        return claiming.computeIfAbsent(sync, _ -> new ReentrantLock());
    }

    /// What is known of each record.
    public Records records() {
        return new Records(transactions);
    }

    /// Ids that records had in Salesforce, and what becomes of ids that change.
    public RemoteIds remoteIds() {
        return new RemoteIds(transactions);
    }

    /// Known records, page by page.
    public KnownRecords knownRecords() {
        return new KnownRecords(transactions);
    }

    /// Salesforce's ingest jobs.
    public BulkJobs bulkJobs() {
        return new BulkJobs(transactions);
    }

    /// Results into outcomes.
    public Settlement settlement() {
        return new Settlement(transactions, dialect);
    }

    /// Scheduled instants of syncs.
    public Instants instants() {
        return new Instants(transactions);
    }

    /// Where the runs of syncs stand, and where processes died.
    public Places places() {
        return new Places(transactions);
    }

    /// What people decided about syncs and records.
    public Interventions interventions() {
        return new Interventions(transactions, dialect);
    }

    /// Outcomes that came since a tail looked last. It may look at this ledger or at another opening of it.
    public Tail.Look look(Tail tail) {
        return tail.look(transactions);
    }

    /// Whether it lies in a file that a run can open only while nobody else has it open.
    public boolean isEmbedded() {
        return !held.equals(NOTHING_HELD);
    }

    /// What was told to people, and what there is to tell.
    public AlertBook alerts() {
        return new AlertBook(transactions, dialect);
    }

    /// How its database itself is.
    public Vitals vitals() {
        return new Vitals(transactions);
    }

    /// What becomes of a ledger that was restored.
    public Epochs epochs() {
        return new Epochs(transactions, dialect);
    }

    /// The balance of what was taken in.
    public Books books() {
        return new Books(transactions, dialect);
    }

    /// How things stand now.
    public Standing standing() {
        return new Standing(transactions, dialect);
    }

    /// How it went.
    public History history() {
        return new History(leases(), transactions, dialect);
    }

    /// Campaigns: their runs, audiences and deliveries.
    public Deliveries deliveries() {
        return new Deliveries(transactions, dialect);
    }

    /// Who may use the dashboard, and what they did.
    public People people() {
        return new People(transactions, dialect);
    }

    /// What happened, told per record and per run.
    public Story story() {
        return new Story(transactions);
    }

    /// What people and machines ask of it, page by page.
    public Views view() {
        return new Views(this, transactions, dialect, tallies);
    }

    @Override
    public void close() {
        dataSource.close();
        release(held);
    }

    private static void release(Closeable held) {
        try {
            held.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// A JDBC URL, or a driver's message that quotes one, as it may be shown.
    public static String withoutSecrets(String url) {
        return SECRET.matcher(url).replaceAll("***");
    }

    /// The first line of what the database said, as it may be shown.
    public static String rootMessage(Throwable failed) {
        Throwable root = failed;
        while (root.getCause() != null && !(root instanceof SQLException)) {
            root = root.getCause();
        }
        return withoutSecrets(
                String.valueOf(root.getMessage()).lines().findFirst().orElse("no answer"));
    }
}
