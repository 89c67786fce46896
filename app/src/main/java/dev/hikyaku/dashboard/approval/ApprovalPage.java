package dev.hikyaku.dashboard.approval;

import dev.hikyaku.dashboard.approval.Approving.Standing;
import dev.hikyaku.dashboard.approval.Approving.Verdict;
import dev.hikyaku.dashboard.campaigns.Glance;
import dev.hikyaku.dashboard.login.Person;
import dev.hikyaku.dashboard.page.Links;
import dev.hikyaku.dashboard.page.NotThere;
import dev.hikyaku.dashboard.trace.Mask;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.campaign.Surveyed.Fate;
import dev.hikyaku.run.campaign.Surveyed.Sampled;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriComponentsBuilder;

/// May this be sent? What phones would show, to how many, how that compares with other times, and the button.
@Controller
final class ApprovalPage {
    private static final List<String> SAID = List.of("given", "late", "notYours");
    private static final int LOOKED = 1_000;
    private static final int SHOWN = 10;

    private final Project project;
    private final Approving approving;
    private final Glance glance;

    ApprovalPage(Project project, Approving approving, Glance glance) {
        this.project = project;
        this.approving = approving;
        this.glance = glance;
    }

    @GetMapping("/campaigns/{campaign}/approval")
    String show(
            @PathVariable("campaign") String name,
            @RequestParam(name = "run", required = false) @Nullable String key,
            @RequestParam(name = "said", required = false) @Nullable String said,
            HttpServletRequest request,
            Model model) {
        var campaign = campaign(name);
        var standing = approving.standing(name, key);
        if (key != null && standing.isEmpty()) {
            throw new NotThere("run", key);
        }
        model.addAttribute("campaign", campaign);
        model.addAttribute("standing", standing.orElse(null));
        model.addAttribute("kind", standing.map(ApprovalPage::kind).orElse("none"));
        model.addAttribute("others", approving.awaited(name));
        model.addAttribute("usual", approving.usual(name));
        model.addAttribute("said", SAID.contains(String.valueOf(said)) ? said : "");
        var awaited = standing.filter(Standing::isAwaited);
        var meant = awaited.flatMap(one -> Optional.ofNullable(one.approval()))
                .map(approval -> approving.meant(approval.wanted()));
        model.addAttribute(
                "mine", meant.map(whom -> Person.isMeant(request, whom)).orElse(false));
        model.addAttribute("whose", meant.map(Whose::of).orElse(null));
        model.addAttribute("sampled", awaited.isPresent() ? sampled(campaign, awaited.get()) : null);
        return "approval";
    }

    private Campaign campaign(String name) {
        return project.manifest().campaign(name).orElseThrow(() -> new NotThere("campaign", name));
    }

    private static String kind(Standing standing) {
        if (standing.isAwaited()) {
            return "awaited";
        }
        if (standing.run().state() == State.STOPPED) {
            return "stopped";
        }
        var approval = standing.approval();
        return approval != null && approval.isGiven() ? "given" : "none";
    }

    /// Null when the application's database does not answer: the ledger's own numbers still stand.
    private @Nullable Sampled sampled(Campaign campaign, Standing standing) {
        var what = glance.look(campaign, desk -> desk.sample(standing.run(), LOOKED, MaskedRow::of))
                .what();
        return what == null ? null : masked(what);
    }

    private static Sampled masked(Sampled sampled) {
        var people = sampled.people().stream()
                .limit(SHOWN)
                .map(one -> new Fate(Mask.value(one.user()), one.code()))
                .toList();
        return new Sampled(sampled.looked(), sampled.sent(), sampled.others(), people, sampled.shown());
    }

    @PostMapping("/campaigns/{campaign}/approve")
    RedirectView approve(
            @PathVariable("campaign") String name,
            @RequestParam("run") String key,
            @RequestParam("reason") String reason,
            HttpServletRequest request) {
        var said = switch (approving.approve(campaign(name).name(), key, request, reason)) {
            case Verdict.Given _ -> "given";
            case Verdict.TooLate _ -> "late";
            case Verdict.NotYours _ -> "notYours";
            case Verdict.NoRun _ -> throw new NotThere("run", key);
        };
        return Links.to(UriComponentsBuilder.fromPath("/campaigns/" + name + "/approval")
                .queryParam("run", "{run}")
                .queryParam("said", said)
                .encode()
                .buildAndExpand(key)
                .toUriString());
    }
}
