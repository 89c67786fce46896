package dev.hikyaku.ledger;

import dev.hikyaku.metrics.Metric;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/// Rights to work on a sync, held by one process at a time and only for a while. Time is the database's alone.
public final class Leases {
    private static final Set<Integer> CLOSED = Set.of(90_098, 90_121);

    private final Transactions transactions;

    Leases(Transactions transactions) {
        this.transactions = transactions;
    }

    /// What asking for a lease led to.
    public sealed interface Answer {
        /// The lease is yours until it expires or is released; renew it in time.
        record Granted(Fence fence) implements Answer {}

        /// Somebody else works here.
        record Held(String lease, String holder, Instant until) implements Answer {}
    }

    private record Row(
            long token, @Nullable String holder, @Nullable LocalDateTime expiresAt, boolean expired) {
        boolean free() {
            return holder == null || expired || Holder.parse(holder).isDeadHere();
        }
    }

    /// Takes a lease that is free, expired, or held by a process of this machine that is dead. Waits for nobody but a
    /// process that stood still in the middle of a transaction, until the database ends that.
    public Answer take(String lease, Holder holder, Duration time) {
        var seen = read(lease, false);
        if (seen.isPresent() && !seen.get().free()) {
            return held(lease, seen.get());
        }
        Answer answer;
        try {
            answer = transactions.run(() -> takeLocked(lease, holder, time));
        } catch (DataAccessException waited) {
            if (seen.isEmpty() || !Transactions.hasWaitedInVain(waited)) {
                throw waited;
            }
            return held(lease, seen.get());
        }
        if (answer instanceof Answer.Granted) {
            Metric.LEASE_ACQUIRED.add(1, Fence.told(lease));
        }
        return answer;
    }

    private Answer takeLocked(String lease, Holder holder, Duration time) {
        var row = read(lease, true);
        if (row.isEmpty()) {
            transactions
                    .sql("INSERT INTO hk_lease (name, token, holder, expires_at) VALUES (?, 1, ?, " + in(time) + ")")
                    .params(lease, holder.text())
                    .update();
            return new Answer.Granted(new Fence(lease, 1));
        }
        if (!row.get().free()) {
            return held(lease, row.get());
        }
        var token = row.get().token() + 1;
        transactions
                .sql("UPDATE hk_lease SET token = ?, holder = ?, expires_at = " + in(time) + " WHERE name = ?")
                .params(token, holder.text(), lease)
                .update();
        return new Answer.Granted(new Fence(lease, token));
    }

    /// Prolongs a lease; false when it has passed to somebody else.
    public boolean renew(Fence fence, Duration time) {
        var isOurs = transactions.run(() -> transactions
                        .sql("UPDATE hk_lease SET expires_at = " + in(time)
                                + " WHERE name = ? AND token = ? AND holder IS NOT NULL")
                        .params(fence.lease(), fence.token())
                        .update()
                == 1);
        if (!isOurs) {
            Metric.LEASE_LOST.add(1, Fence.told(fence.lease()));
        }
        return isOurs;
    }

    /// Makes sure, right before something that can't be taken back, that nobody else holds the lease.
    ///
    /// @throws Fence.LeaseLost when somebody does, or did since
    public void confirm(Fence fence) {
        var row = read(fence.lease(), false);
        if (row.isEmpty() || row.get().token() != fence.token() || row.get().holder() == null) {
            throw new Fence.LeaseLost(fence);
        }
    }

    /// Gives a lease back, if it is still ours.
    public void release(Fence fence) {
        transactions.run(() -> transactions
                .sql("UPDATE hk_lease SET holder = NULL, expires_at = NULL WHERE name = ? AND token = ?")
                .params(fence.lease(), fence.token())
                .update());
    }

    private Optional<Row> read(String lease, boolean lock) {
        return transactions
                .sql("SELECT token, holder, expires_at,"
                        + " CASE WHEN expires_at < LOCALTIMESTAMP(6) THEN 1 ELSE 0 END AS expired"
                        + " FROM hk_lease WHERE name = ?" + (lock ? " FOR UPDATE" : ""))
                .param(lease)
                .query((rs, _) -> new Row(
                        rs.getLong("token"),
                        rs.getString("holder"),
                        rs.getObject("expires_at", LocalDateTime.class),
                        rs.getInt("expired") == 1))
                .optional();
    }

    private static Answer held(String lease, Row row) {
        var until = row.expiresAt() == null ? Instant.EPOCH : row.expiresAt().toInstant(ZoneOffset.UTC);
        return new Answer.Held(lease, Holder.parse(String.valueOf(row.holder())).toString(), until);
    }

    /// A time from now, as SQL all databases read; a parameter is not possible inside an interval literal.
    private static String in(Duration time) {
        return "LOCALTIMESTAMP(6) + INTERVAL '" + time.toSeconds() + "' SECOND";
    }

    /// Whether an embedded ledger closed for good, as it does when its file can't be written: H2's
    /// `DATABASE_IS_CLOSED` inside a statement, `DATABASE_CALLED_AT_SHUTDOWN` on a connection from before.
    public static boolean areClosed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && CLOSED.contains(refused.getErrorCode())) {
                return true;
            }
        }
        return false;
    }
}
