package dev.hikyaku.ledger.view;

import dev.hikyaku.ledger.Runs;
import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Changes by filter, the newest first; by a beginning of the key, in the order of the keys.
public final class ChangeList {
    private final Transactions transactions;
    private final Probes probes;

    ChangeList(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.probes = new Probes(transactions, dialect);
    }

    /// Where a change is, or its outcome.
    public enum State {
        /// Not settled, whatever it waits for.
        WAITING,
        /// Taken up, and not known to have left.
        CLAIMED,
        /// Salesforce has it, and has not answered.
        SENT,
        /// Salesforce has it for good.
        ACCEPTED,
        /// Refused for good.
        REJECTED,
        /// A newer one travelled instead.
        SUPERSEDED,
        /// Asked for, and never heard of.
        UNKNOWN;

        /// In small letters, as in addresses and answers.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The state of this word.
        ///
        /// @throws Page.Unreadable when there is none
        public static State of(String word) {
            return Stream.of(values())
                    .filter(state -> state.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new Page.Unreadable("state '" + word + "': wanted one of "
                            + String.join(
                                    ", ", Stream.of(values()).map(State::word).toList())));
        }

        boolean isOpen() {
            return this == WAITING || this == CLAIMED || this == SENT;
        }
    }

    /// Which changes; null does not matter.
    ///
    /// @param key beginning of the key; needs a sync
    public record Filter(
            @Nullable String sync,
            @Nullable State state,
            @Nullable String code,
            @Nullable String key) {
        /// All.
        public static final Filter ALL = new Filter(null, null, null, null);

        public Filter {
            if (key != null && sync == null) {
                throw new Page.Unreadable("key '" + key + "': wanted the sync as well");
            }
            if (Stream.of(sync, code, key).anyMatch(text -> text != null && text.indexOf('\0') >= 0)) {
                throw new Page.Unreadable("a filter with the character 0: wanted text");
            }
        }
    }

    /// One change.
    ///
    /// @param state `waiting`, `claimed`, `sent` or the outcome
    /// @param remoteId what its record has in Salesforce now
    /// @param bulkJob Salesforce's id of the bulk job it travels or travelled with
    /// @param at when it got to its state
    public record Line(
            long id,
            String sync,
            String key,
            long version,
            String operation,
            String state,
            @Nullable String code,
            @Nullable String reason,
            int attempts,
            @Nullable String remoteId,
            @Nullable String bulkJob,
            Instant takenInAt,
            Instant at) {}

    /// One page.
    ///
    /// @param syncs all there are, for filters that name none
    /// @throws Page.Unreadable for a cursor of another list
    public Page<Line> page(Filter filter, Collection<String> syncs, Page.Wanted wanted) {
        return filter.key() == null ? newest(filter, syncs, wanted) : byKey(filter, wanted);
    }

    /// The newest of a sync, without pages.
    public List<Line> newest(String sync, State state, int most) {
        return newest(new Filter(sync, state, null, null), most);
    }

    /// The newest that fit, without pages: looks until there are enough, or no more.
    public List<Line> newest(Filter filter, int most) {
        var found = new ArrayList<Line>();
        @Nullable String cursor = null;
        do {
            var wanted = new Page.Wanted(cursor, Math.min(Page.MOST, most - found.size()));
            var page = page(filter, filter.sync() == null ? List.of() : List.of(filter.sync()), wanted);
            found.addAll(page.items());
            cursor = page.next();
        } while (cursor != null && found.size() < most);
        return found;
    }

    private Page<Line> newest(Filter filter, Collection<String> syncs, Page.Wanted wanted) {
        var probed = probes.each(filter, syncs).stream()
                .map(probe -> probes.newest(probe, wanted.below(), wanted.limit()))
                .toList();
        // What lies below is not known of all of them.
        var known = probed.stream().mapToLong(Probes.Found::floor).max().orElse(0);
        var ids = probed.stream()
                .flatMap(found -> found.ids().stream())
                .filter(id -> id >= known)
                .sorted(Comparator.reverseOrder())
                .toList();
        var some = ids.subList(0, Math.min(ids.size(), wanted.limit()));
        var isFull = some.size() == wanted.limit();
        return new Page<>(
                lines(some, Comparator.comparingLong(Line::id).reversed()),
                isFull ? String.valueOf(some.getLast()) : known == 0 ? null : String.valueOf(known));
    }

    private Page<Line> byKey(Filter filter, Page.Wanted wanted) {
        var from = Optional.ofNullable(wanted.cursor())
                .map(Page.Place::of)
                .orElseGet(() -> new Page.Place(String.valueOf(filter.key()), Long.MIN_VALUE));
        var found = probes.byKey(filter, from, wanted.limit());
        var next = found.next();
        return new Page<>(
                lines(found.ids(), Comparator.comparing(Line::key).thenComparingLong(Line::version)),
                next == null ? null : next.cursor());
    }

    private List<Line> lines(List<Long> ids, Comparator<Line> order) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var lines = new ArrayList<>(transactions
                .sql("""
                        SELECT c.id, c.sync, c.record_key, c.version, c.operation, c.code, c.reason, c.attempts,
                               c.taken_in_at, COALESCE(c.settled_at, c.claimed_at, c.taken_in_at) AS at,
                               j.remote_id AS bulk_job, r.remote_id,
                               COALESCE(c.outcome, CASE WHEN c.state = 'claimed' AND j.state IN ('closed', 'finished')
                                                        THEN 'sent' ELSE c.state END) AS word
                          FROM hk_change c LEFT JOIN hk_bulk_job j ON j.id = c.bulk_job_id
                          LEFT JOIN hk_record r ON r.sync = c.sync AND r.record_key = c.record_key
                         WHERE c.id IN (:ids)""")
                .param("ids", ids)
                .query((rs, _) -> line(rs))
                .list());
        lines.sort(order);
        return lines;
    }

    private static Line line(ResultSet rs) throws SQLException {
        return new Line(
                rs.getLong("id"),
                rs.getString("sync"),
                rs.getString("record_key"),
                rs.getLong("version"),
                rs.getString("operation"),
                rs.getString("word"),
                rs.getString("code"),
                rs.getString("reason"),
                rs.getInt("attempts"),
                rs.getString("remote_id"),
                rs.getString("bulk_job"),
                Objects.requireNonNull(Runs.instantOrNull(rs, "taken_in_at")),
                Objects.requireNonNull(Runs.instantOrNull(rs, "at")));
    }
}
