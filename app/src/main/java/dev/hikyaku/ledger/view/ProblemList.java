package dev.hikyaku.ledger.view;

import dev.hikyaku.ledger.Runs;
import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;
import dev.hikyaku.ledger.verdicts.Problems;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What needs somebody, or waits with a reason, by its cause: the same code about the same fields of the same
/// sync.
///
/// Only what is a record's newest change counts: what was resubmitted or changed since is no problem any
/// more. Rejections are counted up to [Bounded#MOST] of each cause, and no more than 100 causes of a sync are told; of
/// what waits the oldest are looked at, and a group says when there may be more.
public final class ProblemList {
    private static final int WINDOW = 2_000;
    private static final int IN_ALL = 2_000;
    private static final int LARGEST = 500;
    private static final int SMALLEST = 50;
    private static final int SAMPLES = 5;

    private final Transactions transactions;
    private final Dialect dialect;
    private final Rejections rejections;

    ProblemList(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
        this.rejections = new Rejections(transactions, dialect);
    }

    /// Which ones; null does not matter.
    public record Filter(@Nullable String sync, @Nullable String code) {
        /// All.
        public static final Filter ALL = new Filter(null, null);
    }

    /// Changes with one cause.
    ///
    /// @param state `rejected`, `unknown` or `waiting`
    /// @param code of ours or of Salesforce
    /// @param cause the fields it is about; without any, the reason without what is a record's own
    /// @param reason of one of them
    /// @param changes how many; `more` when not all were looked at
    /// @param first when the oldest of them was settled, or taken in
    /// @param last when the newest was
    /// @param keys some of them
    public record Group(
            String sync,
            String state,
            String code,
            String cause,
            String reason,
            Bounded changes,
            Instant first,
            Instant last,
            List<String> keys) {}

    private record Row(
            String code, String reason, long changes, Instant first, Instant last, String oneKey, String otherKey) {}

    private record Cause(String code, String cause) {}

    /// What of a sync and state is looked at one by one.
    private record Wanted(String sync, String state, int most) {
        boolean waits() {
            return state.equals("waiting");
        }
    }

    /// How many changes of a sync are rejected or unknown, and the newest of their records.
    public Bounded open(String sync) {
        return groups(new Wanted(sync, "unknown", LARGEST)).stream()
                .map(Group::changes)
                .reduce(rejections.count(sync), Bounded::plus);
    }

    /// The groups, those with the most changes first.
    ///
    /// @param syncs all there are, for filters that name none
    public List<Group> groups(Filter filter, Collection<String> syncs) {
        var own = filter.sync();
        var wanted = own == null ? List.copyOf(syncs) : List.of(own);
        var most = Math.clamp(IN_ALL / Math.max(1, wanted.size()), SMALLEST, LARGEST);
        return wanted.stream()
                .flatMap(sync -> Stream.of(
                                rejected(sync, filter.code()),
                                groups(new Wanted(sync, "unknown", most)),
                                groups(new Wanted(sync, "waiting", most)))
                        .flatMap(List::stream))
                .filter(group -> filter.code() == null || filter.code().equals(group.code()))
                .sorted(Comparator.comparingLong(
                                (Group group) -> group.changes().count())
                        .reversed())
                .toList();
    }

    private List<Group> rejected(String sync, @Nullable String code) {
        var sums = rejections.sums(sync, code);
        var samples = rejections.samples(sync, sums);
        // What somebody resubmitted between the two questions has no sample.
        return sums.stream()
                .filter(sum -> samples.containsKey(sum.cause()))
                .map(sum -> rejected(sync, sum, samples.getOrDefault(sum.cause(), List.of())))
                .toList();
    }

    private static Group rejected(String sync, Rejections.Sum sum, List<Rejections.Sample> samples) {
        var newest = samples.getFirst();
        return new Group(
                sync,
                "rejected",
                newest.code(),
                sum.cause()
                        .substring(Math.min(sum.cause().length(), newest.code().length() + 1)),
                newest.reason(),
                sum.changes(),
                sum.first(),
                newest.at(),
                samples.stream().map(Rejections.Sample::key).sorted().toList());
    }

    private List<Group> groups(Wanted wanted) {
        var rows = rows(wanted);
        var more = !rows.isEmpty() && isMore(wanted);
        var byCause = new LinkedHashMap<Cause, List<Row>>();
        rows.forEach(row -> byCause.merge(
                new Cause(row.code(), Problems.about(row.reason())),
                List.of(row),
                (some, one) -> Stream.concat(some.stream(), one.stream()).toList()));
        return byCause.entrySet().stream()
                .map(entry -> group(wanted, entry, more))
                .toList();
    }

    private static Group group(Wanted wanted, Map.Entry<Cause, List<Row>> entry, boolean more) {
        var rows = entry.getValue();
        var keys = new TreeSet<String>();
        rows.stream().flatMap(row -> Stream.of(row.oneKey(), row.otherKey())).forEach(keys::add);
        return new Group(
                wanted.sync(),
                wanted.state(),
                entry.getKey().code(),
                entry.getKey().cause(),
                rows.getFirst().reason(),
                new Bounded(rows.stream().mapToLong(Row::changes).sum(), more),
                rows.stream().map(Row::first).min(Comparator.naturalOrder()).orElseThrow(),
                rows.stream().map(Row::last).max(Comparator.naturalOrder()).orElseThrow(),
                keys.stream().limit(SAMPLES).toList());
    }

    /// The rows of no more ids than are wanted, which the index alone gives.
    private List<Row> rows(Wanted wanted) {
        return transactions
                .sql(
                        "SELECT c.code, c.reason, COUNT(*) AS changes, MIN(COALESCE(c.settled_at, c.taken_in_at)) AS first_at,"
                                + " MAX(COALESCE(c.settled_at, c.taken_in_at)) AS last_at, MIN(c.record_key) AS one_key,"
                                + " MAX(c.record_key) AS other_key FROM (SELECT w.id FROM " + looked(wanted)
                                + " WHERE w.code IS NOT NULL ORDER BY w.id" + (wanted.waits() ? "" : " DESC")
                                + " LIMIT "
                                + wanted.most() + ") i JOIN hk_change c ON c.id = i.id"
                                + " JOIN hk_record r ON r.sync = c.sync AND r.record_key = c.record_key"
                                + " AND r.version = c.version GROUP BY c.code, c.reason ORDER BY COUNT(*) DESC")
                .param("sync", wanted.sync())
                .query((rs, _) -> new Row(
                        rs.getString("code"),
                        String.valueOf(rs.getString("reason")),
                        rs.getLong("changes"),
                        Runs.instant(rs, "first_at"),
                        Runs.instant(rs, "last_at"),
                        rs.getString("one_key"),
                        rs.getString("other_key")))
                .list();
    }

    private boolean isMore(Wanted wanted) {
        return transactions
                .sql("SELECT COUNT(*), COUNT(w.code) FROM " + looked(wanted))
                .param("sync", wanted.sync())
                .query((rs, _) -> rs.getLong(1) == WINDOW || rs.getLong(2) > wanted.most())
                .single();
    }

    private String looked(Wanted wanted) {
        return "(SELECT id, code " + dialect.changesByOutcome() + " WHERE sync = :sync AND "
                + (wanted.waits() ? "outcome IS NULL" : "outcome = '" + wanted.state() + "'") + " ORDER BY "
                + (wanted.waits() ? dialect.oldestFirst() : dialect.newestFirst()) + " LIMIT " + WINDOW + ") w";
    }
}
