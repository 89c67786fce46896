package dev.hikyaku.ledger.history;

import dev.hikyaku.ledger.Story;
import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;
import dev.hikyaku.ledger.dialect.H2;
import dev.hikyaku.ledger.dialect.MariaDb;
import dev.hikyaku.ledger.dialect.PostgreSql;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What services and runs were set up with, and when that changed.
public final class Setups {
    private static final int LONGEST = 200;
    private static final int LOOKED_AT = 500;
    private static final Pattern WANTED = Pattern.compile("'(\\d+)'");

    private final Transactions transactions;
    private final Dialect dialect;

    Setups(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /// Something that is another one since then.
    ///
    /// @param what such as `manifest`
    /// @param before null for the first that was seen
    public record Change(Instant at, String what, @Nullable String before, String found) {}

    private record Seen(Instant at, String what, String found) {}

    /// Writes down what is set up now, as far as it is another one than was seen last. Noting it again changes nothing;
    /// of two that note the same at once both may write it, which reads as once.
    public void note(Map<String, String> setup) {
        transactions.run(() -> {
            setup.forEach((what, found) -> {
                var now = Story.cut(found, LONGEST);
                if (newest(what).filter(now::equals).isEmpty()) {
                    transactions
                            .sql("INSERT INTO hk_setup (at, what, found) VALUES (LOCALTIMESTAMP(6), ?, ?)")
                            .params(what, now)
                            .update();
                }
            });
            return true;
        });
    }

    private Optional<String> newest(String what) {
        return transactions
                .sql("SELECT found FROM hk_setup WHERE what = ? ORDER BY what DESC, id DESC LIMIT 1")
                .param(what)
                .query((rs, _) -> Objects.requireNonNull(rs.getString("found")))
                .optional();
    }

    /// What changed, newest first, the first of each thing included.
    public List<Change> newest(int most) {
        var seen = transactions
                .sql("SELECT at, what, found FROM hk_setup ORDER BY id DESC LIMIT " + LOOKED_AT)
                .query((rs, _) -> new Seen(
                        rs.getObject("at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                        Objects.requireNonNull(rs.getString("what")),
                        Objects.requireNonNull(rs.getString("found"))))
                .list();
        var before = new HashMap<String, String>();
        return seen.reversed().stream()
                .flatMap(one -> {
                    var known = before.put(one.what(), one.found());
                    return one.found().equals(known)
                            ? Stream.empty()
                            : Stream.of(new Change(one.at(), one.what(), known, one.found()));
                })
                .toList()
                .reversed()
                .stream()
                .limit(most)
                .toList();
    }

    /// The database that the ledger lives in, with its version.
    public String database() {
        return switch (dialect) {
            case H2 _ -> "H2 " + told("SELECT H2VERSION()");
            case MariaDb _ -> "MariaDB " + told("SELECT VERSION()");
            case PostgreSql _ -> "PostgreSQL " + told("SHOW server_version");
        };
    }

    private String told(String question) {
        return transactions.sql(question).query(String.class).single();
    }

    /// The newest migration of the ledger's tables: opening the ledger made it.
    public String migration() {
        var wanted = WANTED.matcher(dialect.countNewestMigration());
        return wanted.find() ? wanted.group(1) : "";
    }
}
