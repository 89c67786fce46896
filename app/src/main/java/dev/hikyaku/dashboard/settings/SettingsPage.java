package dev.hikyaku.dashboard.settings;

import dev.hikyaku.dashboard.login.Person;
import dev.hikyaku.dashboard.page.Links;
import dev.hikyaku.dashboard.page.Preferences;
import dev.hikyaku.dashboard.page.Texts;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.run.doctor.Finding;
import dev.hikyaku.run.doctor.Finding.Verdict;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.view.RedirectView;

/// What this process runs with, what changed, and what the doctor found.
@Controller
final class SettingsPage {
    private static final int CHANGES = 20;

    private final Facts facts;
    private final Examination examination;
    private final Ledger ledger;

    SettingsPage(Facts facts, Examination examination, Ledger ledger) {
        this.facts = facts;
        this.examination = examination;
        this.ledger = ledger;
    }

    /// A finding in words.
    ///
    /// @param verdict `ok`, `warn` or `bad`
    /// @param fix empty where nothing has to be done
    public record Line(String subject, String verdict, String text, String turn, String fix) {}

    @GetMapping("/settings")
    String show(HttpServletRequest request, Model model) {
        var texts = Texts.in(Preferences.language(request));
        model.addAttribute("versions", facts.versions());
        model.addAttribute("listeners", facts.listeners());
        model.addAttribute("quotas", facts.quotas());
        model.addAttribute("retention", facts.retention());
        model.addAttribute("changes", ledger.history().setups().newest(CHANGES));
        model.addAttribute("busy", examination.isBusy());
        var last = examination.last().orElse(null);
        model.addAttribute("examinedAt", last == null ? null : last.at());
        model.addAttribute(
                "findings",
                last == null
                        ? List.of()
                        : last.findings().stream().map(one -> line(one, texts)).toList());
        return "settings";
    }

    /// Looks at all systems, and changes nothing there.
    @PostMapping("/settings/doctor")
    RedirectView examine(HttpServletRequest request) {
        Person.write(ledger, request, new Person.Deed("doctor", "all systems", ""));
        examination.begin();
        return Links.to("/settings#doctor");
    }

    private static Line line(Finding finding, Texts texts) {
        var key = "doctor." + finding.name();
        var fix =
                finding.verdict() == Verdict.OK ? "" : texts.find(key + ".fix").orElse("");
        return new Line(
                small(finding.subject()),
                small(finding.verdict()),
                texts.say(key, finding.values().toArray()),
                finding.turn(),
                fix);
    }

    private static String small(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
