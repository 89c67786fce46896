package dev.hikyaku.ledger.delivery.news;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Story;
import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.delivery.DeviceFacts;
import dev.hikyaku.ledger.dialect.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// News that notifications failed after their provider had accepted them. It may come before the outcome is written
/// down, and more than once: it waits here under the provider's message id until the delivery is known that it belongs
/// to, and is joined once. The delivery keeps its outcome; the news stands beside it as evidence.
public final class News {
    /// The longest that Amazon SNS goes on trying ("Amazon SNS message delivery retries": six hours), and then some.
    private static final Duration KEPT = Duration.ofHours(24);

    private static final int CHUNK = 500;
    private static final int LONGEST_WORD = 80;

    /// SNS disabled the endpoint: nothing reaches this device until the app registers anew.
    private static final Set<String> DEAD = Set.of("InvalidPlatformToken", "EndpointDisabled");

    private final Transactions transactions;
    private final Dialect dialect;
    private final DeviceFacts devices;

    /// Over the ledger's tables.
    public News(Transactions transactions, Dialect dialect, DeviceFacts devices) {
        this.transactions = transactions;
        this.dialect = dialect;
        this.devices = devices;
    }

    /// A message that a provider accepted, and the delivery that it is.
    ///
    /// @param addressHash of its device
    /// @param registeredAt when that device was registered, as the application knew it
    public record Accepted(
            String messageId,
            long delivery,
            String addressHash,
            @Nullable Instant registeredAt) {}

    /// What joining came to.
    ///
    /// @param failed deliveries that turned out not to have arrived
    /// @param paused runs that were paused, for most of what they sent failed
    public record Joined(int failed, List<Paused> paused) {
        public Joined {
            paused = List.copyOf(paused);
        }
    }

    /// A run that was paused.
    public record Paused(String campaign, String run, String reason) {}

    /// When a run has to stop.
    ///
    /// @param least failures below which nothing is concluded
    /// @param most share of what was accepted that may fail later
    public record Bounds(int least, double most) {}

    /// Remembers messages before their outcomes are written down, so that news of them always finds its delivery.
    public void accepted(Fence fence, List<Accepted> accepted) {
        transactions.doFenced(
                fence,
                () -> transactions.insertAll(
                        "INSERT INTO hk_delivery_message (message_id, delivery_id, address_hash, registered_at, written_at)"
                                + " VALUES (?, ?, ?, ?, LOCALTIMESTAMP(6))",
                        accepted,
                        (row, _, one) -> {
                            var registered = one.registeredAt();
                            row.setString(1, one.messageId());
                            row.setLong(2, one.delivery());
                            row.setString(3, one.addressHash());
                            if (registered == null) {
                                row.setNull(4, Types.TIMESTAMP);
                            } else {
                                row.setObject(4, LocalDateTime.ofInstant(registered, ZoneOffset.UTC));
                            }
                        }));
    }

    /// Writes down that a message failed. Needs no lease; hearing it twice is hearing it once.
    ///
    /// @param failure the provider's word for what was wrong
    /// @return false when it was known
    public boolean hear(String messageId, String failure) {
        return transactions.run(() -> {
            var known = transactions
                    .sql("SELECT COUNT(*) FROM hk_delivery_news WHERE message_id = ?")
                    .param(messageId)
                    .query(Integer.class)
                    .single();
            if (known > 0) {
                return false;
            }
            transactions
                    .sql("INSERT INTO hk_delivery_news (message_id, failure, heard_at)"
                            + " VALUES (?, ?, LOCALTIMESTAMP(6))")
                    .params(messageId, Story.cut(failure, LONGEST_WORD))
                    .update();
            return true;
        });
    }

    private record Match(
            String messageId, String failure, long delivery, Storms.Sender sender, DeviceFacts.Gone device) {}

    /// Joins what was heard with the deliveries it belongs to. Devices that are dead are marked so, unless so much of a
    /// run failed that its credentials are more likely wrong than its devices dead: then the run is paused instead,
    /// and the marks of those that failed first are taken back.
    public Joined join(Bounds bounds) {
        var paused = new ArrayList<Paused>();
        int failed = 0;
        int some;
        do {
            some = joinSome(bounds, paused);
            failed += some;
        } while (some == CHUNK);
        return new Joined(failed, paused);
    }

    private int joinSome(Bounds bounds, List<Paused> paused) {
        var stopped = new ArrayList<Paused>();
        var joined = transactions.run(() -> {
            stopped.clear();
            var matches =
                    matches().stream().filter(match -> take(match.messageId())).toList();
            keep(matches);
            var stormy = stormy(matches, bounds, stopped);
            devices.gone(matches.stream()
                    .filter(match -> DEAD.contains(match.failure()) && !stormy.contains(match.sender()))
                    .map(Match::device)
                    .toList());
            return matches.size();
        });
        paused.addAll(stopped);
        return joined;
    }

