package dev.hikyaku.ledger.people;

import dev.hikyaku.ledger.Story;
import dev.hikyaku.ledger.Transactions;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What people did: who, when, what, to what, and why. Nothing here is ever changed or deleted by Hikyaku.
public final class Audit {
    private static final int LONGEST_SUBJECT = 400;
    private static final int LONGEST_REASON = 1_000;

    private final Transactions transactions;

    /// Over the ledger's tables.
    public Audit(Transactions transactions) {
        this.transactions = transactions;
    }

    /// One act.
    ///
    /// @param actor name of the user
    /// @param action such as `resubmit`
    /// @param subject what it was done to
    /// @param reason why, in the user's own words
    public record Act(
            long id,
            Instant at,
            String actor,
            String action,
            @Nullable String subject,
            @Nullable String reason) {}

    /// Which acts are asked for; null asks for all.
    ///
    /// @param before only those with a smaller id, for the next page
    public record Wanted(
            @Nullable String actor,
            @Nullable String action,
            @Nullable Long before) {}

    /// Writes down an act. Write it before what is done, so that nothing is done unwritten.
    public void write(String actor, String action, @Nullable String subject, @Nullable String reason) {
        transactions.run(() -> transactions
                .sql("INSERT INTO hk_audit (at, actor, action, subject, reason)"
                        + " VALUES (LOCALTIMESTAMP(6), :actor, :action, :subject, :reason)")
                .param("actor", Story.cut(actor, 64))
                .param("action", action)
                .param("subject", subject == null ? null : Story.cut(subject, LONGEST_SUBJECT), Types.VARCHAR)
                .param("reason", reason == null ? null : Story.cut(reason, LONGEST_REASON), Types.VARCHAR)
                .update());
    }

    /// Acts, newest first.
    public List<Act> newest(Wanted wanted, int most) {
        return transactions
                .sql("SELECT id, at, actor, action, subject, reason FROM hk_audit WHERE id < :before"
                        + (wanted.actor() == null ? "" : " AND actor = :actor")
                        + (wanted.action() == null ? "" : " AND action = :action") + " ORDER BY id DESC LIMIT " + most)
                .param("before", wanted.before() == null ? Long.MAX_VALUE : wanted.before())
                .param("actor", wanted.actor(), Types.VARCHAR)
                .param("action", wanted.action(), Types.VARCHAR)
                .query((rs, _) -> new Act(
                        rs.getLong("id"),
                        rs.getObject("at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                        rs.getString("actor"),
                        rs.getString("action"),
                        rs.getString("subject"),
                        rs.getString("reason")))
                .list();
    }
}
