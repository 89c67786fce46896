package dev.hikyaku.run.campaign;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a start by the clock came to.
///
/// @param missed starts that were written down as missed now, oldest first
/// @param start the start that is made now, or was by somebody else; null when none is due
/// @param late whether it is made up for
/// @param reports runs that were worked on: those left over first, then the one that is due
/// @param next start after now; null without a schedule
public record Launched(
        String campaign,
        List<Instant> missed,
        @Nullable Instant start,
        boolean late,
        List<CampaignReport> reports,
        @Nullable Instant next) {

    public Launched {
        missed = List.copyOf(missed);
        reports = List.copyOf(reports);
    }

    /// The exit code: of the first run that did not go well.
    public int exitCode() {
        return reports.stream()
                .map(CampaignReport::exitCode)
                .filter(code -> code != 0)
                .findFirst()
                .orElse(0);
    }
}
