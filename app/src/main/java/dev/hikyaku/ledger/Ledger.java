package dev.hikyaku.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/// The place of truth: changes, records, bulk jobs, runs and leases in one database.
///
/// Opening it brings its tables to the newest version. All methods are safe to use from several threads and several
/// processes at once.
public final class Ledger implements AutoCloseable {
    private static final String NEWEST_MIGRATION = "18";
    private static final Duration OPENING = Duration.ofSeconds(20);
    private static final Pattern SECRET = Pattern.compile("(?i)(password|pwd|secret)=[^;&]*|(?<=//)[^/@]*@");

    private final HikariDataSource dataSource;
    private final Transactions transactions;
    private final Dialect dialect;

    private Ledger(HikariDataSource dataSource, Dialect dialect) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.transactions = new Transactions(dataSource);
    }

    /// How to reach the ledger's database.
    ///
    /// @param url `jdbc:h2:...` or `jdbc:mariadb:...`
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

    /// Connects and migrates.
    ///
    /// @throws CannotOpen when the database can't be reached or its tables can't be made
    public static Ledger open(Settings settings) {
        var dialect = Dialect.of(settings.url());
        HikariDataSource pool = null;
        try {
            pool = connect(settings, dialect);
            migrate(pool, dialect);
            return new Ledger(pool, dialect);
        } catch (PoolInitializationException | DataAccessException | FlywayException failed) {
            if (pool != null) {
                pool.close();
            }
            throw new CannotOpen(
                    "HK2002  ledger " + withoutSecrets(settings.url()) + ": " + rootMessage(failed)
                            + "\n   wanted: a database that answers, and a user who may create tables in it"
                            + "\n   fix: check HIKYAKU_LEDGER_URL, HIKYAKU_LEDGER_USER and HIKYAKU_LEDGER_PASSWORD",
                    failed);
        }
    }

    /// Several processes may open an embedded ledger in the same moment; the database refuses all but one of them, and
    /// a
    /// moment later serves them all.
    private static HikariDataSource connect(Settings settings, Dialect dialect) {
        var patience = System.nanoTime() + OPENING.toNanos();
        while (true) {
            try {
                return new HikariDataSource(pool(settings, dialect));
            } catch (PoolInitializationException failed) {
                if (!dialect.isBeingOpened(failed) || System.nanoTime() > patience) {
                    throw failed;
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(50_000_000, 200_000_000));
            }
        }
    }

    private static HikariConfig pool(Settings settings, Dialect dialect) {
        var pool = new HikariConfig();
        pool.setPoolName("ledger");
        pool.setJdbcUrl(settings.url());
        pool.setUsername(settings.user());
        pool.setPassword(settings.password());
        pool.setMaximumPoolSize(6);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(10_000);
        pool.setIdleTimeout(60_000);
        pool.setMaxLifetime(300_000);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        pool.setConnectionInitSql(dialect.initSql());
        dialect.configure(pool);
        return pool;
    }

    /// Flyway takes half a second to start even when there is nothing to do, so it is asked only when there is.
    private static void migrate(DataSource dataSource, Dialect dialect) {
        if (isCurrent(dataSource)) {
            return;
        }
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/" + dialect.folder())
                .table("hk_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    private static boolean isCurrent(DataSource dataSource) {
        try {
            var newest = new JdbcTemplate(dataSource)
                    .queryForObject(
                            "SELECT COUNT(*) FROM hk_schema_history WHERE version = ? AND success = ?",
                            Integer.class,
                            NEWEST_MIGRATION,
                            true);
            return newest != null && newest > 0;
        } catch (DataAccessException noHistoryYet) {
            return false;
        }
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
        return new Claims(transactions);
    }

    /// What is known of each record.
    public Records records() {
        return new Records(transactions);
    }

    /// Salesforce's ingest jobs.
    public BulkJobs bulkJobs() {
        return new BulkJobs(transactions);
    }

    /// Results into outcomes.
    public Settlement settlement() {
        return new Settlement(transactions, dialect);
    }

    /// The balance of what was taken in.
    public Books books() {
        return new Books(transactions);
    }

    /// What happened, told per record and per run.
    public Story story() {
        return new Story(transactions);
    }

    @Override
    public void close() {
        dataSource.close();
    }

    static String withoutSecrets(String url) {
        return SECRET.matcher(url).replaceAll("***");
    }

    private static String rootMessage(Throwable failed) {
        Throwable root = failed;
        while (root.getCause() != null && !(root instanceof SQLException)) {
            root = root.getCause();
        }
        return withoutSecrets(
                String.valueOf(root.getMessage()).lines().findFirst().orElse("no answer"));
    }
}
