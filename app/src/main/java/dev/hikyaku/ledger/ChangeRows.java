package dev.hikyaku.ledger;

import dev.hikyaku.ledger.Changes.Placed;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Rows of changes that are taken in, and of the records they make known.
final class ChangeRows {
    private static final String INSERT =
            "INSERT INTO hk_change (id, sync, record_key, version, operation, payload, fingerprint, given_version,"
                    + " occurred_at, request_id, trace_parent, state, outcome, code, reason, settled_at, held_sync,"
                    + " held_key, attempts, taken_in_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, LOCALTIMESTAMP(6))";

    private final Transactions transactions;
    private final String sync;

    ChangeRows(Transactions transactions, String sync) {
        this.transactions = transactions;
        this.sync = sync;
    }

    /// Writes down that so many come by a door.
    ///
    /// @return id of the intake
    long intake(Runs.@Nullable Run run, String door, int count) {
        return transactions.insert(transactions
                .sql("INSERT INTO hk_intake (sync, door, run_id, taken_in, at)"
                        + " VALUES (:sync, :door, :run, :count, LOCALTIMESTAMP(6))")
                .param("sync", sync)
                .param("door", door)
                .param("run", run == null ? null : run.id(), Types.BIGINT)
                .param("count", count));
    }

    /// Writes changes, numbered from an id on.
    void insertChanges(long first, List<Placed> placed) {
        transactions.insertAll(INSERT, placed, (row, index, one) -> bind(row, first + index, one));
    }

    private void bind(PreparedStatement row, long id, Placed one) throws SQLException {
        var change = one.change();
        var origin = change.origin();
        var hold = one.hold();
        row.setLong(1, id);
        row.setString(2, sync);
        row.setString(3, change.key());
        row.setLong(4, one.version());
        row.setString(5, change.operation());
        row.setString(6, change.payload());
        row.setBytes(7, bytes(change));
        row.setObject(8, origin.version(), Types.BIGINT);
        row.setObject(9, utc(origin.occurredAt()), Types.TIMESTAMP);
        row.setString(10, origin.requestId());
        row.setString(11, origin.traceParent());
        row.setString(12, one.isLate() ? "settled" : "waiting");
        row.setString(13, one.isLate() ? "superseded" : null);
        row.setString(14, one.isLate() ? "HK3003" : hold == null ? null : "HK3007");
        row.setString(15, one.isLate() ? late(origin) : hold == null ? null : Story.cut(hold.reason(), 1000));
        row.setObject(16, one.isLate() ? utc(Instant.now()) : null, Types.TIMESTAMP);
        row.setString(17, hold == null ? null : hold.sync());
        row.setString(18, hold == null ? null : hold.key());
    }

    private static String late(Changes.Origin origin) {
        return "version " + origin.version() + " came after a newer version of the record";
    }

    private static @Nullable LocalDateTime utc(@Nullable Instant time) {
        return time == null ? null : LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    /// Writes records that were not known before.
    void insertRecords(List<Placed> placed) {
        transactions.insertAll(
                "INSERT INTO hk_record (sync, record_key, version, operation, fingerprint, given_version,"
                        + " folded_key, accepted_version) VALUES (?, ?, 1, ?, ?, ?, ?, 0)",
                placed,
                (row, _, one) -> {
                    row.setString(1, sync);
                    row.setString(2, one.change().key());
                    row.setString(3, one.change().operation());
                    row.setBytes(4, bytes(one.change()));
                    row.setObject(5, one.change().origin().version(), Types.BIGINT);
                    row.setString(6, foldedUnlessTheSame(one.change().key()));
                });
    }

    private static @Nullable String foldedUnlessTheSame(String key) {
        var folded = key.toLowerCase(Locale.ROOT);
        return folded.equals(key) ? null : folded;
    }

    private static byte @Nullable [] bytes(Changes.NewChange change) {
        return change.fingerprint() == null ? null : change.fingerprint().bytes();
    }
}
