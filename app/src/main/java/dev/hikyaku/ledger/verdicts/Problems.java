package dev.hikyaku.ledger.verdicts;

import dev.hikyaku.ledger.Story;
import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;
import dev.hikyaku.ledger.dialect.Ids;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The newest changes of records, where they are rejected, kept apart by their causes: what needs somebody is
/// found among them however large the ledger is. Each method is part of the transaction that makes it so.
public final class Problems {
    /// Most characters of a cause.
    public static final int LONGEST = 300;

    private static final Pattern FIELDS = Pattern.compile("\\[([\\w.,]+)]$");
    private static final Pattern OWN = Pattern.compile("\\d+|'[^']*'|\"[^\"]*\"|\\b[a-zA-Z0-9]*\\d[a-zA-Z0-9]*\\b");

    private final Transactions transactions;
    private final Dialect dialect;

    /// Over the ledger's tables.
    public Problems(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    private record Refused(
            long id,
            String sync,
            String key,
            long version,
            String code,
            @Nullable String reason) {}

    private record Locked(Map<String, Long> versions, Set<String> troubled) {}

    /// Writes down those of these changes that are rejected and the newest of their records.
    ///
    /// @param changes ids, all of one sync
    public void open(Collection<Long> changes) {
        if (changes.isEmpty()) {
            return;
        }
        var refused = refused(Ids.of(changes));
        if (refused.isEmpty()) {
            return;
        }
        var sync = refused.getFirst().sync();
        // Nobody may take a newer change of the record in before the commit, and leave this one here.
        var locked = lock(sync, refused.stream().map(Refused::key).collect(Collectors.toSet()));
        var newest = refused.stream()
                .filter(one -> Objects.equals(locked.versions().get(one.key()), one.version()))
                .toList();
        close(
                sync,
                newest.stream()
                        .map(Refused::key)
                        .filter(locked.troubled()::contains)
                        .toList());
        insert(newest);
        mark(sync, newest.stream().map(Refused::key).toList(), true);
    }

    /// Makes what stands here of some records what their newest changes say.
    ///
    /// @return how many records that are
    public int mend(String sync, List<String> keys) {
        lock(sync, Set.copyOf(keys));
        close(sync, keys);
        open(transactions
                .sql("SELECT c.id FROM hk_record r JOIN hk_change c ON c.sync = r.sync AND c.record_key = r.record_key"
                        + " AND c.version = r.version WHERE r.sync = :sync AND r.record_key IN (:keys)"
                        + " AND c.outcome = 'rejected'")
                .param("sync", sync)
                .param("keys", keys)
                .query((rs, _) -> rs.getLong(1))
                .list());
        return keys.size();
    }

    private List<Refused> refused(Ids ids) {
        return ids.bind(transactions.sql("SELECT id, sync, record_key, version, code, reason FROM hk_change WHERE "
                        + ids.condition() + " AND outcome = 'rejected' ORDER BY id"))
                .query((rs, _) -> new Refused(
                        rs.getLong("id"),
                        rs.getString("sync"),
                        rs.getString("record_key"),
                        rs.getLong("version"),
                        Objects.requireNonNullElse(rs.getString("code"), ""),
                        rs.getString("reason")))
                .list();
    }

    private Locked lock(String sync, Set<String> keys) {
        var locked = new Locked(new HashMap<>(), new HashSet<>());
        transactions
                .sql(dialect.lockRecords())
                .param("sync", sync)
                .param("ids", dialect.ids(new TreeSet<>(keys)))
                .query(rs -> {
                    var key = Objects.requireNonNull(rs.getString("record_key"));
                    locked.versions().put(key, rs.getLong("version"));
                    if (rs.getBoolean("troubled")) {
                        locked.troubled().add(key);
                    }
                });
        return locked;
    }

    private void insert(List<Refused> refused) {
        transactions.insertAll(
                "INSERT INTO hk_problem (sync, record_key, code, cause, reason, at)"
                        + " VALUES (?, ?, ?, ?, ?, LOCALTIMESTAMP(6))",
                refused,
                (row, _, one) -> {
                    row.setString(1, one.sync());
                    row.setString(2, one.key());
                    row.setString(3, one.code());
                    row.setString(4, cause(one.code(), one.reason()));
                    row.setString(5, one.reason());
                });
    }

    /// Takes out what stands here of records of which something newer comes.
    ///
    /// @param keys of records that are `troubled`, and locked
    public void close(String sync, List<String> keys) {
        transactions.insertAll("DELETE FROM hk_problem WHERE sync = ? AND record_key = ?", keys, (row, _, key) -> {
            row.setString(1, sync);
            row.setString(2, key);
        });
        mark(sync, keys, false);
    }

    private void mark(String sync, List<String> keys, boolean troubled) {
        transactions.insertAll(
                "UPDATE hk_record SET troubled = ? WHERE sync = ? AND record_key = ?", keys, (row, _, key) -> {
                    row.setBoolean(1, troubled);
                    row.setString(2, sync);
                    row.setString(3, key);
                });
    }

    /// Under what rejections stand together: the code, and what [#about] says.
    public static String cause(String code, @Nullable String reason) {
        return Story.cut(code + " " + about(reason), LONGEST);
    }

    /// The fields a refusal is about; without any, its text without numbers and quotations, which differ from
    /// record to record.
    public static String about(@Nullable String reason) {
        var text = Objects.requireNonNullElse(reason, "");
        var fields = FIELDS.matcher(text);
        return fields.find() ? fields.group(1) : OWN.matcher(text).replaceAll("…");
    }
}
