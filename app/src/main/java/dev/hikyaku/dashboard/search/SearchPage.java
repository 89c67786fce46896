package dev.hikyaku.dashboard.search;

import dev.hikyaku.dashboard.page.Links;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.view.Search.Found;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.run.Project;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Finds by key, id of Salesforce, request id, run or user. A single record is shown at once.
@Controller
final class SearchPage {
    private static final int LONGEST = 255;

    private final Project project;
    private final Ledger ledger;

    SearchPage(Project project, Ledger ledger) {
        this.project = project;
        this.ledger = ledger;
    }

    @GetMapping("/search")
    ModelAndView find(@RequestParam(name = "q", required = false) @Nullable String text) {
        var wanted = text == null ? "" : text.strip();
        var syncs = project.manifest().syncs().stream().map(Sync::name).toList();
        var isQuestion = !wanted.isEmpty() && wanted.length() <= LONGEST && wanted.indexOf('\0') < 0;
        var found = isQuestion ? ledger.view().search().find(wanted, syncs) : List.<Found>of();
        if (found.size() == 1 && found.getFirst().kind().equals("record")) {
            var only = found.getFirst();
            return new ModelAndView(Links.to(Links.trace(Objects.requireNonNull(only.name()), only.key())));
        }
        return new ModelAndView("search").addObject("q", wanted).addObject("found", found);
    }
}
