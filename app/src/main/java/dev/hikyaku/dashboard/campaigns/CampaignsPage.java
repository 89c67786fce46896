package dev.hikyaku.dashboard.campaigns;

import dev.hikyaku.dashboard.page.Charts;
import dev.hikyaku.dashboard.page.Library;
import dev.hikyaku.dashboard.page.Preferences;
import dev.hikyaku.ledger.history.Range;
import dev.hikyaku.ledger.history.Whose;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// All campaigns, and one of them: what its audience came to, when it starts next, what phones show.
@Controller
final class CampaignsPage {
    private final Known known;

    CampaignsPage(Known known) {
        this.known = known;
    }

    @GetMapping("/campaigns")
    String list(HttpServletRequest request, Model model) {
        var locale = Preferences.language(request);
        model.addAttribute(
                "lines",
                known.all().stream()
                        .map(campaign -> Line.of(campaign, known.now(campaign), locale))
                        .toList());
        return "campaigns";
    }

    /// The newest run, or the one whose key the address names; with charts over all runs.
    @GetMapping("/campaigns/{campaign}")
    String one(
            @PathVariable("campaign") String campaign,
            @RequestParam(name = "run", required = false) @Nullable String run,
            @RequestParam(name = "range", required = false) @Nullable String range,
            HttpServletRequest request,
            Model model) {
        var found = known.campaign(campaign);
        var locale = Preferences.language(request);
        var back = Range.of(range == null ? "" : range).orElse(Range.HOUR);
        var chart = known.ledger().history().read(back, Whose.campaign(found.name()));
        model.addAttribute("page", OneCampaign.of(known, found, run, locale));
        model.addAttribute("said", CampaignActs.said(request));
        model.addAttribute("charts", Charts.of(chart, locale));
        model.addAttribute("ranges", Range.words());
        model.addAttribute("plot", Library.PLOT.address());
        return "campaign";
    }
}
