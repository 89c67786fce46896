package dev.hikyaku.dashboard.campaigns;

import dev.hikyaku.dashboard.login.Person;
import dev.hikyaku.dashboard.page.Links;
import dev.hikyaku.dashboard.page.Preferences;
import dev.hikyaku.run.campaign.CampaignDesk;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// What one user got and why not, and what the user's phone would show.
@Controller
final class RecipientPage {
    private static final int LONGEST = 255;

    private final Known known;
    private final Glance glance;

    RecipientPage(Known known, Glance glance) {
        this.known = known;
        this.glance = glance;
    }

    /// The same answer as `hikyaku explain CAMPAIGN USER`.
    @GetMapping("/campaigns/{campaign}/user")
    String user(
            @PathVariable("campaign") String campaign,
            @RequestParam("user") String user,
            HttpServletRequest request,
            Model model) {
        var found = known.campaign(campaign);
        var wanted = user.strip();
        model.addAttribute("campaign", found.name());
        model.addAttribute("label", Known.label(found.label(), Preferences.language(request)));
        model.addAttribute("user", wanted);
        var isQuestion = !wanted.isEmpty() && wanted.length() <= LONGEST && wanted.indexOf('\0') < 0;
        var told = isQuestion
                ? Recipient.of(known.ledger(), found.name(), wanted, Preferences.language(request))
                : List.<Recipient>of();
        model.addAttribute("deliveries", told);
        model.addAttribute("command", "hikyaku explain " + found.name() + " " + Links.word(wanted));
        model.addAttribute(
                "now",
                isQuestion && told.isEmpty()
                        ? glance.look(found, desk -> Expected.of(desk.forecast(1, wanted::equals)))
                        : new Glance.Seen<Expected>(null, "", ""));
        return "campaign-user";
    }

    /// Worded with a row of the audience, which is written down: it may hold what is personal.
    @GetMapping("/campaigns/{campaign}/preview")
    String preview(
            @PathVariable("campaign") String campaign,
            @RequestParam(name = "user", required = false) @Nullable String user,
            HttpServletRequest request,
            Model model) {
        var found = known.campaign(campaign);
        var wanted = user == null || user.isBlank() ? null : user.strip();
        var subject = found.name() + (wanted == null ? "" : " " + wanted);
        Person.write(known.ledger(), request, new Person.Deed("preview", subject, ""));
        var seen = glance.look(found, desk -> desk.preview(wanted));
        var preview = seen.what();
        model.addAttribute("campaign", found.name());
        model.addAttribute("label", Known.label(found.label(), Preferences.language(request)));
        model.addAttribute("user", wanted == null ? "" : wanted);
        model.addAttribute("problem", seen.problem());
        model.addAttribute("detail", seen.detail());
        model.addAttribute("rowOf", preview == null || preview.user() == null ? "" : preview.user());
        model.addAttribute(
                "phones",
                preview == null
                        ? List.of()
                        : preview.shown().stream().map(Phone::of).toList());
        model.addAttribute(
                "command", "hikyaku preview " + found.name() + (wanted == null ? "" : " --user " + Links.word(wanted)));
        model.addAttribute("most", CampaignDesk.MOST_BYTES);
        return "campaign-preview";
    }
}
