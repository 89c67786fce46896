package dev.hikyaku.ledger.delivery;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Story;
import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.ledger.delivery.Decision.Decided;
import dev.hikyaku.ledger.delivery.update.JoinedUpdate;
import dev.hikyaku.ledger.dialect.Dialect;
import dev.hikyaku.ledger.history.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Deliveries whose moment has come, and what is decided on them before they are sent. One process at a time
/// decides on a delivery: the one that holds the lease of its campaign, or of its part of the run.
public final class DueDeliveries {
    private static final JoinedUpdate SENT = new JoinedUpdate(
            "state = 'sent', kind = s.new_kind, address_hash = s.new_hash,"
                    + " platform = s.new_platform, gateway = s.new_gateway, token = s.new_token,"
                    + " attempts = attempts + 1, sent_at = LOCALTIMESTAMP(6), code = NULL, reason = NULL",
            new LinkedHashMap<>(Map.of(
                    "kind", "VARCHAR(5)",
                    "hash", "VARCHAR(32)",
                    "platform", "VARCHAR(7)",
                    "gateway", "VARCHAR(8)",
                    "token", "BIGINT")),
            "d.state = 'waiting'",
            "room = SUBSTRING(room, 71)");

    private final Transactions transactions;
    private final Dialect dialect;

    DueDeliveries(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /// Some deliveries that are due.
    public Owed.Page page(CampaignRun run, int limit) {
        return Owed.Page.read(transactions, "run_id = :run", Map.of("run", run.id()), "due_at, id LIMIT " + limit);
    }

    /// How long until the next delivery is due; zero when one is, empty when none waits.
    public Optional<Duration> untilNext(CampaignRun run) {
        return Owed.untilNext(transactions, dialect, "run_id = :run", Map.of("run", run.id()));
    }

    /// Writes what was decided on a page, all or nothing, unless the run does not run any more. After it the
    /// sent ones may be on the wire at any moment.
    public Decided decide(Fence fence, CampaignRun run, Decision all) {
        return transactions.fenced(fence, () -> {
            var row = lock(run, all.more().isEmpty() ? dialect.lockLease() : " FOR UPDATE");
            var state = row.state();
            if (state != State.RUNNING) {
                return new Decided(state, Set.of(), 0);
            }
            var decision = row.erased() ? stillWaiting(all) : all;
            drop(decision.dropped());
            hold(decision.held());
            var capped = new Caps(transactions, dialect).reserve(run, decision);
            // Whoever waits for a place is asked for all devices again when there is one.
            more(run, decision.moreWithout(capped));
            overCap(decision, capped);
            Progress.write(transactions, run.campaign(), decision.counts(capped));
            var sent = new ArrayList<>(decision.sent());
            sent.removeIf(one -> capped.contains(one.owed().id()));
            SENT.apply(
                    transactions,
                    dialect,
                    sent.stream().map(one -> values(one, fence)).toList());
            return new Decided(state, ids(sent), capped.size());
        });
    }

    /// Whoever pauses or cancels writes this row and so waits for the commit, or is seen by it. Who writes it
    /// below locks it alone from the start, or two that share it would wait for each other.
    private Row lock(CampaignRun run, String how) {
        return transactions
                .sql("SELECT state, erased FROM hk_campaign_run WHERE id = ?" + how)
                .param(run.id())
                .query((rs, _) -> new Row(State.of(rs.getString(1)), rs.getLong(2) > 0))
                .single();
    }

    private record Row(State state, boolean erased) {}

    /// Somebody of this run was erased, perhaps since the page was read.
    private Decision stillWaiting(Decision all) {
        var ids = new ArrayList<Long>();
        all.sent().forEach(one -> ids.add(one.owed().id()));
        all.dropped().forEach(one -> ids.add(one.owed().id()));
        all.more().forEach(one -> ids.add(one.first().id()));
        if (ids.isEmpty()) {
            return all;
        }
        var waiting = new HashSet<>(transactions
                .sql("SELECT id FROM hk_delivery WHERE id IN (:ids) AND state = 'waiting'")
                .param("ids", ids)
                .query((rs, _) -> rs.getLong(1))
                .list());
        return new Decision(
                all.sent().stream()
                        .filter(one -> waiting.contains(one.owed().id()))
                        .toList(),
                all.dropped().stream()
                        .filter(one -> waiting.contains(one.owed().id()))
                        .toList(),
                all.held(),
                all.more().stream()
                        .filter(one -> waiting.contains(one.first().id()))
                        .toList(),
                all.cap());
    }

    private static Set<Long> ids(List<Decision.Sent> sent) {
        var ids = new HashSet<Long>();
        sent.forEach(one -> ids.add(one.owed().id()));
        return ids;
    }

    private static Map<String, Object> values(Decision.Sent one, Fence fence) {
        var values = new HashMap<String, Object>();
        values.put("id", one.owed().id());
        values.put("kind", one.device().kind());
        values.put("hash", one.device().hash());
        values.put("platform", one.device().platform());
        values.put("gateway", one.gateway());
        values.put("token", fence.token());
        return values;
    }

    private record Reason(String outcome, String code, String reason) {}

    private void drop(List<Decision.Dropped> dropped) {
        var ids = new LinkedHashMap<Reason, List<Long>>();
        dropped.forEach(
                one -> ids.computeIfAbsent(new Reason(one.outcome(), one.code(), one.reason()), _ -> new ArrayList<>())
                        .add(one.owed().id()));
        ids.forEach(this::settle);
        Caps.release(transactions, dropped.stream().map(one -> one.owed().id()).toList());
    }

    private void overCap(Decision decision, Set<Long> capped) {
        var cap = decision.cap();
        if (cap == null || capped.isEmpty()) {
            return;
        }
        switch (cap.over()) {
            case SUPPRESS ->
                settle(new Reason("suppressed", "cap", "the user had as many as a cap allows"), List.copyOf(capped));
            case DEFER -> {
                var over = decision.sent().stream()
                        .map(Decision.Sent::owed)
                        .filter(owed -> capped.contains(owed.id()))
                        .toList();
                var free = new Caps(transactions, dialect).freeAt(cap, over);
                hold(over.stream()
                        .map(owed -> new Decision.Held(
                                owed,
                                Objects.requireNonNull(free.get(owed.user())),
                                "cap",
                                "the user had as many as a cap allows"))
                        .toList());
            }
        }
    }

    private void settle(Reason reason, List<Long> ids) {
        transactions
                .sql("UPDATE hk_delivery SET state = 'settled', outcome = " + Unsent.OUTCOME
                        + ", code = :code, reason = :reason,"
                        + " settled_at = LOCALTIMESTAMP(6)" + dialect.roomForOutcome()
                        + " WHERE id IN (:ids) AND state = 'waiting'")
                .param("outcome", reason.outcome())
                .param("code", reason.code())
                .param("reason", Story.cut(reason.reason(), 1000))
                .param("ids", ids)
                .update();
    }

    private record Until(Instant until, String code, String reason) {}

    private void hold(List<Decision.Held> held) {
        var ids = new LinkedHashMap<Until, List<Long>>();
        held.forEach(
                one -> ids.computeIfAbsent(new Until(one.until(), one.code(), one.reason()), _ -> new ArrayList<>())
                        .add(one.owed().id()));
        ids.forEach((until, some) -> transactions
                .sql("UPDATE hk_delivery SET due_at = :until, code = :code, reason = :reason"
                        + " WHERE id IN (:ids) AND state = 'waiting'")
                .param("until", LocalDateTime.ofInstant(until.until(), ZoneOffset.UTC))
                .param("code", until.code())
                .param("reason", Story.cut(until.reason(), 1000))
                .param("ids", some)
                .update());
    }

    private void more(CampaignRun run, List<Decision.More> more) {
        if (more.isEmpty()) {
            return;
        }
        transactions.insertAll(
                "INSERT INTO hk_delivery (campaign_id, once_hash, device_no, run_id, pass, user_key, params, kind,"
                        + " address_hash, platform, attempts, state, due_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 'waiting', LOCALTIMESTAMP(6))",
                more,
                (statement, _, one) -> {
                    statement.setInt(1, run.campaignId());
                    statement.setBytes(2, one.first().once().bytes());
                    statement.setInt(3, one.deviceNo());
                    statement.setLong(4, run.id());
                    statement.setInt(5, run.pass());
                    statement.setString(6, one.first().user());
                    statement.setString(7, one.first().params());
                    statement.setString(8, one.device().kind());
                    statement.setString(9, one.device().hash());
                    statement.setString(10, one.device().platform());
                });
        transactions
                .sql("UPDATE hk_campaign_run SET more_devices = more_devices + ? WHERE id = ?")
                .params(more.size(), run.id())
                .update();
    }

    /// The delivery with this key and device, if there is one.
    ///
    /// @return its state, or its outcome when it is settled
    public @Nullable String find(CampaignRun run, OnceKey once, int deviceNo) {
        return transactions
                .sql("SELECT COALESCE(outcome, state) FROM hk_delivery"
                        + " WHERE campaign_id = ? AND once_hash = ? AND device_no = ?")
                .params(run.campaignId(), once.bytes(), deviceNo)
                .query(String.class)
                .optional()
                .orElse(null);
    }
}
