package dev.hikyaku.ledger.history;

import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.history.Bucket.Place;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The rows of the history of one length of step.
final class Buckets {
    private final Transactions transactions;
    private final int minutes;

    /// @param minutes of a step
    Buckets(Transactions transactions, int minutes) {
        this.transactions = transactions;
        this.minutes = minutes;
    }

    /// Some time, from its beginning until just before its end.
    record Time(LocalDateTime from, LocalDateTime until) {}

    /// The newest step that is there.
    @Nullable
    LocalDateTime newest() {
        return transactions
                .sql("SELECT MAX(at) FROM hk_history WHERE minutes = ?")
                .param(minutes)
                .query((rs, _) -> rs.getObject(1, LocalDateTime.class))
                .list()
                .getFirst();
    }

    /// All of some time.
    Map<Place, Bucket> read(Time time) {
        return read(time, null);
    }

    /// Those of one, or of all.
    Map<Place, Bucket> read(Time time, @Nullable Whose whose) {
        var found = new TreeMap<Place, Bucket>();
        var statement = transactions
                .sql("SELECT at, kind, name, taken_in, accepted, rejected, superseded, unsent, unknown_outcome,"
                        + " oldest_ms, waits FROM hk_history WHERE minutes = :minutes AND at >= :from AND at < :until"
                        + (whose == null ? "" : " AND kind = :kind AND name = :name"))
                .param("minutes", minutes)
                .param("from", time.from())
                .param("until", time.until());
        var bound = whose == null
                ? statement
                : statement.param("kind", whose.kind()).param("name", whose.name());
        bound.query(rs -> {
            var own = new Whose(
                    Objects.requireNonNull(rs.getString("kind")), Objects.requireNonNull(rs.getString("name")));
            found.put(new Place(rs.getObject("at", LocalDateTime.class), own), bucket(rs));
        });
        return found;
    }

    private static Bucket bucket(ResultSet rs) throws SQLException {
        var bucket = new Bucket();
        bucket.counts = counts(rs);
        bucket.waits.add(Waits.of(rs.getString("waits")));
        var oldest = rs.getLong("oldest_ms");
        bucket.oldest = rs.wasNull() ? null : Duration.ofMillis(oldest);
        return bucket;
    }

    static Counts counts(ResultSet rs) throws SQLException {
        return new Counts(
                rs.getLong("taken_in"),
                rs.getLong("accepted"),
                rs.getLong("rejected"),
                rs.getLong("superseded"),
                rs.getLong("unsent"),
                rs.getLong("unknown_outcome"));
    }

    /// Writes these in place of what was there of this time.
    void replace(Time time, Map<Place, Bucket> buckets) {
        transactions
                .sql("DELETE FROM hk_history WHERE minutes = ? AND at >= ? AND at < ?")
                .params(minutes, time.from(), time.until())
                .update();
        transactions.insertAll(
                "INSERT INTO hk_history (minutes, at, kind, name, taken_in, accepted, rejected, superseded, unsent,"
                        + " unknown_outcome, oldest_ms, waits) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                List.copyOf(buckets.entrySet()),
                (row, _, one) -> bind(row, one.getKey(), one.getValue()));
    }

    private void bind(PreparedStatement row, Place place, Bucket bucket) throws SQLException {
        row.setInt(1, minutes);
        row.setObject(2, place.at());
        row.setString(3, place.whose().kind());
        row.setString(4, place.whose().name());
        row.setLong(5, bucket.counts.takenIn());
        row.setLong(6, bucket.counts.accepted());
        row.setLong(7, bucket.counts.rejected());
        row.setLong(8, bucket.counts.superseded());
        row.setLong(9, bucket.counts.unsent());
        row.setLong(10, bucket.counts.unknown());
        var oldest = bucket.oldest;
        row.setObject(11, oldest == null ? null : oldest.toMillis(), Types.BIGINT);
        row.setString(12, bucket.waits.text());
    }

    /// Forgets what is older.
    void forget(LocalDateTime before) {
        transactions
                .sql("DELETE FROM hk_history WHERE minutes = ? AND at < ?")
                .params(minutes, before)
                .update();
    }
}
