package dev.hikyaku.story;

import dev.hikyaku.ledger.view.ChangeList;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One change in a list, with whose turn it is; a line of `records`, of the REST interface and of the pages.
///
/// @param outcome `waiting`, `claimed`, `sent` or the outcome
/// @param turn who has to act; `nobody` when it goes on by itself, or is over
/// @param remoteId what its record has in Salesforce now
/// @param bulkJob Salesforce's id of the bulk job it travels or travelled with
/// @param at when it got to its state
public record Listed(
        long id,
        String sync,
        String key,
        long version,
        String operation,
        String outcome,
        @Nullable String code,
        String turn,
        @Nullable String reason,
        int attempts,
        @Nullable String remoteId,
        @Nullable String bulkJob,
        Instant takenInAt,
        Instant at) {

    /// Of a line of the ledger.
    public static Listed of(ChangeList.Line line) {
        return new Listed(
                line.id(),
                line.sync(),
                line.key(),
                line.version(),
                line.operation(),
                line.state(),
                line.code(),
                Advice.turn(line.code(), line.state()).word(),
                line.reason(),
                line.attempts(),
                line.remoteId(),
                line.bulkJob(),
                line.takenInAt(),
                line.at());
    }
}
