package dev.hikyaku.ledger.dialect;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Accepted changes of one sync.
///
/// @param org the org their remote ids belong to
public record Accepted(String sync, String org, List<Row> rows) {
    /// An accepted change and the id of its record.
    ///
    /// @param id of the change
    /// @param remoteId null after a delete
    public record Row(
            long id, String key, long version, @Nullable String remoteId) {}

    /// The rows, those of one version together, each group in the order of the keys.
    Collection<List<Row>> byVersion() {
        return rows.stream()
                .sorted(Comparator.comparing(Row::key))
                .collect(Collectors.groupingBy(Row::version, TreeMap::new, Collectors.toList()))
                .values();
    }

    List<String> keys() {
        return rows.stream().map(Row::key).toList();
    }
}
