package dev.hikyaku.ledger.dialect;

import com.zaxxer.hikari.HikariConfig;
import dev.hikyaku.ledger.Transactions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;

/// What differs between the databases a ledger may live in.
///
/// Everything else is SQL that all of them read the same way. Joined updates differ most: see each statement.
public sealed interface Dialect permits H2, MariaDb, PostgreSql {

    /// Folder of the migrations below `db/`.
    String folder();

    /// Counts the newest migration in Flyway's history: 1 when the tables are as this version wants them. Flyway
    /// quotes its names, so databases that fold them differ here.
    String countNewestMigration();

    /// How long one of our transactions may lie open without a statement before the server ends it. All of them are
    /// short; whoever pauses longer stands still, and holds up everybody else.
    Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /// Run on each new connection: times are UTC everywhere.
    String initSql();

    /// Settings the pool needs for this database.
    void configure(HikariConfig pool);

    /// Condition on `hk_change` for what has no outcome, as the index is told of it.
    default String isOpen() {
        return "outcome IS NULL";
    }

    /// SQL for the moment that lies this long back, by the database's clock.
    default String ago(Duration time) {
        return "TIMESTAMPADD(MICROSECOND, -" + time.toNanos() / 1000 + ", LOCALTIMESTAMP(6))";
    }

    /// SQL for a moment as many microseconds behind another as a parameter says; null when one of them is.
    default String behind(String moment) {
        return "TIMESTAMPADD(MICROSECOND, ?, " + moment + ")";
    }

    /// Copies version, operation and fingerprint of the changes `:first`..`:last` to their records.
    String advanceRecords();

    /// Reads which of the request ids `:ids` of `:sync` are known, each with the key it came with.
    default String knownRequests() {
        return "SELECT request_id, record_key FROM hk_change WHERE sync = :sync AND request_id IN (:ids)";
    }

    /// Reads and locks the records `:ids` of `:sync`: key, version, given version, fingerprint.
    default String lockRecords() {
        return "SELECT record_key, version, given_version, fingerprint FROM hk_record"
                + " WHERE sync = :sync AND record_key IN (:ids) FOR UPDATE";
    }

    /// The parameter `:ids` of those.
    default Object ids(Collection<String> ids) {
        return ids;
    }

    /// `FROM` of a query that looks changes up by their keys.
    default String changesByKey(String alias) {
        return "FROM hk_change " + alias;
    }

    /// Writes the remote ids of accepted changes to their records.
    void accept(Transactions transactions, Accepted accepted);

    /// Ends the query that reads a lease's token: nobody may take the lease before the commit. Where the database can,
    /// several transactions of one holder run side by side.
    default String lockLease() {
        return " FOR UPDATE";
    }

    /// Part of the `SET` of a claim: what has to be given up for what it writes.
    default String roomForClaim() {
        return "";
    }

    /// Part of the `SET` of an outcome, like [#roomForClaim()].
    default String roomForOutcome() {
        return "";
    }

    /// SQL for the microseconds until a moment; null when it is.
    default String until(String moment) {
        return micros("LOCALTIMESTAMP(6)", moment);
    }

    /// SQL for the microseconds from one moment to a later one; null when one of them is.
    default String micros(String from, String to) {
        return "TIMESTAMPDIFF(MICROSECOND, " + from + ", " + to + ")";
    }

    /// `FROM` of a query that reads waiting changes `c` in the order of their ids, each with its record `r`.
    String waitingFrom();

    /// `ORDER BY` of that query: by id, told so that the index is seen to give it.
    default String waitingOrder() {
        return "c.id";
    }

    /// `ORDER BY` of changes of one sync and outcome by id, told so that the index is seen to give it.
    default String oldestFirst() {
        return "id";
    }

    /// Like [#oldestFirst()], the other way round.
    default String newestFirst() {
        return "id DESC";
    }

    /// `ORDER BY` of intakes or bulk jobs of one sync, like [#newestFirst()].
    default String newestOfSyncFirst() {
        return "id DESC";
    }

    /// Another process opens or closes the embedded ledger at this moment (H2: "lock file recently modified", "already
    /// open"), or begins the history of migrations; shortly after it is there for both.
    static boolean isBeingOpened(Throwable failed) {
        Throwable cause = failed;
        while (cause != null) {
            if (cause instanceof SQLException refused && H2.OPENING.contains(refused.getErrorCode())) {
                return true;
            }
            if (cause instanceof FlywayException
                    && String.valueOf(cause.getMessage()).contains("and is empty")) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /// The dialect for a JDBC URL; empty for a database that can't hold a ledger.
    static Optional<Dialect> of(String url) {
        var lower = url.toLowerCase(Locale.ROOT);
        if (lower.startsWith("jdbc:h2:")) {
            return Optional.of(new H2());
        }
        if (lower.startsWith("jdbc:mariadb:")) {
            return Optional.of(new MariaDb());
        }
        return lower.startsWith("jdbc:postgresql:") ? Optional.of(new PostgreSql()) : Optional.empty();
    }
}