    private List<Match> matches() {
        return transactions.sql("""
                SELECT n.message_id, n.failure, m.delivery_id, m.address_hash, m.registered_at, d.run_id, d.token
                  FROM hk_delivery_news n
                  JOIN hk_delivery_message m ON m.message_id = n.message_id
                  JOIN hk_delivery d ON d.id = m.delivery_id
                 WHERE n.joined_at IS NULL
                 ORDER BY n.message_id LIMIT\s""" + CHUNK).query((rs, _) -> match(rs)).list();
    }

    private static Match match(ResultSet rs) throws SQLException {
        var registered = rs.getObject("registered_at", LocalDateTime.class);
        var failure = rs.getString("failure");
        return new Match(
                rs.getString("message_id"),
                failure,
                rs.getLong("delivery_id"),
                new Storms.Sender(rs.getLong("run_id"), rs.getLong("token")),
                new DeviceFacts.Gone(
                        rs.getString("address_hash"),
                        failure,
                        registered == null ? null : registered.toInstant(ZoneOffset.UTC)));
    }

    /// Another process may join the same: one of them takes it.
    private boolean take(String messageId) {
        return transactions
                        .sql("UPDATE hk_delivery_news SET joined_at = LOCALTIMESTAMP(6)"
                                + " WHERE message_id = ? AND joined_at IS NULL")
                        .param(messageId)
                        .update()
                == 1;
    }

    private void keep(List<Match> matches) {
        transactions.insertAll(
                "INSERT INTO hk_delivery_late (delivery_id, token, outcome, code, reason, message_id, heard_at)"
                        + " VALUES (?, ?, 'rejected', ?, 'it failed after the provider had accepted it', ?,"
                        + " LOCALTIMESTAMP(6))",
                matches,
                (row, _, match) -> {
                    row.setLong(1, match.delivery());
                    row.setLong(2, match.sender().token());
                    row.setString(3, match.failure());
                    row.setString(4, match.messageId());
                });
    }

    private Set<Storms.Sender> stormy(List<Match> matches, Bounds bounds, List<Paused> paused) {
        var stormy = new HashSet<Storms.Sender>();
        for (var sender : matches.stream().map(Match::sender).collect(Collectors.toCollection(LinkedHashSet::new))) {
            var storms = new Storms(transactions, sender);
            if (storms.rage(bounds)) {
                stormy.add(sender);
                devices.alive(storms.addresses(), DEAD);
                pause(sender.run(), failed(sender.run()), paused);
            }
        }
        return stormy;
    }

    /// Deliveries of a run that failed after their provider had accepted them, as far as it told.
    public long failed(long run) {
        return transactions
                .sql("SELECT COUNT(*) FROM hk_delivery_late l JOIN hk_delivery d ON d.id = l.delivery_id"
                        + " WHERE d.run_id = ? AND l.outcome = 'rejected'")
                .param(run)
                .query(Long.class)
                .single();
    }

    private void pause(long run, long failed, List<Paused> paused) {
        var reason = failed + " deliveries failed after the provider had accepted them";
        var changed = transactions
                .sql("UPDATE hk_campaign_run SET state = 'paused', reason = ? WHERE id = ? AND state = 'running'")
                .params(reason, run)
                .update();
        if (changed == 1) {
            paused.add(transactions
                    .sql("SELECT c.name, r.run_key FROM hk_campaign_run r JOIN hk_campaign c ON c.id = r.campaign_id"
                            + " WHERE r.id = ?")
                    .param(run)
                    .query((rs, _) -> new Paused(rs.getString(1), rs.getString(2), reason))
                    .single());
        }
    }

    /// Forgets what is so old that no news of it comes any more, and news that belongs to no delivery of ours.
    ///
    /// @return how many rows
    public long forget() {
        return forget("hk_delivery_message", "written_at") + forget("hk_delivery_news", "heard_at");
    }

    private long forget(String table, String moment) {
        long all = 0;
        int some;
        do {
            some = transactions.run(() -> forgetSome(table, moment));
            all += some;
        } while (some == CHUNK);
        return all;
    }

    private int forgetSome(String table, String moment) {
        var old = transactions
                .sql("SELECT message_id FROM " + table + " WHERE " + moment + " < " + dialect.ago(KEPT) + " LIMIT "
                        + CHUNK)
                .query((rs, _) -> rs.getString(1))
                .list();
        if (!old.isEmpty()) {
            transactions
                    .sql("DELETE FROM " + table + " WHERE message_id IN (:old)")
                    .param("old", old)
                    .update();
        }
        return old.size();
    }
}
