package dev.hikyaku.intake;

import dev.hikyaku.intake.ApplicationDatabase.CannotRead;
import dev.hikyaku.manifest.Source;
import dev.hikyaku.manifest.Sync;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// A look at the application's database before anything depends on it: who answers, what our user may do
/// there, and whether it has what the syncs read. Reads only.
public final class Checkup {
    private static final Pattern WRITING =
            Pattern.compile("(?i)\\b(ALL PRIVILEGES|INSERT|UPDATE|DELETE|DROP|ALTER|TRUNCATE)\\b");

    private final Connection connection;

    private Checkup(Connection connection) {
        this.connection = connection;
    }

    /// What was seen.
    ///
    /// @param product name and version
    /// @param readCommitted whether transactions see what others committed, and nothing else
    /// @param rights by which our user may change more than an outbox; empty for a user that only reads
    /// @param ahead how far its clock is ahead of this machine's
    /// @param misfits why the source of a sync can't be read, by the sync's name; fitting ones are left out
    public record Seen(
            String product, boolean readCommitted, List<String> rights, Duration ahead, Map<String, String> misfits) {
        public Seen {
            rights = List.copyOf(rights);
            misfits = Map.copyOf(misfits);
        }
    }

    /// Looks.
    ///
    /// @throws CannotRead when it does not answer any more
    public static Seen look(ApplicationDatabase database, Collection<Sync> syncs) {
        try (var connection = database.connection()) {
            return new Checkup(connection).look(syncs);
        } catch (SQLException failed) {
            throw new CannotRead(
                    "HK2101  the application's database stopped answering: "
                            + String.valueOf(failed.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("no reason given"),
                    failed);
        }
    }

    private Seen look(Collection<Sync> syncs) throws SQLException {
        var meta = connection.getMetaData();
        var product = meta.getDatabaseProductName();
        return new Seen(
                product + " " + meta.getDatabaseProductVersion(),
                connection.getTransactionIsolation() == Connection.TRANSACTION_READ_COMMITTED,
                rights(product.toLowerCase(Locale.ROOT)),
                ahead(product.toLowerCase(Locale.ROOT)),
                misfits(syncs));
    }

    private Map<String, String> misfits(Collection<Sync> syncs) throws SQLException {
        var misfits = new LinkedHashMap<String, String>();
        for (var sync : syncs) {
            if (sync.source() instanceof Source.Intake) {
                continue;
            }
            try {
                SourceRows.of(sync, connection);
            } catch (CannotRead misfit) {
                misfits.put(sync.name(), String.valueOf(misfit.getMessage()));
            }
        }
        return misfits;
    }

    private static boolean isMariaDb(String product) {
        return product.contains("mariadb") || product.contains("mysql");
    }

    private Duration ahead(String product) throws SQLException {
        var mariaDb = isMariaDb(product);
        var before = Instant.now();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(mariaDb ? "SELECT UTC_TIMESTAMP(6)" : "SELECT CURRENT_TIMESTAMP")) {
            rows.next();
            var there = mariaDb
                    ? rows.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC)
                    : rows.getObject(1, OffsetDateTime.class).toInstant();
            var now = Instant.now();
            return Duration.between(before.plus(Duration.between(before, now).dividedBy(2)), there);
        }
    }

    /// What can't be asked is taken for no right: it is a hint, no guard.
    private List<String> rights(String product) {
        try {
            return isMariaDb(product) ? grants() : product.contains("postgres") ? privileges() : administers();
        } catch (SQLException notTold) {
            return List.of();
        }
    }

    private List<String> grants() throws SQLException {
        return writing(asked("SHOW GRANTS"));
    }

    /// What grants allow beyond reading; those on an outbox don't count.
    static List<String> writing(List<String> grants) {
        return grants.stream()
                .filter(grant -> !grant.contains("hk_outbox"))
                .flatMap(grant -> WRITING.matcher(grant.replaceAll("(?i) ON .*", ""))
                        .results()
                        .map(hit -> hit.group(1)))
                .distinct()
                .toList();
    }

    private List<String> privileges() throws SQLException {
        return asked("SELECT 'INSERT, UPDATE or DELETE in ' || tablename FROM pg_tables"
                + " WHERE schemaname = current_schema() AND tablename <> 'hk_outbox'"
                + " AND has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename),"
                + " 'INSERT, UPDATE, DELETE') ORDER BY tablename LIMIT 3");
    }

    private List<String> administers() throws SQLException {
        return asked("SELECT 'ADMIN' FROM INFORMATION_SCHEMA.USERS WHERE USER_NAME = CURRENT_USER AND IS_ADMIN");
    }

    private List<String> asked(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
