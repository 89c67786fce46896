package dev.hikyaku.intake;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.hikyaku.ledger.Ledger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The application's own database, which Hikyaku only reads. (The one table it also writes has a package of its own:
/// [dev.hikyaku.intake.outbox].)
public final class ApplicationDatabase implements AutoCloseable {
    private final HikariDataSource pool;

    private ApplicationDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    /// How to reach it.
    ///
    /// @param url JDBC URL of MariaDB, MySQL, PostgreSQL or H2
    public record Settings(
            String url, @Nullable String user, @Nullable String password) {
        @Override
        public String toString() {
            return "Settings[" + Ledger.withoutSecrets(url) + ", user " + user + "]";
        }
    }

    /// The database doesn't answer, or doesn't have what the manifest names; the message says what helps.
    public static final class CannotRead extends RuntimeException {
        private final boolean manifest;

        /// @param message says what helps
        public CannotRead(String message, @Nullable Throwable cause) {
            this(message, cause, false);
        }

        private CannotRead(String message, @Nullable Throwable cause, boolean manifest) {
            super(message, cause);
            this.manifest = manifest;
        }

        /// Nobody answers at this address, or the user is refused.
        public static CannotRead unreachable(Settings settings, Exception cause) {
            return new CannotRead(
                    "HK2101  application database " + Ledger.withoutSecrets(settings.url()) + ": "
                            + Ledger.rootMessage(cause)
                            + "\n   wanted: a database that answers, and a user who may read the tables of the syncs"
                            + "\n   fix: check HIKYAKU_APPLICATION_URL, HIKYAKU_APPLICATION_USER and"
                            + " HIKYAKU_APPLICATION_PASSWORD",
                    cause);
        }

        static CannotRead manifest(String message, @Nullable Throwable cause) {
            return new CannotRead(message, cause, true);
        }

        /// Whether the database answers and it is the manifest that does not fit it.
        public boolean manifestDoesNotFit() {
            return manifest;
        }
    }

    /// Connects.
    ///
    /// @throws CannotRead when nobody answers or the user is refused
    public static ApplicationDatabase open(Settings settings) {
        var configuration = new HikariConfig();
        configuration.setPoolName("application");
        configuration.setJdbcUrl(settings.url());
        configuration.setUsername(settings.user());
        configuration.setPassword(settings.password());
        configuration.setMaximumPoolSize(2);
        configuration.setMinimumIdle(1);
        configuration.setConnectionTimeout(10_000);
        configuration.setIdleTimeout(60_000);
        configuration.setMaxLifetime(300_000);
        configuration.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        if (!settings.url().toLowerCase(Locale.ROOT).startsWith("jdbc:h2:")) {
            // H2 applies read-only to the whole session and then refuses temporary results of large sorts.
            configuration.setReadOnly(true);
        }
        if (isMariaDb(settings.url())) {
            // TIMESTAMP columns are converted to the session's zone; in UTC they can be told as instants.
            configuration.setConnectionInitSql("SET time_zone = '+00:00'");
        }
        try {
            return new ApplicationDatabase(new HikariDataSource(configuration));
        } catch (PoolInitializationException | IllegalArgumentException failed) {
            throw CannotRead.unreachable(settings, failed);
        }
    }

    private static boolean isMariaDb(String url) {
        var lower = url.toLowerCase(Locale.ROOT);
        return lower.startsWith("jdbc:mariadb:") || lower.startsWith("jdbc:mysql:");
    }

    Connection connection() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public void close() {
        pool.close();
    }
}
