package dev.hikyaku.ledger.delivery.story;

import dev.hikyaku.ledger.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened to deliveries, one by one.
public final class DeliveryStory {
    private static final String COLUMNS = """
            SELECT d.id, r.run_key, d.user_key, d.device_no, d.kind, d.platform, d.address_hash, d.gateway, d.message_id,
                   d.attempts, d.state, d.outcome, d.code, d.reason, d.due_at, d.sent_at, d.settled_at, r.started_at
              FROM hk_delivery d JOIN hk_campaign_run r ON r.id = d.run_id JOIN hk_campaign c ON c.id = d.campaign_id
             WHERE c.name = :campaign\s""";

    private final Transactions transactions;

    /// Over the ledger's tables.
    public DeliveryStory(Transactions transactions) {
        this.transactions = transactions;
    }

    /// One delivery.
    ///
    /// @param run key of the run that took it in
    /// @param device what it went to; null until the recipient's devices were looked up
    /// @param state `waiting`, `sent` or an outcome
    public record Told(
            long id,
            String run,
            String user,
            int deviceNo,
            @Nullable Device device,
            int attempts,
            String state,
            @Nullable String code,
            @Nullable String reason,
            @Nullable String messageId,
            Moments moments) {}

    /// A device without its address.
    ///
    /// @param gateway provider that was asked last, or null
    public record Device(
            String kind,
            String platform,
            String hash,
            @Nullable String gateway) {}

    /// When things happened to it.
    ///
    /// @param takenIn when its run began
    /// @param due when it may leave; counts while it waits
    public record Moments(
            Instant takenIn,
            Instant due,
            @Nullable Instant sent,
            @Nullable Instant settled) {}

    /// An answer that came too late to change anything.
    public record Late(
            String outcome,
            @Nullable String code,
            @Nullable String reason,
            @Nullable String messageId,
            Instant heardAt) {}

    /// Which deliveries.
    ///
    /// @param outcome an outcome, or `waiting`
    /// @param code or null for all
    public record Wanted(String outcome, @Nullable String code) {}

    /// Deliveries to one user, the newest run first.
    public List<Told> ofUser(String campaign, String user) {
        return transactions
                .sql(COLUMNS + "AND d.user_key = :user ORDER BY d.run_id DESC, d.id LIMIT 200")
                .param("campaign", campaign)
                .param("user", user)
                .query((rs, _) -> told(rs))
                .list();
    }

    /// The deliveries with these ids, in any order.
    public List<Told> of(String campaign, Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : transactions
                        .sql(COLUMNS + "AND d.id IN (:ids)")
                        .param("campaign", campaign)
                        .param("ids", ids)
                        .query((rs, _) -> told(rs))
                        .list();
    }

    /// Deliveries by what became of them, the newest first. What is on the wire counts as waiting.
    public List<Told> byOutcome(String campaign, Wanted wanted, int limit) {
        var code = wanted.code();
        var waits = wanted.outcome().equals("waiting");
        var statement = transactions
                .sql(COLUMNS
                        + (waits ? "AND d.state IN ('waiting', 'sent') " : "AND d.outcome = :outcome ")
                        + (code == null ? "" : "AND d.code = :code ")
                        + "ORDER BY d.id DESC LIMIT " + limit)
                .param("campaign", campaign);
        if (!waits) {
            statement = statement.param("outcome", wanted.outcome());
        }
        if (code != null) {
            statement = statement.param("code", code);
        }
        return statement.query((rs, _) -> told(rs)).list();
    }

    /// Late answers to deliveries, by delivery.
    public Map<Long, List<Late>> late(Collection<Long> deliveries) {
        var late = new HashMap<Long, List<Late>>();
        if (!deliveries.isEmpty()) {
            transactions
                    .sql("SELECT delivery_id, outcome, code, reason, message_id, heard_at FROM hk_delivery_late"
                            + " WHERE delivery_id IN (:ids) ORDER BY id")
                    .param("ids", deliveries)
                    .query(rs -> {
                        late.computeIfAbsent(rs.getLong(1), _ -> new ArrayList<>())
                                .add(new Late(
                                        rs.getString(2),
                                        rs.getString(3),
                                        rs.getString(4),
                                        rs.getString(5),
                                        needed(rs, "heard_at")));
                    });
        }
        return late;
    }

    private static Told told(ResultSet rs) throws SQLException {
        var kind = rs.getString("kind");
        var outcome = rs.getString("outcome");
        return new Told(
                rs.getLong("id"),
                rs.getString("run_key"),
                rs.getString("user_key"),
                rs.getInt("device_no"),
                kind == null
                        ? null
                        : new Device(
                                kind, rs.getString("platform"), rs.getString("address_hash"), rs.getString("gateway")),
                rs.getInt("attempts"),
                outcome == null ? rs.getString("state") : outcome,
                rs.getString("code"),
                rs.getString("reason"),
                rs.getString("message_id"),
                new Moments(
                        needed(rs, "started_at"),
                        needed(rs, "due_at"),
                        instant(rs, "sent_at"),
                        instant(rs, "settled_at")));
    }

    private static Instant needed(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var time = rs.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }
}
