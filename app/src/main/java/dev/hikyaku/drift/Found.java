package dev.hikyaku.drift;

import dev.hikyaku.drift.Differences.Difference;
import dev.hikyaku.drift.Differences.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Counts differences, and keeps the first ones.
final class Found {
    private final int limit;
    private final List<Difference> first = new ArrayList<>();
    private final Map<Kind, Long> records = new EnumMap<>(Kind.class);
    private long compared;
    private long notAccepted;
    private long resent;

    Found(int limit) {
        this.limit = limit;
    }

    void compared(int more, int moreNotAccepted) {
        compared += more;
        notAccepted += moreNotAccepted;
    }

    void resent(int more) {
        resent += more;
    }

    /// Differences of one kind on one record.
    void add(Kind kind, List<Difference> ofOneRecord) {
        if (!ofOneRecord.isEmpty()) {
            records.merge(kind, 1L, Long::sum);
            ofOneRecord.stream().limit(Math.max(0, limit - first.size())).forEach(first::add);
        }
    }

    long rows() {
        return compared + notAccepted;
    }

    Differences of(String sync) {
        return new Differences(
                sync,
                compared,
                notAccepted,
                count(Kind.differs),
                count(Kind.missing),
                count(Kind.merged),
                count(Kind.other),
                count(Kind.extra),
                resent,
                first);
    }

    private long count(Kind kind) {
        return records.getOrDefault(kind, 0L);
    }
}
