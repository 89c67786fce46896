package dev.hikyaku.ledger.delivery;

import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.delivery.story.Spent;
import dev.hikyaku.ledger.dialect.Dialect;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How many notifications a user got lately, over all campaigns of a group. A place is reserved in the transaction that
/// sends, and given back when surely nothing was shown. Runs of one group reserve one after the other.
final class Caps {
    private final Transactions transactions;
    private final Dialect dialect;

    Caps(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /// Someone's place: a recipient with several devices takes one.
    private record Place(String user, OnceKey once) {}

    /// Reserves places for what is to be sent.
    ///
    /// @return ids of those for whom there is none
    Set<Long> reserve(CampaignRun run, Decision decision) {
        var cap = decision.cap();
        if (cap == null || decision.sent().isEmpty()) {
            return Set.of();
        }
        lock(cap.group());
        var users = decision.sent().stream()
                .map(one -> one.owed().user())
                .distinct()
                .toList();
        var taken = new HashMap<>(new Spent(transactions, dialect).places(cap, users));
        var own = own(run, cap.group(), users);
        var reserved = new ArrayList<Place>();
        var capped = new HashSet<Long>();
        for (var one : decision.sent()) {
            var place = new Place(one.owed().user(), one.owed().once());
            if (own.contains(place)) {
                continue;
            }
            if (taken.getOrDefault(place.user(), 0) >= cap.most()) {
                capped.add(one.owed().id());
            } else {
                taken.merge(place.user(), 1, Integer::sum);
                own.add(place);
                reserved.add(place);
            }
        }
        write(run, cap.group(), reserved);
        return capped;
    }

    /// When the first of the places that each of these users has taken is free again.
    Map<String, Instant> freeAt(Decision.Cap cap, List<Owed> over) {
        var free = new HashMap<String, Instant>();
        transactions
                .sql("SELECT user_key, MIN(reserved_at) FROM hk_push_cap WHERE cap_group = :group"
                        + " AND user_key IN (:users) AND reserved_at > " + dialect.ago(cap.window())
                        + " GROUP BY user_key")
                .param("group", cap.group())
                .param("users", over.stream().map(Owed::user).distinct().toList())
                .query(rs -> {
                    var first = rs.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC);
                    free.put(rs.getString(1), first.plus(cap.window()).plusMillis(1));
                });
        // A place may have become free since it was counted.
        over.forEach(owed -> free.putIfAbsent(owed.user(), Instant.EPOCH));
        return free;
    }

    private void lock(String group) {
        var known = transactions
                .sql("SELECT name FROM hk_push_group WHERE name = ? FOR UPDATE")
                .param(group)
                .query(String.class)
                .optional();
        if (known.isEmpty()) {
            transactions
                    .sql("INSERT INTO hk_push_group (name) VALUES (?)")
                    .param(group)
                    .update();
        }
    }

    private Set<Place> own(CampaignRun run, String group, List<String> users) {
        return new HashSet<>(transactions
                .sql("SELECT user_key, once_hash FROM hk_push_cap WHERE cap_group = :group AND user_key IN (:users)"
                        + " AND campaign_id = :campaign")
                .param("group", group)
                .param("users", users)
                .param("campaign", run.campaignId())
                .query((rs, _) -> new Place(rs.getString(1), OnceKey.of(rs.getBytes(2))))
                .list());
    }

    private void write(CampaignRun run, String group, List<Place> places) {
        transactions.insertAll(
                "INSERT INTO hk_push_cap (cap_group, user_key, campaign_id, once_hash, reserved_at)"
                        + " VALUES (?, ?, ?, ?, LOCALTIMESTAMP(6))",
                places,
                (statement, _, place) -> {
                    statement.setString(1, group);
                    statement.setString(2, place.user());
                    statement.setInt(3, run.campaignId());
                    statement.setBytes(4, place.once().bytes());
                });
    }

    /// Gives the places of these recipients back, where none of their devices can have got anything.
    static void release(Transactions transactions, Collection<Long> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        transactions.sql("""
                DELETE FROM hk_push_cap
                 WHERE EXISTS (SELECT 1 FROM hk_delivery d WHERE d.id IN (:ids) AND d.user_key = hk_push_cap.user_key
                                  AND d.campaign_id = hk_push_cap.campaign_id AND d.once_hash = hk_push_cap.once_hash)
                   AND user_key IN (SELECT u.user_key FROM hk_delivery u WHERE u.id IN (:ids))
                   AND NOT EXISTS (SELECT 1 FROM hk_delivery o WHERE o.campaign_id = hk_push_cap.campaign_id
                                      AND o.once_hash = hk_push_cap.once_hash
                                      AND (o.state = 'sent' OR o.state = 'waiting' AND o.attempts > 0
                                           OR o.outcome IN ('accepted', 'unknown')
                                           OR o.outcome = 'rejected' AND o.attempts > 1))""").param("ids", deliveries).update();
    }
}
