package dev.hikyaku.story;

import dev.hikyaku.ledger.Runs;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One run of syncs in a list; a line of `status` and of the REST interface.
///
/// @param run its key
public record RunLine(
        String run,
        String state,
        @Nullable Integer exitCode,
        List<String> syncs,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String note) {

    /// Of a run of the ledger.
    public static RunLine of(Runs.Run run) {
        return new RunLine(
                run.key(),
                run.state(),
                run.exitCode(),
                Arrays.asList(run.syncs().split(" ")),
                run.startedAt(),
                run.endedAt(),
                run.note());
    }
}
