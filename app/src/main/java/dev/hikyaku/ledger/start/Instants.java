package dev.hikyaku.ledger.start;

import dev.hikyaku.ledger.Holder;
import dev.hikyaku.ledger.Transactions;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The scheduled instants of syncs: up to when they are done with, and those that nobody came for. Needs no lease: a
/// run's key is unique, so of many who write one down, one does.
public final class Instants {
    private static final int LONGEST_KEY = 190;

    private final Transactions transactions;

    /// Over the ledger's tables.
    public Instants(Transactions transactions) {
        this.transactions = transactions;
    }

    /// The key of the run of some syncs at a scheduled instant.
    ///
    /// @param names of the syncs, or `all`
    public static String key(String names, Instant instant) {
        var key = names + "@" + instant;
        if (key.length() > LONGEST_KEY) {
            return Integer.toHexString(names.hashCode()) + "@" + instant;
        }
        return key;
    }

    /// Up to when the instants of a schedule are begun or written down as missed.
    ///
    /// @param otherwise answered, and remembered, for a schedule that is seen for the first time
    public Instant knownUntil(String name, Instant otherwise) {
        return transactions.run(() -> {
            var known = read(name);
            if (known.isEmpty()) {
                transactions
                        .sql("INSERT INTO hk_schedule (name, known_until) VALUES (?, ?)")
                        .params(name, utc(otherwise))
                        .update();
            }
            return known.orElse(otherwise);
        });
    }

    /// Up to when they are; empty for a schedule that nobody has looked at.
    public Optional<Instant> read(String name) {
        return transactions
                .sql("SELECT known_until FROM hk_schedule WHERE name = ?")
                .param(name)
                .query((rs, _) -> rs.getObject(1, LocalDateTime.class))
                .optional()
                .map(time -> time.toInstant(ZoneOffset.UTC));
    }

    /// Instants up to here are begun or written down; never goes back.
    public void know(String name, Instant until) {
        transactions.run(() -> transactions
                .sql("UPDATE hk_schedule SET known_until = ? WHERE name = ? AND known_until < ?")
                .params(utc(until), name, utc(until))
                .update());
    }

    /// Writes down that nobody began a run, unless somebody did.
    ///
    /// @param key of the run that never came
    /// @param sync whose run it would have been
    /// @return whether it was not known
    public boolean missed(String key, String sync, String reason) {
        return transactions.run(() -> {
            if (isKnown(key) || isKnownWithOthers(key, sync)) {
                return false;
            }
            transactions
                    .sql("INSERT INTO hk_run (run_key, syncs, state, holder, started_at, ended_at, note)"
                            + " VALUES (?, ?, 'missed', ?, LOCALTIMESTAMP(6), LOCALTIMESTAMP(6), ?)")
                    .params(key, sync, Holder.self().toString(), reason)
                    .update();
            return true;
        });
    }

    private boolean isKnown(String key) {
        return transactions
                .sql("SELECT id FROM hk_run WHERE run_key = ?")
                .param(key)
                .query(Long.class)
                .optional()
                .isPresent();
    }

    /// Whether somebody began the instant for several syncs together, under a key of theirs.
    private boolean isKnownWithOthers(String key, String sync) {
        return transactions
                        .sql("SELECT COUNT(*) FROM hk_run WHERE run_key LIKE ? AND CONCAT(' ', syncs, ' ') LIKE ?")
                        .params("%" + key.substring(key.lastIndexOf('@')), "% " + sync + " %")
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /// The newest run of a sync by its schedule.
    public Optional<Latest> latest(String name) {
        return transactions
                .sql("SELECT run_key, state, started_at, ended_at, exit_code FROM hk_run"
                        + " WHERE run_key LIKE ? ORDER BY id DESC LIMIT 1")
                .param(name + "@%")
                .query((rs, _) -> new Latest(
                        rs.getString("run_key"),
                        rs.getString("state"),
                        instant(rs.getObject("started_at", LocalDateTime.class)),
                        instant(rs.getObject("ended_at", LocalDateTime.class)),
                        rs.getObject("exit_code", Integer.class)))
                .optional();
    }

    /// A run as far as schedules tell of it.
    public record Latest(
            String key,
            String state,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Integer exitCode) {}

    private static @Nullable Instant instant(@Nullable LocalDateTime time) {
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
