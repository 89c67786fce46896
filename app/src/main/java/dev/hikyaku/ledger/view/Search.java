package dev.hikyaku.ledger.view;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.remote.RemoteId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds what somebody has a key of the application, an id of Salesforce (15 or 18 characters), a request id,
/// the key of a run or a user of. Exact matches first, then keys that begin like it.
public final class Search {
    /// Most that is found.
    public static final int MOST = 50;

    private static final int BEGINNINGS = 5;
    private static final int LONGEST = 255;

    private final Ledger ledger;
    private final Transactions transactions;

    Search(Ledger ledger, Transactions transactions) {
        this.ledger = ledger;
        this.transactions = transactions;
    }

    /// One find.
    ///
    /// @param kind `record`, `run`, `bulk-job` or `user` (of a campaign)
    /// @param name the sync or the campaign; of a run null
    /// @param key of the record, the run, or the user; of a bulk job the key of its run
    /// @param by what matched: `key`, `key-begins`, `remote-id`, `former-remote-id`, `request-id`
    /// @param remoteId of the record or the bulk job
    public record Found(
            String kind,
            @Nullable String name,
            String key,
            String by,
            @Nullable String remoteId) {}

    /// Looks everywhere.
    ///
    /// @param text as people paste it
    /// @param syncs all there are
    /// @throws Page.Unreadable for a text that can't be anything
    public List<Found> find(String text, Collection<String> syncs) {
        var wanted = text.strip();
        if (wanted.isEmpty() || wanted.length() > LONGEST || wanted.indexOf('\0') >= 0) {
            throw new Page.Unreadable("search text of " + wanted.length() + " characters: wanted 1 to " + LONGEST);
        }
        var found = new LinkedHashSet<Found>();
        syncs.forEach(sync -> found.addAll(byKey(sync, wanted)));
        RemoteId.full(wanted).ifPresent(id -> {
            syncs.forEach(sync -> found.addAll(byRemoteId(sync, id)));
            found.addAll(jobs(id));
        });
        syncs.forEach(sync -> found.addAll(byRequest(sync, wanted)));
        ledger.runs().find(wanted).ifPresent(run -> found.add(new Found("run", null, run.key(), "key", null)));
        found.addAll(users(wanted));
        for (var sync : syncs) {
            if (found.size() < MOST) {
                found.addAll(beginning(sync, wanted));
            }
        }
        return found.stream().limit(MOST).toList();
    }

    private List<Found> byKey(String sync, String key) {
        return transactions
                .sql("SELECT remote_id FROM hk_record WHERE sync = ? AND record_key = ?")
                .params(sync, key)
                .query((rs, _) -> new Found("record", sync, key, "key", rs.getString(1)))
                .list();
    }

    private List<Found> byRemoteId(String sync, String id) {
        var found = new ArrayList<Found>();
        ledger.story().keyOf(sync, id).ifPresent(key -> found.add(new Found("record", sync, key, "remote-id", id)));
        if (found.isEmpty()) {
            ledger.remoteIds()
                    .keyOf(sync, id)
                    .ifPresent(key -> found.add(new Found("record", sync, key, "former-remote-id", id)));
        }
        return found;
    }

    private List<Found> jobs(String id) {
        return transactions
                .sql("SELECT j.sync, u.run_key FROM hk_bulk_job j JOIN hk_run u ON u.id = j.run_id"
                        + " WHERE j.remote_id = ?")
                .param(id)
                .query((rs, _) -> new Found("bulk-job", rs.getString(1), rs.getString(2), "remote-id", id))
                .list();
    }

    private List<Found> byRequest(String sync, String request) {
        return transactions
                .sql("SELECT record_key FROM hk_change WHERE sync = ? AND request_id = ?")
                .params(sync, request)
                .query((rs, _) -> new Found("record", sync, rs.getString(1), "request-id", null))
                .list();
    }

    private List<Found> users(String user) {
        return transactions
                .sql("SELECT c.name FROM hk_campaign c WHERE EXISTS (SELECT 1 FROM hk_delivery d WHERE d.user_key = ?"
                        + " AND d.campaign_id = c.id) ORDER BY c.name")
                .param(user)
                .query((rs, _) -> new Found("user", rs.getString(1), user, "key", null))
                .list();
    }

    private List<Found> beginning(String sync, String text) {
        var end = Probes.behindAll(text);
        var statement = transactions
                .sql("SELECT record_key, remote_id FROM hk_record WHERE sync = :sync AND record_key > :text"
                        + (end == null ? "" : " AND record_key < :end") + " ORDER BY record_key LIMIT " + BEGINNINGS)
                .param("sync", sync)
                .param("text", text);
        return (end == null ? statement : statement.param("end", end))
                .query((rs, _) -> new Found("record", sync, rs.getString(1), "key-begins", rs.getString(2)))
                .list();
    }
}
