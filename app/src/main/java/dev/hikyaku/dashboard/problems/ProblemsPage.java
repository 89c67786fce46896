package dev.hikyaku.dashboard.problems;

import dev.hikyaku.dashboard.login.Person;
import dev.hikyaku.dashboard.page.Links;
import dev.hikyaku.dashboard.page.NotThere;
import dev.hikyaku.dashboard.page.Preferences;
import dev.hikyaku.dashboard.trace.Mask;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.view.Bounded;
import dev.hikyaku.ledger.view.ProblemList.Filter;
import dev.hikyaku.ledger.view.ProblemList.Group;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.run.Project;
import dev.hikyaku.story.Advice;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriComponentsBuilder;

/// What needs somebody, by its cause, with whose turn it is; all of one code travel again by one press.
@Controller
final class ProblemsPage {
    private static final int AT_ONCE = 1_000;
    private static final int ROUNDS = 20;

    private final Project project;
    private final Ledger ledger;

    ProblemsPage(Project project, Ledger ledger) {
        this.project = project;
        this.ledger = ledger;
    }

    /// A group with whose turn it is.
    ///
    /// @param turn word of who has to act
    /// @param meaning what its code means; empty when nobody knows
    /// @param reason without personal data
    record Row(Group group, String turn, String meaning, String reason) {
        static Row of(Group group, Locale locale) {
            return new Row(
                    group,
                    Advice.turn(group.code(), group.state()).word(),
                    Advice.ofRow(group.code(), locale).map(Advice::meaning).orElse(""),
                    Mask.text(group.reason()));
        }
    }

    @GetMapping("/problems")
    String show(
            @RequestParam(name = "sync", required = false) @Nullable String sync,
            @RequestParam(name = "code", required = false) @Nullable String code,
            HttpServletRequest request,
            Model model) {
        var own = sync == null || sync.isBlank() ? null : known(sync);
        var filter = new Filter(own, code == null || code.isBlank() ? null : code.strip());
        var syncs = project.manifest().syncs().stream().map(Sync::name).toList();
        var locale = Preferences.language(request);
        model.addAttribute(
                "rows",
                ledger.view().problems().groups(filter, syncs).stream()
                        .map(group -> Row.of(group, locale))
                        .toList());
        model.addAttribute("syncs", syncs);
        model.addAttribute("sync", own == null ? "" : own);
        model.addAttribute("code", code == null ? "" : code.strip());
        model.addAttribute("most", Bounded.MOST);
        model.addAttribute("resubmitted", Links.number(request.getParameter("resubmitted")));
        return "problems";
    }

    /// Lets all changes of a sync that were rejected with a code travel again, 20,000 at most.
    @PostMapping("/problems/resubmit")
    RedirectView resubmit(
            @RequestParam("sync") String sync,
            @RequestParam("code") String code,
            @RequestParam("reason") String reason,
            HttpServletRequest request) {
        var name = known(sync);
        Person.write(ledger, request, new Person.Deed("resubmit", name + " " + code, reason));
        var count = 0;
        for (var round = 0; round < ROUNDS; round++) {
            var some = ledger.changes().resubmit(name, code, List.of(), AT_ONCE);
            count += some.size();
            if (some.size() < AT_ONCE) {
                break;
            }
        }
        return Links.to(UriComponentsBuilder.fromPath("/problems")
                .queryParam("sync", name)
                .queryParam("resubmitted", count)
                .encode()
                .toUriString());
    }

    private String known(String sync) {
        return project.manifest()
                .sync(sync)
                .orElseThrow(() -> new NotThere("sync", sync))
                .name();
    }
}
