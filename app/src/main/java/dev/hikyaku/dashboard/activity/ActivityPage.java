package dev.hikyaku.dashboard.activity;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.people.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What people did, newest first.
@Controller
final class ActivityPage {
    private static final int SHOWN = 100;

    private final Ledger ledger;

    ActivityPage(Ledger ledger) {
        this.ledger = ledger;
    }

    @GetMapping("/activity")
    String show(
            @RequestParam(name = "actor", required = false) @Nullable String actor,
            @RequestParam(name = "action", required = false) @Nullable String action,
            @RequestParam(name = "before", required = false) @Nullable Long before,
            Model model) {
        var wanted = new Audit.Wanted(orNull(actor), orNull(action), before);
        var acts = ledger.people().audit().newest(wanted, SHOWN);
        model.addAttribute("acts", acts);
        model.addAttribute("actor", actor == null ? "" : actor);
        model.addAttribute("action", action == null ? "" : action);
        model.addAttribute("next", acts.size() == SHOWN ? acts.getLast().id() : 0);
        return "activity";
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
