package dev.hikyaku.dashboard.campaigns;

import dev.hikyaku.dashboard.trace.Mask;
import dev.hikyaku.push.forecast.Foreseen;
import java.time.Instant;
import java.util.List;

/// What a run would make now of a user whom none took in.
///
/// @param inAudience whether the audience holds the user
/// @param suppressed codes of why nothing would be sent
/// @param unfit why nothing could be worded, without values of the row
/// @param waits for what it would wait
/// @param devices that would get it at once
record Expected(boolean inAudience, List<String> suppressed, List<String> unfit, List<Wait> waits, long devices) {

    /// It would wait until then.
    record Wait(String reason, Instant until) {}

    static Expected of(Foreseen seen) {
        return new Expected(
                seen.audience().rows() > 0,
                List.copyOf(seen.suppressed().keySet()),
                seen.rejected().stream().map(one -> Mask.text(one.reason())).toList(),
                seen.held().stream()
                        .map(one -> new Wait(Mask.text(one.reason()), one.until()))
                        .toList(),
                seen.sent().devices());
    }
}
