package dev.hikyaku.ledger.history;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;
import dev.hikyaku.ledger.history.Bucket.Place;
import dev.hikyaku.ledger.history.Buckets.Time;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes minutes of what transactions left, and longer steps of minutes. Whatever it writes it writes anew from what is
/// there, so that doing it twice changes nothing, and time that nobody looked at is made up for.
final class Rollup {
    /// A commit may come so long after the moment it tells of.
    private static final Duration LATEST_COMMIT = Duration.ofMinutes(3);

    private static final Duration AT_ONCE = Duration.ofHours(1);

    private final Transactions transactions;
    private final Dialect dialect;
    private final Buckets minutes;

    Rollup(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
        minutes = new Buckets(transactions, 1);
    }

    /// Rolls up some time, all or nothing.
    ///
    /// @param from where to go on; null for what is new
    /// @param syncs whose oldest change is looked at
    /// @param keep how much history is kept
    /// @return where to go on; null when it is done
    @Nullable
    LocalDateTime step(Fence fence, @Nullable LocalDateTime from, Collection<String> syncs, Duration keep) {
        return transactions.<@Nullable LocalDateTime>fenced(fence, () -> {
            var now = History.now(transactions);
            var begin = from == null ? begin(now, keep) : from;
            var end = now.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
            var until = begin.plus(AT_ONCE).isBefore(end) ? begin.plus(AT_ONCE) : end;
            var time = new Time(begin, until);
            var found = facts(time);
            minutes.read(time).forEach((place, known) -> keepOldest(found, place, known));
            if (until.equals(end)) {
                new Oldest(transactions, dialect)
                        .look(syncs)
                        .forEach((whose, age) -> bucket(found, now, whose).saw(age));
            }
            minutes.replace(time, found);
            History.LENGTHS.stream().filter(length -> length > 1).forEach(length -> longer(length, time));
            forget(now.minus(keep));
            return until.equals(end) ? null : until;
        });
    }

    private LocalDateTime begin(LocalDateTime now, Duration keep) {
        var newest = minutes.newest();
        var known = newest == null ? first() : newest;
        var begin = (known == null ? now : known).minus(LATEST_COMMIT);
        var earliest = now.minus(keep);
        return (begin.isBefore(earliest) ? earliest : begin).truncatedTo(ChronoUnit.MINUTES);
    }

    private @Nullable LocalDateTime first() {
        return transactions
                .sql("SELECT MIN(at) FROM hk_settled")
                .query((rs, _) -> rs.getObject(1, LocalDateTime.class))
                .list()
                .getFirst();
    }

    private static Bucket bucket(Map<Place, Bucket> buckets, LocalDateTime at, Whose whose) {
        return buckets.computeIfAbsent(new Place(at.truncatedTo(ChronoUnit.MINUTES), whose), _ -> new Bucket());
    }

    /// What was seen waiting can't be seen again.
    private static void keepOldest(Map<Place, Bucket> found, Place place, Bucket known) {
        var oldest = known.oldest;
        if (oldest != null) {
            bucket(found, place.at(), place.whose()).saw(oldest);
        }
    }

    private Map<Place, Bucket> facts(Time time) {
        var found = new TreeMap<Place, Bucket>();
        transactions
                .sql("SELECT i.minute_at, i.sync, SUM(i.taken_in) AS taken_in FROM (SELECT "
                        + dialect.minute("at") + " AS minute_at, sync, taken_in FROM hk_intake"
                        + " WHERE at >= ? AND at < ?) i GROUP BY i.minute_at, i.sync")
                .params(time.from(), time.until())
                .query(rs -> {
                    var sync = Whose.sync(Objects.requireNonNull(rs.getString("sync")));
                    var bucket = bucket(found, rs.getObject("minute_at", LocalDateTime.class), sync);
                    bucket.counts = bucket.counts.plus(Counts.came(rs.getLong("taken_in")));
                });
        transactions
                .sql("SELECT at, kind, name, taken_in, accepted, rejected, superseded, unsent, unknown_outcome, waits"
                        + " FROM hk_settled WHERE at >= ? AND at < ?")
                .params(time.from(), time.until())
                .query(rs -> {
                    var whose = new Whose(
                            Objects.requireNonNull(rs.getString("kind")), Objects.requireNonNull(rs.getString("name")));
                    var bucket = bucket(found, rs.getObject("at", LocalDateTime.class), whose);
                    bucket.counts = bucket.counts.plus(Buckets.counts(rs));
                    bucket.waits.add(Waits.of(rs.getString("waits")));
                });
        return found;
    }

    /// Sums of the minutes of each longer step that this time touches.
    private void longer(int length, Time time) {
        var last = floor(time.until().minus(1, ChronoUnit.MICROS), length);
        var whole = new Time(floor(time.from(), length), last.plusMinutes(length));
        var sums = new TreeMap<Place, Bucket>();
        minutes.read(whole)
                .forEach((place, one) -> sums.computeIfAbsent(
                                new Place(floor(place.at(), length), place.whose()), _ -> new Bucket())
                        .add(one));
        new Buckets(transactions, length).replace(whole, sums);
    }

    static LocalDateTime floor(LocalDateTime at, int minutes) {
        var hour = at.truncatedTo(ChronoUnit.HOURS);
        return hour.plusMinutes(at.getMinute() - at.getMinute() % minutes);
    }

    /// What transactions left is kept an hour behind the newest minute there is: as long as that minute may still be
    /// made anew of it.
    private void forget(LocalDateTime before) {
        History.LENGTHS.forEach(length -> new Buckets(transactions, length).forget(before));
        var newest = minutes.newest();
        if (newest != null) {
            transactions
                    .sql("DELETE FROM hk_settled WHERE at < ?")
                    .param(newest.minus(AT_ONCE))
                    .update();
        }
    }
}
