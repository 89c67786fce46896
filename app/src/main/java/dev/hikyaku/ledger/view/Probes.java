package dev.hikyaku.ledger.view;

import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;
import dev.hikyaku.ledger.view.ChangeList.Filter;
import dev.hikyaku.ledger.view.ChangeList.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/// Ids of changes that fit a filter, found by an index, or among a bounded number of changes.
final class Probes {
    /// Most changes one probe looks at where an index alone, or neighbouring rows, tell what fits.
    static final int WINDOW = 20_000;

    private static final int FIRST_LOOK = 1_000;
    private static final int ROWS = 2_000;
    private static final long IDS_OF_AN_INTAKE = 10_000;

    private final Transactions transactions;
    private final Dialect dialect;

    Probes(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /// What is looked for.
    ///
    /// @param indexed condition that an index answers in the order of ids
    /// @param also condition on what that finds; empty for none
    /// @param bySync whether the index is the one by sync and outcome, and not the one by id
    record Probe(@Nullable String sync, String indexed, String also, boolean bySync, Filter filter) {
        /// What the conditions are about.
        String columns() {
            return !bySync ? "id, sync, outcome, code" : readsRows() ? "id, code, state, bulk_job_id" : "id, code";
        }

        /// Whether rows have to be read that lie anywhere.
        private boolean readsRows() {
            return bySync && (filter.state() == State.CLAIMED || filter.state() == State.SENT);
        }

        /// How many changes are looked at, look after look.
        List<Integer> looks() {
            return List.of(FIRST_LOOK, (readsRows() ? ROWS : WINDOW) - FIRST_LOOK);
        }
    }

    /// What was found.
    ///
    /// @param floor down to which id all is known; 0 when there is no more
    record Found(List<Long> ids, long floor) {}

    /// What was found in the order of keys.
    ///
    /// @param next null when there is no more
    record Placed(List<Long> ids, Page.@Nullable Place next) {}

    private record Seen(long id, String key, long version, boolean fits) {}

    /// The probes that together answer a filter.
    List<Probe> each(Filter filter, Collection<String> syncs) {
        var state = filter.state();
        var code = filter.code() == null ? "" : "w.code = :code";
        if (state == null || state == State.ACCEPTED) {
            var conditions = Stream.of(
                            code,
                            filter.sync() == null ? "" : "w.sync = :sync",
                            state == null ? "" : "w.outcome = 'accepted'")
                    .filter(one -> !one.isEmpty())
                    .toList();
            return List.of(new Probe(filter.sync(), "1 = 1", String.join(" AND ", conditions), false, filter));
        }
        var indexed = "sync = :sync AND " + (state.isOpen() ? "outcome IS NULL" : "outcome = '" + state.word() + "'");
        var also = Stream.of(code, where(state)).filter(one -> !one.isEmpty()).toList();
        var own = filter.sync();
        return (own == null ? syncs.stream() : Stream.of(own))
                .filter(sync -> state != State.SENT || hasSent(sync))
                .map(sync -> new Probe(sync, indexed, String.join(" AND ", also), true, filter))
                .toList();
    }

    private boolean hasSent(String sync) {
        return transactions
                        .sql("SELECT COUNT(*) FROM hk_bulk_job WHERE sync = ? AND state IN ('closed', 'finished')")
                        .param(sync)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static String where(State state) {
        var sent =
                "EXISTS (SELECT 1 FROM hk_bulk_job j WHERE j.id = w.bulk_job_id AND j.state IN ('closed', 'finished'))";
        return switch (state) {
            case CLAIMED -> "w.state = 'claimed' AND NOT " + sent;
            case SENT -> "w.state = 'claimed' AND " + sent;
            case WAITING, ACCEPTED, REJECTED, SUPERSEDED, UNKNOWN -> "";
        };
    }

    /// The newest that fit, below an id. A short look first, for mostly there are enough among the newest.
    Found newest(Probe probe, long below, int limit) {
        var from = probe.bySync() ? below : top(probe.sync(), below);
        if (probe.also().isEmpty()) {
            var ids = ids(probe, new Look(from, limit), limit);
            return new Found(ids, ids.size() == limit ? ids.getLast() : 0);
        }
        var found = new ArrayList<Long>();
        for (var window : probe.looks()) {
            var look = new Look(from, window);
            found.addAll(ids(probe, look, limit - found.size()));
            if (found.size() == limit) {
                return new Found(found, found.getLast());
            }
            from = floor(probe, look);
            if (from == 0) {
                break;
            }
        }
        return new Found(found, from);
    }

    /// So many changes below an id.
    private record Look(long below, int window) {}

    private List<Long> ids(Probe probe, Look look, int limit) {
        return bind(
                        probe,
                        "SELECT w.id FROM " + looked(probe, look)
                                + (probe.also().isEmpty() ? "" : " WHERE " + probe.also())
                                + " ORDER BY w.id DESC LIMIT " + limit)
                .param("below", look.below())
                .query((rs, _) -> rs.getLong(1))
                .list();
    }

    /// The lowest id that was looked at; 0 when there is none below it.
    private long floor(Probe probe, Look look) {
        return bind(probe, "SELECT COUNT(*), MIN(w.id) FROM " + looked(probe, look))
                .param("below", look.below())
                .query((rs, _) -> rs.getLong(1) < look.window() ? 0 : rs.getLong(2))
                .single();
    }

    private String looked(Probe probe, Look look) {
        return "(SELECT " + probe.columns() + " "
                + (probe.bySync() ? dialect.changesByOutcome() : dialect.changesById()) + " WHERE " + probe.indexed()
                + " AND id < :below ORDER BY " + (probe.bySync() ? dialect.newestFirst() : "id DESC") + " LIMIT "
                + look.window() + ") w";
    }

    /// Newest ids of a sync lie below its newest intake, however much others took in since.
    private long top(@Nullable String sync, long below) {
        if (sync == null) {
            return below;
        }
        var intake = transactions
                .sql("SELECT id FROM hk_intake WHERE sync = ? AND id <= ? ORDER BY " + dialect.newestOfSyncFirst()
                        + " LIMIT 1")
                .params(sync, below / IDS_OF_AN_INTAKE)
                .query(Long.class)
                .optional();
        return intake.map(id -> Math.min(below, (id + 1) * IDS_OF_AN_INTAKE)).orElse(0L);
    }

    private StatementSpec bind(Probe probe, String statement) {
        var bound = transactions.sql(statement);
        if (probe.sync() != null) {
            bound = bound.param("sync", probe.sync());
        }
        return probe.filter().code() == null
                ? bound
                : bound.param("code", probe.filter().code());
    }

    /// Those whose key begins with the filter's, in the order of keys and versions, behind a place.
    Placed byKey(Filter filter, Page.Place behind, int limit) {
        var end = behindAll(String.valueOf(filter.key()));
        var fits = Stream.of(
                        filter.code() == null ? "" : "w.code = :code",
                        filter.state() == null ? "" : ofState(filter.state()))
                .filter(one -> !one.isEmpty())
                .toList();
        var window = fits.isEmpty() ? limit : ROWS;
        var statement = transactions
                .sql("SELECT w.id, w.record_key, w.version, CASE WHEN "
                        + (fits.isEmpty() ? "1 = 1" : String.join(" AND ", fits)) + " THEN 1 ELSE 0 END AS fits FROM"
                        + " (SELECT id, record_key, version, outcome, state, code, bulk_job_id "
                        + dialect.changesByKey("c") + " WHERE sync = :sync AND record_key >= :from"
                        + (end == null ? "" : " AND record_key < :end")
                        + " AND (record_key > :from OR version > :version)"
                        + " ORDER BY " + dialect.order("sync", "record_key, version") + " LIMIT " + window
                        + ") w ORDER BY w.record_key, w.version")
                .param("sync", filter.sync())
                .param("from", behind.key())
                .param("version", behind.version());
        var bound = end == null ? statement : statement.param("end", end);
        var seen = (filter.code() == null ? bound : bound.param("code", filter.code()))
                .query((rs, _) -> new Seen(rs.getLong(1), rs.getString(2), rs.getLong(3), rs.getInt(4) == 1))
                .list();
        var fitting = seen.stream().filter(Seen::fits).limit(limit).toList();
        var last = fitting.size() == limit ? fitting.getLast() : seen.size() == window ? seen.getLast() : null;
        return new Placed(
                fitting.stream().map(Seen::id).toList(),
                last == null ? null : new Page.Place(last.key(), last.version()));
    }

    private static String ofState(State state) {
        var where = where(state);
        return (state.isOpen() ? "w.outcome IS NULL" : "w.outcome = '" + state.word() + "'")
                + (where.isEmpty() ? "" : " AND " + where);
    }

    /// The first text that does not begin like this any more; null when there is none.
    static @Nullable String behindAll(String prefix) {
        for (var end = prefix.length(); end > 0; ) {
            var last = prefix.codePointBefore(end);
            end -= Character.charCount(last);
            if (last < Character.MAX_CODE_POINT) {
                var next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
                return prefix.substring(0, end) + Character.toString(next);
            }
        }
        return null;
    }
}
