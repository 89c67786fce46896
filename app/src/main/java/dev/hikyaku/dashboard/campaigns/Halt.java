package dev.hikyaku.dashboard.campaigns;

import dev.hikyaku.ledger.delivery.Approvals.Approval;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.story.Advice;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a run does not go on, and what helps.
///
/// @param reason as the run says it
/// @param code of what stopped it; empty when a person did
/// @param meaning of the code
/// @param fix what to do about it
/// @param approver who has to agree before anything is sent; empty when nobody has
record Halt(String reason, String code, String meaning, String fix, String approver) {

    /// Null while nothing is in its way.
    ///
    /// @param approval what the run needed; null when it needed nobody
    static @Nullable Halt of(CampaignRun run, @Nullable Approval approval, Locale locale) {
        var waits = run.state() == State.PAUSED && approval != null && !approval.isGiven();
        var reason = run.reason();
        if (reason == null && !waits) {
            return null;
        }
        var code = waits ? "HK4002" : run.state() == State.STOPPED ? "HK4001" : "";
        var advice = Advice.of(code, locale);
        return new Halt(
                reason == null ? "" : reason,
                code,
                advice.map(Advice::meaning).orElse(""),
                advice.map(Advice::fix).orElse(""),
                waits && approval != null ? approval.wanted() : "");
    }

    /// Whether it waits for somebody to agree.
    public boolean isForApproval() {
        return !approver.isEmpty();
    }
}
