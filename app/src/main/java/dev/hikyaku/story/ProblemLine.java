package dev.hikyaku.story;

import dev.hikyaku.ledger.view.ProblemList;
import java.time.Instant;
import java.util.List;

/// Changes with one cause, and who has to act.
///
/// @param more whether there are more than `changes`, for not all were looked at
public record ProblemLine(
        String sync,
        String state,
        String code,
        String cause,
        String turn,
        String reason,
        long changes,
        boolean more,
        Instant first,
        Instant last,
        List<String> keys) {

    /// Of a group of the ledger.
    public static ProblemLine of(ProblemList.Group group) {
        return new ProblemLine(
                group.sync(),
                group.state(),
                group.code(),
                group.cause(),
                Advice.turn(group.code(), group.state()).word(),
                group.reason(),
                group.changes().count(),
                group.changes().more(),
                group.first(),
                group.last(),
                group.keys());
    }
}
