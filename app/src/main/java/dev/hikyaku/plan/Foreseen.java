package dev.hikyaku.plan;

import dev.hikyaku.ledger.Claims.Open;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.Records.Standing;
import dev.hikyaku.sync.rows.Known;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the ledger would know by then: its own word, and what this plan has carried, deleted or refused so far.
final class Foreseen implements Known {
    private static final int MOST_CODES = 100_000;

    private final Known ledger;
    private final Map<String, Far> syncs = new HashMap<>();
    private boolean limitsAsked;

    /// How far one sync is.
    private static final class Far {
        private final Keys found = new Keys();
        private final Keys accepted = new Keys();
        private final Keys deleted = new Keys();
        private final Map<String, String> refused = new HashMap<>();
    }

    Foreseen(Ledger ledger) {
        this.ledger = Known.of(ledger);
    }

    /// Whether the run would ask for the org's limits now: the first time it thinks of a bulk job.
    boolean asksForLimits() {
        var first = !limitsAsked;
        limitsAsked = true;
        return first;
    }

    private Far of(String sync) {
        return syncs.computeIfAbsent(sync, _ -> new Far());
    }

    /// A change of this record was found; it would be taken in.
    void found(String sync, String key) {
        of(sync).found.add(key);
    }

    /// These records would be in Salesforce from now on.
    void accepted(String sync, Keys keys) {
        of(sync).accepted.addAll(keys);
    }

    /// This record would not be in Salesforce any more.
    void deleted(String sync, String key) {
        of(sync).deleted.add(key);
    }

    /// This record would be rejected.
    void refused(String sync, String key, String code) {
        var refused = of(sync).refused;
        if (refused.size() < MOST_CODES) {
            refused.put(key, code);
        }
    }

    boolean isAccepted(String sync, String key) {
        return of(sync).accepted.contains(key);
    }

    boolean isDeleted(String sync, String key) {
        return of(sync).deleted.contains(key);
    }

    /// A delete makes everything before it needless, and so ends it.
    @Override
    public List<Open> open(String sync, Collection<String> keys) {
        return ledger.open(sync, keys).stream()
                .filter(one -> !isDeleted(sync, one.key()))
                .toList();
    }

    /// A record that would be new by then has no id yet; in its place stands what it is.
    @Override
    public Map<String, String> remoteIds(String sync, Collection<String> keys) {
        var known = new HashMap<>(ledger.remoteIds(sync, keys));
        var far = of(sync);
        for (var key : keys) {
            if (far.deleted.contains(key)) {
                known.remove(key);
            }
            if (far.accepted.contains(key)) {
                known.putIfAbsent(key, sync + " " + key + " (new)");
            }
        }
        return known;
    }

    @Override
    public Map<String, Standing> standing(String sync, Collection<String> keys) {
        var known = new HashMap<>(ledger.standing(sync, keys));
        var far = of(sync);
        for (var key : keys) {
            var code = far.refused.get(key);
            if (code != null) {
                known.put(key, new Standing(false, code));
            } else if (far.deleted.contains(key)) {
                known.put(key, new Standing(true, null));
            } else if (far.found.contains(key)) {
                known.put(key, new Standing(false, null));
            }
        }
        return known;
    }

    @Override
    public Map<String, String> acceptedPayloads(String sync, Collection<String> keys) {
        return ledger.acceptedPayloads(sync, keys);
    }
}
