package dev.hikyaku.ledger.tail;

import dev.hikyaku.ledger.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Watches changes come to their outcomes. Whatever was seen open is asked for until it has one, so that no
/// late commit is lost; besides, the newest changes are looked at, for some come and go between two looks.
/// Not for several threads.
public final class Tail {
    /// Open changes that are watched of each sync, oldest first.
    public static final int WATCHED = 2_000;

    private static final int NEWEST = 2_000;
    private static final int REMEMBERED = 20_000;
    private static final int AT_ONCE = 500;

    private static final String COLUMNS =
            "SELECT id, sync, record_key, version, operation, outcome, code, reason, settled_at FROM hk_change ";

    private final Collection<String> syncs;
    private final Set<Long> open = new LinkedHashSet<>();
    private final Set<Long> told = new LinkedHashSet<>();
    private boolean began;

    /// @param syncs that are watched
    public Tail(Collection<String> syncs) {
        this.syncs = Set.copyOf(syncs);
    }

    /// One change that came to its outcome.
    public record Line(
            long id,
            String sync,
            String key,
            long version,
            String operation,
            String outcome,
            @Nullable String code,
            @Nullable String reason,
            @Nullable Instant settledAt) {}

    /// What a look found.
    ///
    /// @param lines in the order of their outcomes
    /// @param partial whether more is open, or came at once, than is watched one by one
    public record Look(List<Line> lines, boolean partial) {
        public Look {
            lines = List.copyOf(lines);
        }
    }

    /// Looks once; see [dev.hikyaku.ledger.Ledger#look]. The first look only learns where things stand.
    public Look look(Transactions transactions) {
        var found = new LinkedHashMap<Long, Line>();
        ended(transactions).forEach(line -> found.put(line.id(), line));
        newest(transactions).forEach(line -> found.putIfAbsent(line.id(), line));
        found.keySet().removeAll(told);
        // A page of nothing but news may hide more behind it.
        var partial = began && found.size() >= NEWEST;
        partial |= watch(transactions);
        found.keySet().forEach(this::remember);
        var lines = began ? inOrder(found) : List.<Line>of();
        began = true;
        return new Look(lines, partial);
    }

    private static List<Line> inOrder(Map<Long, Line> found) {
        return found.values().stream()
                .sorted((one, other) ->
                        at(one).equals(at(other)) ? Long.compare(one.id(), other.id()) : at(one).compareTo(at(other)))
                .toList();
    }

    private static Instant at(Line line) {
        return line.settledAt() == null ? Instant.EPOCH : line.settledAt();
    }

    private void remember(Long id) {
        open.remove(id);
        told.add(id);
        if (told.size() > REMEMBERED) {
            told.remove(told.iterator().next());
        }
    }

    /// Of those that were open: the ones that are not any more.
    private List<Line> ended(Transactions transactions) {
        var lines = new ArrayList<Line>();
        var ids = List.copyOf(open);
        for (var from = 0; from < ids.size(); from += AT_ONCE) {
            var some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
            lines.addAll(transactions
                    .sql(COLUMNS + "WHERE id IN (:ids) AND outcome IS NOT NULL")
                    .param("ids", some)
                    .query((rs, _) -> line(rs))
                    .list());
        }
        return lines;
    }

    /// The newest of all syncs, by the primary key alone; those that ended and were not told yet.
    private List<Line> newest(Transactions transactions) {
        return transactions
                .sql("SELECT * FROM (" + COLUMNS + "ORDER BY id DESC LIMIT " + NEWEST + ") newest"
                        + " WHERE outcome IS NOT NULL AND sync IN (:syncs)")
                .param("syncs", syncs)
                .query((rs, _) -> line(rs))
                .list();
    }

    /// Takes up what is open now.
    ///
    /// @return whether more is open than is watched
    private boolean watch(Transactions transactions) {
        var more = false;
        for (var sync : syncs) {
            var ids = transactions
                    .sql("SELECT id FROM hk_change WHERE sync = ? AND outcome IS NULL ORDER BY id LIMIT " + WATCHED)
                    .param(sync)
                    .query((rs, _) -> rs.getLong("id"))
                    .list();
            more |= ids.size() == WATCHED;
            open.addAll(ids);
        }
        return more;
    }

    private static Line line(ResultSet rs) throws SQLException {
        var at = rs.getObject("settled_at", LocalDateTime.class);
        return new Line(
                rs.getLong("id"),
                rs.getString("sync"),
                rs.getString("record_key"),
                rs.getLong("version"),
                rs.getString("operation"),
                rs.getString("outcome"),
                rs.getString("code"),
                rs.getString("reason"),
                at == null ? null : at.toInstant(ZoneOffset.UTC));
    }
}
