package dev.hikyaku.ledger.alert;

import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who tells what, when. Of many processes that see the same cause, the one whose update counts tells it.
public final class AlertBook {
    private static final int NEWEST = 2_000;

    private static final LocalDateTime LONG_AGO = LocalDateTime.of(2000, 1, 1, 0, 0);
    private static final Duration KEPT = Duration.ofDays(90);

    private final Transactions transactions;
    private final Dialect dialect;

    /// Over the ledger's tables.
    public AlertBook(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /// The right and duty to tell of a cause now.
    ///
    /// @param since when it was seen first
    /// @param tellings how often it was told, with this time
    public record Telling(Instant since, int tellings) {}

    /// Takes the right to tell of a cause.
    ///
    /// @param again how long it is not told of again
    /// @return empty when somebody told of it within that time
    public Optional<Telling> tell(String cause, Duration again) {
        return transactions.run(() -> {
            var known = find(cause);
            if (known.isEmpty()) {
                // Two that insert at once: the second is turned away, looks again, and finds the row.
                transactions
                        .sql("INSERT INTO hk_alert (cause, since, told_at, tellings)"
                                + " VALUES (?, LOCALTIMESTAMP(6), LOCALTIMESTAMP(6), 1)")
                        .param(cause)
                        .update();
                return find(cause);
            }
            transactions
                    .sql("UPDATE hk_alert SET since = LOCALTIMESTAMP(6), ended_at = NULL"
                            + " WHERE cause = ? AND ended_at IS NOT NULL")
                    .param(cause)
                    .update();
            var mine = transactions
                    .sql("UPDATE hk_alert SET told_at = LOCALTIMESTAMP(6), tellings = tellings + 1"
                            + " WHERE cause = ? AND told_at <= " + dialect.ago(again))
                    .param(cause)
                    .update();
            return mine == 1 ? find(cause) : Optional.<Telling>empty();
        });
    }

    /// Takes the right to tell of something that happened, and is over.
    ///
    /// @return empty when somebody told of it
    public Optional<Telling> tellOnce(String cause) {
        return transactions.run(() -> {
            if (find(cause).isPresent()) {
                return Optional.<Telling>empty();
            }
            transactions
                    .sql("INSERT INTO hk_alert (cause, since, told_at, tellings, ended_at)"
                            + " VALUES (?, LOCALTIMESTAMP(6), LOCALTIMESTAMP(6), 1, LOCALTIMESTAMP(6))")
                    .param(cause)
                    .update();
            transactions
                    .sql("DELETE FROM hk_alert WHERE ended_at < " + dialect.ago(KEPT))
                    .update();
            return find(cause);
        });
    }

    private Optional<Telling> find(String cause) {
        return transactions
                .sql("SELECT since, tellings FROM hk_alert WHERE cause = ?")
                .param(cause)
                .query((rs, _) -> new Telling(
                        rs.getObject("since", LocalDateTime.class).toInstant(ZoneOffset.UTC), rs.getInt("tellings")))
                .optional();
    }

    /// Nobody could be told: the next look tries again.
    public void untold(String cause) {
        transactions.run(() -> transactions
                .sql("UPDATE hk_alert SET told_at = ?, tellings = tellings - 1 WHERE cause = ?")
                .params(LONG_AGO, cause)
                .update());
        transactions.run(() -> transactions
                .sql("DELETE FROM hk_alert WHERE cause = ? AND tellings < 1")
                .param(cause)
                .update());
    }

    /// Causes that were told of and have not ended.
    public List<String> open() {
        return transactions
                .sql("SELECT cause FROM hk_alert WHERE ended_at IS NULL ORDER BY cause")
                .query((rs, _) -> Objects.requireNonNull(rs.getString("cause")))
                .list();
    }

    /// Writes down that a cause is no more.
    ///
    /// @return whether it was this process that did so
    public boolean end(String cause) {
        return transactions.run(() -> transactions
                        .sql("UPDATE hk_alert SET ended_at = LOCALTIMESTAMP(6) WHERE cause = ? AND ended_at IS NULL")
                        .param(cause)
                        .update())
                == 1;
    }

    /// The change of a sync that was taken in first of those that could travel: what waits for its parent is
    /// left out.
    ///
    /// @param code why it waits, or null
    public record Oldest(
            String key,
            Instant takenInAt,
            Duration age,
            @Nullable String code) {}

    /// The oldest waiting change; ids rise with the intake.
    public Optional<Oldest> oldest(String sync) {
        return transactions
                .sql("SELECT record_key, taken_in_at, code, "
                        + dialect.micros("taken_in_at", "LOCALTIMESTAMP(6)")
                        + " AS age FROM hk_change WHERE sync = ? AND outcome IS NULL AND held_sync IS NULL"
                        + " ORDER BY id LIMIT 1")
                .param(sync)
                .query((rs, _) -> new Oldest(
                        rs.getString("record_key"),
                        rs.getObject("taken_in_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                        Duration.ofNanos(rs.getLong("age") * 1000),
                        rs.getString("code")))
                .optional();
    }

    /// What became of a sync's changes lately.
    ///
    /// @param rejected at most 2,000 are counted
    /// @param code the most frequent one of them, or null
    public record Recent(
            long accepted, long rejected, @Nullable String code) {}

    /// Outcomes of the last while.
    public Recent recent(String sync, Duration within) {
        var accepted = transactions
                .sql("SELECT COALESCE(SUM(j.accepted), 0) FROM (SELECT accepted, settled_at FROM hk_bulk_job"
                        + " WHERE sync = ? AND state = 'settled' ORDER BY id DESC LIMIT " + NEWEST
                        + ") j WHERE j.settled_at >= " + dialect.ago(within))
                .param(sync)
                .query(Long.class)
                .single();
        var codes = transactions
                .sql("SELECT c.code, COUNT(*) AS n FROM (SELECT code, settled_at FROM hk_change"
                        + " WHERE sync = ? AND state = 'settled' AND outcome = 'rejected' ORDER BY id DESC LIMIT "
                        + NEWEST + ") c WHERE c.settled_at >= " + dialect.ago(within)
                        + " GROUP BY c.code ORDER BY n DESC")
                .param(sync)
                .query((rs, _) -> new Code(rs.getString("code"), rs.getLong("n")))
                .list();
        return new Recent(
                accepted,
                codes.stream().mapToLong(Code::count).sum(),
                codes.isEmpty() ? null : codes.getFirst().code());
    }

    private record Code(@Nullable String code, long count) {}
}
