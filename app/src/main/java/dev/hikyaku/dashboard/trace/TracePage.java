package dev.hikyaku.dashboard.trace;

import dev.hikyaku.dashboard.login.Person;
import dev.hikyaku.dashboard.page.Links;
import dev.hikyaku.dashboard.page.NotThere;
import dev.hikyaku.dashboard.page.Preferences;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.run.Project;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.view.RedirectView;

/// What happened to one record; its address is stable and may be sent around.
@Controller
final class TracePage {
    private final Project project;
    private final Ledger ledger;

    TracePage(Project project, Ledger ledger) {
        this.project = project;
        this.ledger = ledger;
    }

    @GetMapping("/trace/{sync}/{key}")
    String show(
            @PathVariable("sync") String sync,
            @PathVariable("key") String key,
            HttpServletRequest request,
            Model model) {
        return page(sync, key, false, request, model);
    }

    /// For keys that a path can't hold.
    @GetMapping("/trace/{sync}")
    String showByParameter(
            @PathVariable("sync") String sync,
            @RequestParam("key") String key,
            HttpServletRequest request,
            Model model) {
        return page(sync, key, false, request, model);
    }

    /// Lets the last, rejected change of the record travel again.
    @PostMapping("/trace/resubmit")
    RedirectView resubmit(
            @RequestParam("sync") String sync,
            @RequestParam("key") String key,
            @RequestParam("reason") String reason,
            HttpServletRequest request) {
        known(sync);
        Person.write(ledger, request, new Person.Deed("resubmit", sync + " " + key, reason));
        var some = ledger.changes().resubmit(sync, null, List.of(key), 1);
        var link = Links.trace(sync, key);
        return Links.to(link + (link.contains("?") ? "&" : "?") + "resubmitted=" + some.size());
    }

    /// Shows the record's values once, to whoever may see them and says why.
    @PostMapping("/trace/reveal")
    String reveal(
            @RequestParam("sync") String sync,
            @RequestParam("key") String key,
            @RequestParam("reason") String reason,
            HttpServletRequest request,
            Model model) {
        if (reason.isBlank()) {
            return page(sync, key, false, request, model);
        }
        known(sync);
        Person.write(ledger, request, new Person.Deed("reveal", sync + " " + key, reason));
        return page(sync, key, true, request, model);
    }

    private String known(String sync) {
        return project.manifest()
                .sync(sync)
                .orElseThrow(() -> new NotThere("sync", sync))
                .name();
    }

    private String page(String sync, String text, boolean revealed, HttpServletRequest request, Model model) {
        var record = Traced.find(ledger, known(sync), text, revealed)
                .orElseThrow(() -> new NotThere("record", sync + " " + text));
        model.addAttribute("record", record);
        model.addAttribute("advice", record.advice(Preferences.language(request)));
        model.addAttribute("org", orgPage(record.told().remoteId()));
        model.addAttribute("resubmitted", Links.number(request.getParameter("resubmitted")));
        model.addAttribute(
                "command", command(record.told().sync(), record.told().key()));
        return "trace";
    }

    private static String command(String sync, String key) {
        return key.matches("[\\w@.-]+") ? "hikyaku trace " + sync + " " + key : "";
    }

    /// The record's page in Salesforce; empty when it is not there, or nobody said where the org is.
    private String orgPage(@Nullable String remoteId) {
        var own = project.settings().salesforce().login();
        var login = own == null ? project.manifest().connections().salesforceLogin() : own;
        return remoteId == null || login == null || !login.matches("https?://.*")
                ? ""
                : login.replaceAll("/+$", "") + "/" + remoteId;
    }
}
