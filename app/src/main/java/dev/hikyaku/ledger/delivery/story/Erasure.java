package dev.hikyaku.ledger.delivery.story;

import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.delivery.OnceKey;
import dev.hikyaku.ledger.history.Counts;
import dev.hikyaku.ledger.history.Progress;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/// Forgets a recipient: who it was, what was said, which devices. That something was owed and what became of it stays,
/// under a name that says nothing, so that the books of each run balance as before; and of each once-key a hash, so
/// that
/// nothing is sent a second time.
public final class Erasure {
    private static final HexFormat HEX = HexFormat.of();

    private final Transactions transactions;

    /// Over the ledger's tables.
    public Erasure(Transactions transactions) {
        this.transactions = transactions;
    }

    /// What was erased.
    ///
    /// @param deliveries that are nobody's now
    /// @param unsent those of them that had not left, and never will
    /// @param onTheWire deliveries that are being sent at this moment: ask again when they have their outcomes
    public record Erased(long deliveries, long unsent, long onTheWire) {}

    private record Found(long id, long run, int campaign, boolean hasKey, String once, String state) {}

    /// Erases a user in all campaigns. What a run has in its hands meanwhile is either on the wire before, and is
    /// counted, or does not leave.
    public Erased erase(String user) {
        return transactions.run(() -> {
            lockRuns(user);
            var found = find(user);
            var mine = found.stream().filter(one -> !one.state().equals("sent")).toList();
            var name = "erased-" + UUID.randomUUID();
            forgetDevices(user);
            for (var one : mine) {
                keepKey(one);
            }
            var unsent = settle(mine);
            rename(mine, name);
            touch(mine);
            forgetPlaces(user);
            forgetTests(user);
            return new Erased(mine.size(), unsent, (long) found.size() - mine.size());
        });
    }

    /// No page of a run that holds the user is decided on from here to the commit; a run may have taken the user in
    /// while the others were locked.
    private void lockRuns(String user) {
        var locked = new HashSet<Long>();
        for (var runs = runs(user); !locked.containsAll(runs); runs = runs(user)) {
            runs.stream().filter(locked::add).forEach(this::lock);
        }
    }

    private List<Long> runs(String user) {
        return transactions
                .sql("SELECT DISTINCT run_id FROM hk_delivery WHERE user_key = ? ORDER BY run_id")
                .param(user)
                .query((rs, _) -> rs.getLong(1))
                .list();
    }

    private void lock(long run) {
        transactions
                .sql("SELECT id FROM hk_campaign_run WHERE id = ? FOR UPDATE")
                .param(run)
                .query(Long.class)
                .single();
    }

    private List<Found> find(String user) {
        return transactions
                .sql("SELECT id, run_id, campaign_id, once_hash, state FROM hk_delivery WHERE user_key = ?")
                .param(user)
                .query((rs, _) -> {
                    var once = rs.getBytes("once_hash");
                    return new Found(
                            rs.getLong("id"),
                            rs.getLong("run_id"),
                            rs.getInt("campaign_id"),
                            once != null,
                            once == null ? "" : HEX.formatHex(once),
                            rs.getString("state"));
                })
                .list();
    }

    private void keepKey(Found one) {
        if (!one.hasKey()) {
            return;
        }
        var key = HEX.parseHex(new OnceKey(one.once()).erased().hex());
        var known = transactions
                .sql("SELECT COUNT(*) FROM hk_erased_key WHERE campaign_id = ? AND once_key = ?")
                .params(one.campaign(), key)
                .query(Integer.class)
                .single();
        if (known == 0) {
            transactions
                    .sql("INSERT INTO hk_erased_key (campaign_id, once_key) VALUES (?, ?)")
                    .params(one.campaign(), key)
                    .update();
        }
    }

