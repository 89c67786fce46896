package dev.hikyaku.ledger.delivery.story;

import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.delivery.Decision;
import dev.hikyaku.ledger.delivery.OnceKey;
import dev.hikyaku.ledger.dialect.Dialect;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What is spent already, looked at without spending any of it.
public final class Spent {
    private static final HexFormat HEX = HexFormat.of();

    private final Transactions transactions;
    private final Dialect dialect;

    /// Over the ledger's tables.
    public Spent(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /// Those of the keys that some run of the campaign took in.
    public Set<OnceKey> keys(String campaign, Collection<OnceKey> keys) {
        var spent = taken(campaign, keys);
        transactions
                .sql("SELECT id FROM hk_campaign WHERE name = ?")
                .param(campaign)
                .query(Integer.class)
                .optional()
                .ifPresent(id -> spent.addAll(erased(id, keys)));
        return spent;
    }

    private Set<OnceKey> taken(String campaign, Collection<OnceKey> keys) {
        return keys.isEmpty()
                ? new HashSet<>()
                : new HashSet<>(transactions
                        .sql("SELECT d.once_hash FROM hk_delivery d JOIN hk_campaign c ON c.id = d.campaign_id"
                                + " WHERE c.name = :campaign AND d.once_hash IN (:keys) AND d.device_no = 0")
                        .param("campaign", campaign)
                        .param(
                                "keys",
                                keys.stream()
                                        .map(key -> HEX.parseHex(key.hex()))
                                        .toList())
                        .query((rs, _) -> new OnceKey(HEX.formatHex(rs.getBytes(1))))
                        .list());
    }

    /// Those of the keys that recipients had who were erased since.
    public Set<OnceKey> erased(int campaign, Collection<OnceKey> keys) {
        if (keys.isEmpty() || !isAnyoneErased(campaign)) {
            return Set.of();
        }
        var byErased = new HashMap<String, OnceKey>();
        keys.forEach(key -> byErased.put(key.erased().hex(), key));
        var found = new HashSet<OnceKey>();
        transactions
                .sql("SELECT once_key FROM hk_erased_key WHERE campaign_id = :campaign AND once_key IN (:keys)")
                .param("campaign", campaign)
                .param("keys", byErased.keySet().stream().map(HEX::parseHex).toList())
                .query(rs -> {
                    found.add(Objects.requireNonNull(byErased.get(HEX.formatHex(rs.getBytes(1)))));
                });
        return found;
    }

    private boolean isAnyoneErased(int campaign) {
        return transactions
                .sql("SELECT once_key FROM hk_erased_key WHERE campaign_id = ? LIMIT 1")
                .param(campaign)
                .query((rs, _) -> true)
                .optional()
                .isPresent();
    }

    /// Those of the users to whom some run of a campaign has a delivery that is not settled.
    public Set<String> unsettled(String campaign, Collection<String> users) {
        return users.isEmpty()
                ? Set.of()
                : new HashSet<>(transactions
                        .sql("SELECT DISTINCT d.user_key FROM hk_delivery d JOIN hk_campaign c ON c.id = d.campaign_id"
                                + " WHERE c.name = :campaign AND d.user_key IN (:users)"
                                + " AND d.state IN ('waiting', 'sent')")
                        .param("campaign", campaign)
                        .param("users", users)
                        .query((rs, _) -> rs.getString(1))
                        .list());
    }

    /// How many places of a cap users have taken lately; users without any are left out.
    public Map<String, Integer> places(Decision.Cap cap, Collection<String> users) {
        var taken = new HashMap<String, Integer>();
        if (!users.isEmpty()) {
            transactions
                    .sql("SELECT user_key, COUNT(*) FROM hk_push_cap WHERE cap_group = :group AND user_key IN (:users)"
                            + " AND reserved_at > " + dialect.ago(cap.window()) + " GROUP BY user_key")
                    .param("group", cap.group())
                    .param("users", users)
                    .query(rs -> {
                        taken.put(rs.getString(1), rs.getInt(2));
                    });
        }
        return taken;
    }
}
