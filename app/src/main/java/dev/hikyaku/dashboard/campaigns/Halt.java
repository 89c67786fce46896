package dev.hikyaku.dashboard.campaigns;

import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.manifest.campaign.Campaign;
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
    static @Nullable Halt of(Campaign campaign, CampaignRun run, Locale locale) {
        var reason = run.reason();
        if (reason == null) {
            return null;
        }
        var approval = campaign.approval();
        var waits = run.state() == State.PAUSED
                && approval != null
                && reason.endsWith("wait for the approval of " + approval.by());
        var code = waits ? "HK4002" : run.state() == State.STOPPED ? "HK4001" : "";
        var advice = Advice.of(code, locale);
        return new Halt(
                reason,
                code,
                advice.map(Advice::meaning).orElse(""),
                advice.map(Advice::fix).orElse(""),
                waits && approval != null ? approval.by() : "");
    }

    /// Whether it waits for somebody to agree.
    public boolean isForApproval() {
        return !approver.isEmpty();
    }
}
