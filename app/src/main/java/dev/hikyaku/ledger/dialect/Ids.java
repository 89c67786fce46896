package dev.hikyaku.ledger.dialect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/// Ids of rows as a condition: few ranges where the ids stand side by side, as those of a first load do, else a list. A
/// list of thousands costs the driver and the database about as much as finding the rows.
public final class Ids {
    private static final int MOST_RANGES = 8;

    private final List<Long> all;
    private final List<Range> ranges;

    private record Range(long first, long last) {}

    private Ids(List<Long> all) {
        this.all = all;
        this.ranges = ranges(all);
    }

    /// These ids.
    ///
    /// @param ids at least one, in any order
    public static Ids of(Collection<Long> ids) {
        return new Ids(ids.stream().sorted().distinct().toList());
    }

    /// Ranges that hold these ids and no others; none when that takes many.
    private static List<Range> ranges(List<Long> sorted) {
        var ranges = new ArrayList<Range>();
        for (long id : sorted) {
            if (!ranges.isEmpty() && ranges.getLast().last() + 1 == id) {
                ranges.set(ranges.size() - 1, new Range(ranges.getLast().first(), id));
            } else if (ranges.size() == MOST_RANGES) {
                return List.of();
            } else {
                ranges.add(new Range(id, id));
            }
        }
        return ranges;
    }

    /// SQL that is true for the rows with these ids; its parameters are given by [#bind(StatementSpec)].
    public String condition() {
        return ranges.isEmpty()
                ? "id IN (:ids)"
                : IntStream.range(0, ranges.size())
                        .mapToObj(range -> "id BETWEEN :first" + range + " AND :last" + range)
                        .collect(Collectors.joining(" OR ", "(", ")"));
    }

    /// Gives the condition its parameters.
    public StatementSpec bind(StatementSpec statement) {
        if (ranges.isEmpty()) {
            return statement.param("ids", all);
        }
        var bound = statement;
        for (int range = 0; range < ranges.size(); range++) {
            bound = bound.param("first" + range, ranges.get(range).first())
                    .param("last" + range, ranges.get(range).last());
        }
        return bound;
    }
}
