package dev.hikyaku.ledger.history;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Holder;
import dev.hikyaku.ledger.Leases;
import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How it went. Many processes may record at once: the lease lets one of them, and whoever comes next goes on
/// where it was.
public final class History {
    /// Steps that are kept, in minutes.
    static final List<Integer> LENGTHS = List.of(1, 10, 60);

    private static final String LEASE = "history";
    private static final Duration LEASE_TIME = Duration.ofMinutes(1);

    /// Less than that of a step says little.
    private static final long LEAST_SECONDS = 60;

    private final Leases leases;
    private final Transactions transactions;
    private final Dialect dialect;

    /// Over the ledger's tables.
    public History(Leases leases, Transactions transactions, Dialect dialect) {
        this.leases = leases;
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /// Writes down how it went until now. A crash before a commit leaves what was there, and the next one who records
    /// makes up for it.
    ///
    /// @param syncs whose oldest change is looked at
    /// @param keep how much history is kept
    /// @return whether it was recorded; not when somebody else is at it
    public boolean record(Collection<String> syncs, Duration keep) {
        if (!(leases.take(LEASE, Holder.self(), LEASE_TIME) instanceof Leases.Answer.Granted(var fence))) {
            return false;
        }
        try {
            var rollup = new Rollup(transactions, dialect);
            @Nullable LocalDateTime next = null;
            do {
                next = rollup.step(fence, next, syncs, keep);
            } while (next != null && leases.renew(fence, LEASE_TIME));
            return true;
        } catch (Fence.LeaseLost _) {
            return false;
        } finally {
            leases.release(fence);
        }
    }

    /// What services and runs were set up with.
    public Setups setups() {
        return new Setups(transactions, dialect);
    }

    /// What a chart shows.
    ///
    /// @param range see [Range#word()]
    /// @param minutes of a step
    /// @param sync whose it is; null when of all syncs, or of a campaign
    /// @param points one for each step, oldest first; the running one is left out until a minute of it is over
    public record Chart(
            String range,
            int minutes,
            @Nullable String sync,
            @Nullable String campaign,
            List<Point> points) {
        public Chart {
            points = List.copyOf(points);
        }
    }

    /// Reads what was recorded.
    ///
    /// @param whose null for all syncs together
    public Chart read(Range range, @Nullable Whose whose) {
        var now = now(transactions);
        var last = Rollup.floor(now, range.minutes());
        var first = last.minus(range.length()).plusMinutes(range.minutes());
        var until = last.plusMinutes(range.minutes());
        var sums = new TreeMap<LocalDateTime, Bucket>();
        new Buckets(transactions, range.minutes())
                .read(new Buckets.Time(first, until), whose)
                .forEach((place, bucket) -> {
                    if (whose != null || place.whose().kind().equals(Whose.SYNC)) {
                        sums.computeIfAbsent(place.at(), _ -> new Bucket()).add(bucket);
                    }
                });
        var sync = whose != null && whose.kind().equals(Whose.SYNC) ? whose.name() : null;
        var campaign = whose == null || sync != null ? null : whose.name();
        return new Chart(range.word(), range.minutes(), sync, campaign, points(range, first, now, sums));
    }

    private static List<Point> points(
            Range range, LocalDateTime first, LocalDateTime now, Map<LocalDateTime, Bucket> sums) {
        var points = new ArrayList<Point>();
        for (var at = first; at.isBefore(now); at = at.plusMinutes(range.minutes())) {
            var over = Math.min(range.minutes() * 60L, Duration.between(at, now).toSeconds());
            if (over >= LEAST_SECONDS) {
                points.add(Point.of(instant(at), over, sums.get(at)));
            }
        }
        return points;
    }

    private static Instant instant(LocalDateTime at) {
        return at.toInstant(ZoneOffset.UTC);
    }

    /// The database's clock.
    static LocalDateTime now(Transactions transactions) {
        return transactions
                .sql("SELECT LOCALTIMESTAMP(6)")
                .query((rs, _) -> rs.getObject(1, LocalDateTime.class))
                .single();
    }
}
