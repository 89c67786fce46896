package dev.hikyaku.ledger.verdicts;

import dev.hikyaku.ledger.Changes.Receipt;
import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;
import dev.hikyaku.ledger.history.Counts;
import dev.hikyaku.ledger.history.Progress;
import dev.hikyaku.ledger.history.Waits;
import dev.hikyaku.ledger.history.Whose;
import dev.hikyaku.metrics.Metric;
import dev.hikyaku.metrics.Reason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What one transaction brings to an end: kept for the history as a part of it, and told to the metrics once it is
/// committed, for a transaction may run twice.
public final class Tally {
    private static final int SAMPLE = 50;

    private final String sync;
    private final Map<Ended, Long> ended = new LinkedHashMap<>();

    private List<Long> accepted = List.of();
    private List<Duration> waits = List.of();

    private record Ended(String outcome, String reason) {}

    /// Of one sync.
    public Tally(String sync) {
        this.sync = sync;
    }

    /// Counts changes with the same outcome.
    public Tally add(String outcome, @Nullable String code, long changes) {
        ended.merge(new Ended(outcome, Reason.of(code)), changes, Long::sum);
        return this;
    }

    /// Counts changes that the other side accepted.
    ///
    /// @param ids of them
    public Tally accepted(List<Long> ids) {
        accepted = List.copyOf(ids);
        return add("accepted", null, ids.size());
    }

    /// Tells of what came in.
    ///
    /// @return the same receipts
    public static List<Receipt> takenIn(String sync, String door, List<Receipt> receipts) {
        var late = receipts.stream().filter(Receipt.SUPERSEDED::equals).count();
        var repeated = receipts.stream().filter(Receipt.REPEATED::equals).count();
        Metric.INTAKE.add(receipts.size() - repeated, sync, door);
        new Tally(sync).add("superseded", null, late).tell();
        return receipts;
    }

    /// Writes it down for the history, as a part of the transaction that it tells of.
    public Tally kept(Transactions transactions, Dialect dialect) {
        waits = accepted.isEmpty() ? List.of() : some(transactions, dialect);
        var histogram = new Waits();
        var each = waits.isEmpty() ? 0 : Math.max(1, accepted.size() / waits.size());
        waits.forEach(wait -> histogram.add(wait, each));
        var counts = ended.entrySet().stream()
                .map(one -> Counts.ended(one.getKey().outcome(), one.getValue()))
                .reduce(Counts.NONE, Counts::plus);
        Progress.write(transactions, Whose.sync(sync), counts, histogram);
        return this;
    }

    /// How long some of the accepted changes were on their way.
    private List<Duration> some(Transactions transactions, Dialect dialect) {
        var step = Math.max(1, accepted.size() / SAMPLE);
        var some = IntStream.range(0, Math.min(SAMPLE, accepted.size()))
                .mapToObj(index -> accepted.get(index * step))
                .toList();
        return transactions
                .sql("SELECT " + dialect.micros("taken_in_at", "settled_at") + " FROM hk_change"
                        + " WHERE id IN (:ids) AND settled_at IS NOT NULL")
                .param("ids", some)
                .query((rs, _) -> Duration.ofNanos(rs.getLong(1) * 1_000))
                .list();
    }

    /// Tells, once it is committed.
    public void tell() {
        ended.forEach((end, changes) -> Metric.RECORD.add(changes, sync, end.outcome(), end.reason()));
        waits.forEach(wait -> Metric.RECORD_DURATION.took(wait, sync));
    }
}
