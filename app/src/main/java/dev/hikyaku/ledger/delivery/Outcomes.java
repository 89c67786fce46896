package dev.hikyaku.ledger.delivery;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Story;
import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.delivery.part.Part;
import dev.hikyaku.ledger.delivery.update.JoinedUpdate;
import dev.hikyaku.ledger.dialect.Dialect;
import dev.hikyaku.ledger.history.Counts;
import dev.hikyaku.ledger.history.Progress;
import dev.hikyaku.metrics.Metric;
import dev.hikyaku.metrics.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes what became of deliveries that were sent, many at once.
public final class Outcomes {
    private static final JoinedUpdate FINAL = new JoinedUpdate(
            "state = 'settled', outcome = s.new_outcome, code = s.new_code, reason = s.new_reason,"
                    + " message_id = s.new_message, settled_at = LOCALTIMESTAMP(6)",
            Map.of(
                    "outcome", "VARCHAR(10)",
                    "code", "VARCHAR(80)",
                    "reason", "VARCHAR(1000)",
                    "message", "VARCHAR(200)"),
            "d.state = 'sent'",
            "room = NULL");

    private final Transactions transactions;
    private final Dialect dialect;

    Outcomes(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /// Writes them all or none.
    ///
    /// @param campaign whose they are
    public void settle(Fence fence, String campaign, List<Settled> settled) {
        var finals = new ArrayList<Settled.Final>();
        var again = new ArrayList<Settled.Again>();
        for (var one : settled) {
            switch (one) {
                case Settled.Final end -> finals.add(end);
                case Settled.Again wait -> again.add(wait);
            }
        }
        transactions.doFenced(fence, () -> {
            FINAL.apply(
                    transactions, dialect, finals.stream().map(Outcomes::values).toList());
            again().apply(
                            transactions,
                            dialect,
                            again.stream().map(Outcomes::values).toList());
            var shownToNobody = new ArrayList<Long>();
            finals.stream().filter(one -> one.outcome().equals("rejected")).forEach(one -> shownToNobody.add(one.id()));
            again.stream().filter(one -> !one.counts()).forEach(one -> shownToNobody.add(one.id()));
            Caps.release(transactions, shownToNobody);
            Progress.write(
                    transactions,
                    campaign,
                    finals.stream().map(one -> Counts.ended(one.outcome(), 1)).reduce(Counts.NONE, Counts::plus));
        });
        var counted = new HashMap<Counted, Long>();
        finals.forEach(one -> counted.merge(new Counted(one.outcome(), Reason.of(one.code())), 1L, Long::sum));
        again.forEach(one -> counted.merge(new Counted("released", Reason.of(one.code())), 1L, Long::sum));
        counted.forEach((what, count) -> Metric.DELIVERY.add(count, campaign, what.outcome(), what.reason()));
    }

    private record Counted(String outcome, String reason) {}

    /// The provider that may have it keeps it; one that surely has not lets it go to another.
    private JoinedUpdate again() {
        return new JoinedUpdate(
                "state = 'waiting', attempts = attempts - s.new_free, code = s.new_code, reason = s.new_reason,"
                        + " gateway = s.new_gateway, due_at = "
                        + dialect.behind("LOCALTIMESTAMP(6)").replace("?", "s.new_micros"),
                Map.of(
                        "free", "INT",
                        "code", "VARCHAR(80)",
                        "reason", "VARCHAR(1000)",
                        "gateway", "VARCHAR(8)",
                        "micros", "BIGINT"),
                "d.state = 'sent'",
                "room = room");
    }

    private static Map<String, Object> values(Settled.Final one) {
        var values = new HashMap<String, Object>();
        values.put("id", one.id());
        values.put("outcome", one.outcome());
        put(values, "code", one.code(), 80);
        put(values, "reason", one.reason(), 1000);
        put(values, "message", one.messageId(), 200);
        return values;
    }

    private static Map<String, Object> values(Settled.Again one) {
        var values = new HashMap<String, Object>();
        values.put("id", one.id());
        values.put("free", one.counts() ? 0 : 1);
        values.put("micros", one.after().toNanos() / 1000);
        put(values, "code", one.code(), 80);
        put(values, "reason", one.reason(), 1000);
        put(values, "gateway", one.heldBy(), 8);
        return values;
    }

    private static void put(Map<String, Object> values, String name, @Nullable String text, int most) {
        if (text != null) {
            values.put(name, Story.cut(text, most));
        }
    }

    /// Deliveries of a run whose process died after it wrote that they go to the wire. Nobody knows whether
    /// they did.
    ///
    /// @param most calls for one delivery at most: those that had fewer wait for another, the others are unknown
    /// @return how many
    public int recover(Fence fence, CampaignRun run, int most) {
        return recover(
                fence,
                most,
                run.campaign(),
                "run_id = ? AND (token IS NULL OR token < ? OR EXISTS (SELECT 1 FROM hk_part p WHERE p.state = 'open'"
                        + " AND p.run_id = hk_delivery.run_id AND hk_delivery.id BETWEEN p.first_id AND p.last_id))",
                List.of(run.id(), fence.token()));
    }

    /// The same of a part of a run, right after its lease was taken: what is sent in it, its former holders
    /// sent.
    ///
    /// @return how many
    public int recover(Fence fence, Part part, int most) {
        return recover(
                fence,
                most,
                part.campaign(),
                "run_id = ? AND id BETWEEN ? AND ?",
                List.of(part.run(), part.first(), part.last()));
    }

    private int recover(Fence fence, int most, String campaign, String which, List<Long> parameters) {
        var found = transactions.fenced(fence, () -> {
            var waiting = "state = 'waiting', due_at = LOCALTIMESTAMP(6)";
            var again = recover(waiting, which + " AND attempts < " + most, parameters);
            var unknown = "state = 'settled', outcome = 'unknown', settled_at = LOCALTIMESTAMP(6)";
            var ended = recover(unknown, which + " AND attempts >= " + most, parameters);
            Progress.write(transactions, campaign, Counts.ended("unknown", ended));
            return new Recovered(again, ended);
        });
        Metric.DELIVERY.add(found.again(), campaign, "released", Reason.of("HK4003"));
        Metric.DELIVERY.add(found.unknown(), campaign, "unknown", Reason.of("HK4003"));
        return found.again() + found.unknown();
    }

    private record Recovered(int again, int unknown) {}

    private int recover(String set, String which, List<Long> parameters) {
        return transactions
                .sql("UPDATE hk_delivery SET " + set + ", code = 'HK4003',"
                        + " reason = 'the process ended between the call and its outcome'"
                        + " WHERE state = 'sent' AND " + which)
                .params(parameters)
                .update();
    }

    /// Answers that came after the lease was lost: kept beside the deliveries as evidence, they change nothing.
    public void keepLate(Fence fence, List<Settled> settled) {
        transactions.run(() -> {
            transactions.insertAll(
                    "INSERT INTO hk_delivery_late (delivery_id, token, outcome, code, reason, message_id, heard_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, LOCALTIMESTAMP(6))",
                    settled,
                    (statement, _, one) -> {
                        statement.setLong(1, one.id());
                        statement.setLong(2, fence.token());
                        var end = one instanceof Settled.Final found
                                ? found
                                : new Settled.Final(one.id(), "released", null, null, null);
                        statement.setString(3, end.outcome());
                        statement.setString(4, end.code());
                        statement.setString(5, end.reason());
                        statement.setString(6, end.messageId());
                    });
            return true;
        });
    }

    /// Late answers kept for a run.
    public long countLate(CampaignRun run) {
        return transactions
                .sql("SELECT COUNT(*) FROM hk_delivery_late l JOIN hk_delivery d ON d.id = l.delivery_id"
                        + " WHERE d.run_id = ?")
                .param(run.id())
                .query(Long.class)
                .single();
    }
}