    private long settle(List<Found> mine) {
        var waiting =
                ids(mine.stream().filter(one -> one.state().equals("waiting")).toList());
        if (!waiting.isEmpty()) {
            writeDown(waiting);
            transactions
                    .sql("UPDATE hk_delivery SET state = 'settled', code = 'erased',"
                            + " outcome = CASE WHEN attempts > 0 THEN 'unknown' ELSE 'suppressed' END,"
                            + " settled_at = LOCALTIMESTAMP(6) WHERE id IN (:ids)")
                    .param("ids", waiting)
                    .update();
        }
        return waiting.size();
    }

    /// For the history, before they end.
    private void writeDown(List<Long> waiting) {
        transactions
                .sql("SELECT c.name, COUNT(*) AS deliveries, SUM(CASE WHEN d.attempts > 0 THEN 1 ELSE 0 END) AS begun"
                        + " FROM hk_delivery d JOIN hk_campaign c ON c.id = d.campaign_id WHERE d.id IN (:ids)"
                        + " GROUP BY c.name ORDER BY c.name")
                .param("ids", waiting)
                .query((rs, _) -> {
                    var begun = rs.getLong("begun");
                    var counts = Counts.ended("unknown", begun)
                            .plus(Counts.ended("suppressed", rs.getLong("deliveries") - begun));
                    return new Ended(Objects.requireNonNull(rs.getString("name")), counts);
                })
                .list()
                .forEach(ended -> Progress.write(transactions, ended.campaign(), ended.counts()));
    }

    private record Ended(String campaign, Counts counts) {}

    private void rename(List<Found> mine, String name) {
        if (!mine.isEmpty()) {
            transactions
                    .sql("UPDATE hk_delivery SET user_key = :name, once_hash = NULL, params = NULL, kind = NULL,"
                            + " address_hash = NULL, reason = NULL WHERE id IN (:ids)")
                    .param("name", name)
                    .param("ids", ids(mine))
                    .update();
            transactions
                    .sql("UPDATE hk_delivery_late SET reason = NULL WHERE delivery_id IN (:ids)")
                    .param("ids", ids(mine))
                    .update();
        }
    }

    private static List<Long> ids(Collection<Found> found) {
        return found.stream().map(Found::id).toList();
    }

    /// Whoever decides on a page of these runs later looks which of its deliveries still wait.
    private void touch(List<Found> mine) {
        var runs = new TreeMap<Long, Long>();
        mine.forEach(one -> runs.merge(one.run(), 1L, Long::sum));
        runs.forEach((run, count) -> transactions
                .sql("UPDATE hk_campaign_run SET erased = erased + ? WHERE id = ?")
                .params(count, run)
                .update());
    }

    /// Facts about addresses are learned anew where another user has the device now.
    private void forgetDevices(String user) {
        var hashes = transactions
                .sql("SELECT DISTINCT address_hash FROM hk_delivery WHERE user_key = ? AND address_hash IS NOT NULL"
                        + " AND state <> 'sent'")
                .param(user)
                .query((rs, _) -> rs.getString(1))
                .list();
        if (!hashes.isEmpty()) {
            transactions
                    .sql("DELETE FROM hk_device WHERE address_hash IN (:hashes)")
                    .param("hashes", hashes)
                    .update();
            transactions
                    .sql("DELETE FROM hk_delivery_message WHERE delivery_id IN (SELECT id FROM hk_delivery"
                            + " WHERE user_key = :user AND state <> 'sent') AND address_hash IN (:hashes)")
                    .param("user", user)
                    .param("hashes", hashes)
                    .update();
        }
    }

    private void forgetPlaces(String user) {
        transactions
                .sql("DELETE FROM hk_push_cap WHERE user_key = ?")
                .param(user)
                .update();
    }

    private void forgetTests(String user) {
        transactions
                .sql("UPDATE hk_campaign_run SET reason = 'a test on the phones of a user who was erased'"
                        + " WHERE state = 'tested' AND reason = ?")
                .param("a test on the phones of user " + user)
                .update();
    }
}
