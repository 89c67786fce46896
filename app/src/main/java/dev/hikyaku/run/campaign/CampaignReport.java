package dev.hikyaku.run.campaign;

import dev.hikyaku.ledger.delivery.CampaignBooks.Balance;
import dev.hikyaku.ledger.delivery.CampaignBooks.Reason;
import dev.hikyaku.run.Report;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run of a campaign came to.
///
/// @param run its key
/// @param exitCode as of a run of syncs ([Report])
/// @param books null when nothing was done
/// @param reasons outcomes with their codes
/// @param failedLater deliveries that their provider accepted, and later said that they failed
/// @param edited whether its file was another one when the run was last worked on; the rest went out as it says now
/// @param problems what stopped the run; empty when nothing did
public record CampaignReport(
        String campaign,
        String run,
        int exitCode,
        @Nullable Balance books,
        List<Reason> reasons,
        long failedLater,
        boolean edited,
        List<String> problems,
        List<Report.Stage> stages) {

    public CampaignReport {
        reasons = List.copyOf(reasons);
        problems = List.copyOf(problems);
        stages = List.copyOf(stages);
    }
}
