package dev.hikyaku.ledger.view;

import dev.hikyaku.ledger.Runs;
import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What needs somebody, or waits with a reason, by its cause: the same code about the same fields of the same
/// sync.
///
/// Only what is a record's newest change counts: what was resubmitted or changed since is no problem any
/// more. Of each sync the newest rejections are looked at, and of what waits the oldest; a group says when
/// there may be more.
public final class ProblemList {
    /// Most changes of one sync and state that are looked at.
    public static final int WINDOW = 3_000;

    private static final int IN_ALL = 10_000;
    private static final int SMALLEST = 500;
    private static final int SAMPLES = 5;
    private static final Pattern FIELDS = Pattern.compile("\\[([\\w.,]+)]$");
    private static final Pattern OWN = Pattern.compile("\\d+|'[^']*'|\"[^\"]*\"|\\b[a-zA-Z0-9]*\\d[a-zA-Z0-9]*\\b");

    private final Transactions transactions;
    private final Dialect dialect;

    ProblemList(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
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

    /// The groups, those with the most changes first.
    ///
    /// @param syncs all there are, for filters that name none
    public List<Group> groups(Filter filter, Collection<String> syncs) {
        var own = filter.sync();
        var wanted = own == null ? List.copyOf(syncs) : List.of(own);
        var window = Math.clamp(IN_ALL / Math.max(1, wanted.size()), SMALLEST, WINDOW);
        return wanted.stream()
                .flatMap(sync -> Stream.of("rejected", "unknown", "waiting")
                        .flatMap(state -> groups(sync, state, window).stream()))
                .filter(group -> filter.code() == null || filter.code().equals(group.code()))
                .sorted(Comparator.comparingLong(
                                (Group group) -> group.changes().count())
                        .reversed())
                .toList();
    }

    private List<Group> groups(String sync, String state, int window) {
        var rows = rows(sync, state, window);
        var more = !rows.isEmpty() && isFull(sync, state, window);
        var byCause = new LinkedHashMap<Cause, List<Row>>();
        rows.forEach(row -> byCause.merge(
                new Cause(row.code(), cause(row.reason())),
                List.of(row),
                (some, one) -> Stream.concat(some.stream(), one.stream()).toList()));
        return byCause.entrySet().stream()
                .map(entry -> group(sync, state, entry, more))
                .toList();
    }

    private static Group group(String sync, String state, Map.Entry<Cause, List<Row>> entry, boolean more) {
        var rows = entry.getValue();
        var keys = new TreeSet<String>();
        rows.stream().flatMap(row -> Stream.of(row.oneKey(), row.otherKey())).forEach(keys::add);
        return new Group(
                sync,
                state,
                entry.getKey().code(),
                entry.getKey().cause(),
                rows.getFirst().reason(),
                new Bounded(rows.stream().mapToLong(Row::changes).sum(), more),
                rows.stream().map(Row::first).min(Comparator.naturalOrder()).orElseThrow(),
                rows.stream().map(Row::last).max(Comparator.naturalOrder()).orElseThrow(),
                keys.stream().limit(SAMPLES).toList());
    }

    private List<Row> rows(String sync, String state, int window) {
        return transactions
                .sql("SELECT w.code, w.reason, COUNT(*) AS changes, MIN(w.at) AS first_at, MAX(w.at) AS last_at,"
                        + " MIN(w.record_key) AS one_key, MAX(w.record_key) AS other_key FROM "
                        + looked(state, window)
                        + " JOIN hk_record r ON r.sync = w.sync AND r.record_key = w.record_key"
                        + " AND r.version = w.version WHERE w.code IS NOT NULL"
                        + " GROUP BY w.code, w.reason ORDER BY COUNT(*) DESC")
                .param("sync", sync)
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

    private boolean isFull(String sync, String state, int window) {
        return transactions
                        .sql("SELECT COUNT(*) FROM " + looked(state, window))
                        .param("sync", sync)
                        .query(Long.class)
                        .single()
                == window;
    }

    private String looked(String state, int window) {
        var waits = state.equals("waiting");
        return "(SELECT sync, record_key, version, code, reason, COALESCE(settled_at, taken_in_at) AS at FROM hk_change"
                + " WHERE sync = :sync AND " + (waits ? "outcome IS NULL" : "outcome = '" + state + "'")
                + " ORDER BY " + (waits ? dialect.oldestFirst() : dialect.newestFirst()) + " LIMIT " + window + ") w";
    }

    /// The fields a refusal is about; without any, its text without numbers and quotations, which differ from
    /// record to record.
    static String cause(String reason) {
        var fields = FIELDS.matcher(reason);
        return fields.find() ? fields.group(1) : OWN.matcher(reason).replaceAll("…");
    }
}
