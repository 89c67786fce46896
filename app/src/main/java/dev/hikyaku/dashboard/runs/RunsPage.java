package dev.hikyaku.dashboard.runs;

import dev.hikyaku.dashboard.page.NotThere;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.view.Page;
import dev.hikyaku.ledger.view.RunList;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.run.Project;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Runs, newest first, and one of them with its stages, bulk jobs and balance.
@Controller
final class RunsPage {
    private static final int SHOWN = 50;

    private final Project project;
    private final Ledger ledger;

    RunsPage(Project project, Ledger ledger) {
        this.project = project;
        this.ledger = ledger;
    }

    @GetMapping("/runs")
    String list(
            @RequestParam(name = "sync", required = false) @Nullable String sync,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            Model model) {
        var own = sync == null || sync.isBlank() ? null : sync;
        var page = ledger.view().runs().page(new RunList.Filter(own, null), new Page.Wanted(cursor, SHOWN));
        model.addAttribute("runs", page.items());
        model.addAttribute("next", page.next() == null ? "" : page.next());
        model.addAttribute("sync", own == null ? "" : own);
        model.addAttribute(
                "syncs", project.manifest().syncs().stream().map(Sync::name).toList());
        return "runs";
    }

    @GetMapping("/run")
    String one(@RequestParam("key") String key, Model model) {
        model.addAttribute("detail", ledger.view().runs().find(key).orElseThrow(() -> new NotThere("run", key)));
        return "run";
    }
}
