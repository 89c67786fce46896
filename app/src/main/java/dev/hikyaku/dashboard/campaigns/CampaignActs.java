package dev.hikyaku.dashboard.campaigns;

import dev.hikyaku.dashboard.login.Person;
import dev.hikyaku.dashboard.operation.Operations;
import dev.hikyaku.dashboard.operation.Operations.Act;
import dev.hikyaku.dashboard.operation.Operations.CancelCampaign;
import dev.hikyaku.dashboard.operation.Operations.PauseCampaign;
import dev.hikyaku.dashboard.operation.Operations.ResumeCampaign;
import dev.hikyaku.dashboard.operation.Operations.Turn;
import dev.hikyaku.dashboard.page.Links;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.view.RedirectView;

/// Lets a run rest, go on or end; the same operations as those of the REST interface.
@Controller
final class CampaignActs {
    private final Known known;
    private final Operations operations;

    CampaignActs(Known known, Operations operations) {
        this.known = known;
        this.operations = operations;
    }

    /// What a form says.
    ///
    /// @param run key; blank for the campaign itself
    record Wish(@Nullable String run, @Nullable String reason) {
        private Turn turn(String campaign) {
            return new Turn(campaign, blankToNull(run));
        }

        private @Nullable String why() {
            return blankToNull(reason);
        }

        private static @Nullable String blankToNull(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    @PostMapping("/campaigns/{campaign}/pause")
    RedirectView pause(@PathVariable("campaign") String campaign, Wish wish, HttpServletRequest request) {
        var turn = turn(campaign, wish);
        return act(new PauseCampaign(turn, wish.why()), turn, request);
    }

    @PostMapping("/campaigns/{campaign}/resume")
    RedirectView resume(@PathVariable("campaign") String campaign, Wish wish, HttpServletRequest request) {
        var turn = turn(campaign, wish);
        return act(new ResumeCampaign(turn, wish.why()), turn, request);
    }

    @PostMapping("/campaigns/{campaign}/cancel")
    RedirectView cancel(@PathVariable("campaign") String campaign, Wish wish, HttpServletRequest request) {
        var turn = turn(campaign, wish);
        return act(new CancelCampaign(turn, wish.why()), turn, request);
    }

    private Turn turn(String campaign, Wish wish) {
        return wish.turn(known.campaign(campaign).name());
    }

    private RedirectView act(Act act, Turn turn, HttpServletRequest request) {
        var run = turn.run() == null ? "" : "run=" + URLEncoder.encode(turn.run(), StandardCharsets.UTF_8) + "&";
        return Links.to(
                "/campaigns/" + turn.campaign() + "?" + run + "act=" + act.word() + "&done=" + came(act, request));
    }

    private String came(Act act, HttpServletRequest request) {
        var user = Objects.requireNonNull(Person.asking(request), "nobody asks");
        try {
            return operations.begin(act, user.name(), Operations.PATIENCE).came();
        } catch (Operations.NotPossible _) {
            return "no";
        }
    }

    /// Which wording tells what was just done; empty when nothing was.
    static String said(HttpServletRequest request) {
        var act = String.valueOf(request.getParameter("act"));
        var done = String.valueOf(request.getParameter("done"));
        return act.matches("pause|resume|cancel") && done.matches("yes|no|later|failed")
                ? (done.equals("yes") ? "campaign.page.done." + act : "act." + done)
                : "";
    }
}
