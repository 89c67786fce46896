package dev.hikyaku.ledger.dialect;

import java.util.List;
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

    List<String> keys() {
        return rows.stream().map(Row::key).toList();
    }
}
