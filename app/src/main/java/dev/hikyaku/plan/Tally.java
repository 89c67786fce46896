package dev.hikyaku.plan;

import dev.hikyaku.plan.Comparison.Compared;
import dev.hikyaku.plan.Plan.Counts;
import dev.hikyaku.plan.Plan.Detail;
import dev.hikyaku.plan.Plan.FieldChange;
import dev.hikyaku.plan.Plan.Kind;
import dev.hikyaku.plan.Plan.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counts what becomes of the changes of one sync, and keeps the first of each kind.
final class Tally {
    private final int limit;
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final Map<Kind, List<Detail>> details = new EnumMap<>(Kind.class);
    private final Map<Kind, Map<String, Reason>> reasons = new EnumMap<>(Kind.class);
    private long unchanged;
    private long notCompared;
    private long absent;
    private long superseded;

    /// @param limit how many of each kind are kept
    Tally(int limit) {
        this.limit = limit;
    }

    Counts counts() {
        return new Counts(
                count(Kind.CREATE),
                count(Kind.CHANGE),
                unchanged,
                notCompared,
                count(Kind.LATER),
                count(Kind.DELETE),
                absent,
                superseded,
                count(Kind.HOLD),
                count(Kind.REJECT));
    }

    private long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /// A row that travels.
    void travels(Item item, Compared compared) {
        if (item.later()) {
            add(Kind.LATER, item, compared.fields());
            return;
        }
        switch (compared.like()) {
            case NEW -> add(Kind.CREATE, item, compared.fields());
            case DIFFERS -> add(Kind.CHANGE, item, compared.fields());
            case SAME -> unchanged++;
            case NOT_COMPARED -> {
                notCompared++;
                add(item.change().remoteId() == null ? Kind.CREATE : Kind.CHANGE, item, compared.fields());
            }
        }
    }

    void deleted(Item item) {
        add(Kind.DELETE, item, List.of());
    }

    void absent(long more) {
        absent += more;
    }

    void superseded(long more) {
        superseded += more;
    }

    void held(Item item, String code, String reason) {
        var hold = item.hold();
        why(Kind.HOLD, hold == null ? code : code + " " + hold.sync(), detail(Kind.HOLD, item, code, reason));
    }

    void rejected(Item item, String code, String reason) {
        why(Kind.REJECT, code, detail(Kind.REJECT, item, code, reason));
    }

    private static Detail detail(Kind kind, Item item, String code, String reason) {
        return new Detail(kind, item.key(), item.change().remoteId(), List.of(), code, reason);
    }

    private void why(Kind kind, String group, Detail detail) {
        add(detail);
        reasons.computeIfAbsent(kind, _ -> new LinkedHashMap<>())
                .merge(
                        group,
                        new Reason(String.valueOf(detail.code()), String.valueOf(detail.reason()), 1),
                        (known, _) -> new Reason(known.code(), known.reason(), known.changes() + 1));
    }

    private void add(Kind kind, Item item, List<FieldChange> fields) {
        add(new Detail(kind, item.key(), item.change().remoteId(), fields, null, null));
    }

    private void add(Detail detail) {
        counts.merge(detail.kind(), 1L, Long::sum);
        var kept = details.computeIfAbsent(detail.kind(), _ -> new ArrayList<>());
        if (kept.size() < limit) {
            kept.add(detail);
        }
    }

    /// Why changes come to this, most frequent first.
    List<Reason> reasons(Kind kind) {
        return reasons.getOrDefault(kind, Map.of()).values().stream()
                .sorted(Comparator.comparingLong(Reason::changes).reversed())
                .toList();
    }

    List<Detail> details() {
        return details.values().stream().flatMap(List::stream).toList();
    }
}
