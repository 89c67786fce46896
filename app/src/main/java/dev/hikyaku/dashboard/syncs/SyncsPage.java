package dev.hikyaku.dashboard.syncs;

import dev.hikyaku.dashboard.login.Person;
import dev.hikyaku.dashboard.operation.Operations;
import dev.hikyaku.dashboard.operation.Operations.Act;
import dev.hikyaku.dashboard.operation.Operations.HoldSync;
import dev.hikyaku.dashboard.operation.Operations.ResumeSync;
import dev.hikyaku.dashboard.page.Links;
import dev.hikyaku.dashboard.page.NotThere;
import dev.hikyaku.dashboard.page.Preferences;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.run.Project;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.view.RedirectView;

/// All syncs, and one of them: how it stands, what its runs did, what goes where; and holding it.
@Controller
final class SyncsPage {
    private final Project project;
    private final Ledger ledger;
    private final Operations operations;

    SyncsPage(Project project, Ledger ledger, Operations operations) {
        this.project = project;
        this.ledger = ledger;
        this.operations = operations;
    }

    @GetMapping("/syncs")
    String list(HttpServletRequest request, Model model) {
        var locale = Preferences.language(request);
        var syncs = project.manifest().syncs();
        model.addAttribute(
                "lines",
                ledger.view().syncs().now(syncs.stream().map(Sync::name).toList()).stream()
                        .map(now -> Line.of(known(now.sync()), now, locale))
                        .toList());
        return "syncs";
    }

    @GetMapping("/syncs/{sync}")
    String one(@PathVariable("sync") String name, HttpServletRequest request, Model model) {
        var sync = known(name);
        var where = Wherein.of(project.manifest().folder(), sync.name());
        model.addAttribute("page", OneSync.of(ledger, sync, where, Preferences.language(request)));
        model.addAttribute("said", said(request));
        return "sync";
    }

    @PostMapping("/syncs/{sync}/hold")
    RedirectView hold(
            @PathVariable("sync") String sync,
            @RequestParam(name = "reason", required = false) @Nullable String reason,
            HttpServletRequest request) {
        return act(new HoldSync(known(sync).name(), reason), request);
    }

    @PostMapping("/syncs/{sync}/resume")
    RedirectView resume(
            @PathVariable("sync") String sync,
            @RequestParam(name = "reason", required = false) @Nullable String reason,
            HttpServletRequest request) {
        return act(new ResumeSync(known(sync).name(), reason), request);
    }

    private RedirectView act(Act act, HttpServletRequest request) {
        var user = Objects.requireNonNull(Person.asking(request), "nobody asks");
        var told = operations.begin(act, user.name(), Operations.PATIENCE);
        return Links.to("/syncs/" + told.subject() + "?act=" + act.word() + "&done=" + told.came());
    }

    private static String said(HttpServletRequest request) {
        var act = String.valueOf(request.getParameter("act"));
        var done = String.valueOf(request.getParameter("done"));
        return act.matches("hold|resume") && done.matches("yes|no|later|failed")
                ? (done.equals("yes") ? "sync.page.done." + act : "act." + done)
                : "";
    }

    private Sync known(String name) {
        return project.manifest().sync(name).orElseThrow(() -> new NotThere("sync", name));
    }
}
