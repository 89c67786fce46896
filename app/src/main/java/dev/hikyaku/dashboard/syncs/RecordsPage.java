package dev.hikyaku.dashboard.syncs;

import dev.hikyaku.dashboard.page.Links;
import dev.hikyaku.dashboard.page.NotThere;
import dev.hikyaku.dashboard.page.Preferences;
import dev.hikyaku.dashboard.rest.Download;
import dev.hikyaku.dashboard.trace.Mask;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.view.ChangeList;
import dev.hikyaku.ledger.view.ChangeList.State;
import dev.hikyaku.ledger.view.Page;
import dev.hikyaku.run.Project;
import dev.hikyaku.story.Advice;
import dev.hikyaku.story.Listed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Changes of a sync one by one, by filter, the newest first; the same as a file.
@Controller
final class RecordsPage {
    private static final int SHOWN = 50;
    private static final List<String> STATES =
            Stream.of(State.values()).map(State::word).toList();

    private final Project project;
    private final Ledger ledger;

    RecordsPage(Project project, Ledger ledger) {
        this.project = project;
        this.ledger = ledger;
    }

    /// Filters as they stand in the address.
    ///
    /// @param key beginning of the key
    record Which(
            @Nullable String state,
            @Nullable String code,
            @Nullable String key,
            @Nullable String cursor) {
        private ChangeList.Filter filter(String sync) {
            var word = orNull(state);
            return new ChangeList.Filter(sync, word == null ? null : State.of(word), orNull(code), orNull(key));
        }

        private static @Nullable String orNull(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }

        /// The same filters on the command line.
        private String options() {
            return (shown(state).isEmpty() ? "" : " --outcome " + Links.word(shown(state)))
                    + (shown(code).isEmpty() ? "" : " --code " + Links.word(shown(code)));
        }

        private static String shown(@Nullable String text) {
            return text == null ? "" : text.strip();
        }
    }

    /// A change without what is personal.
    ///
    /// @param meaning of its code; empty when nobody knows
    record Row(Listed line, String reason, String meaning) {
        static Row of(Listed line, Locale locale) {
            var code = line.code();
            var reason = line.reason();
            return new Row(
                    line,
                    reason == null ? "" : Mask.text(reason),
                    code == null
                            ? ""
                            : Advice.of(code, locale).map(Advice::meaning).orElse(""));
        }
    }

    @GetMapping("/syncs/{sync}/records")
    String list(@PathVariable("sync") String sync, Which which, HttpServletRequest request, Model model) {
        var name = known(sync);
        var locale = Preferences.language(request);
        var wanted = new Page.Wanted(Which.orNull(which.cursor()), SHOWN);
        var page = ledger.view().changes().page(which.filter(name), List.of(name), wanted);
        model.addAttribute("sync", name);
        model.addAttribute(
                "rows",
                page.items().stream()
                        .map(line -> Row.of(Listed.of(line), locale))
                        .toList());
        model.addAttribute("next", page.next() == null ? "" : page.next());
        model.addAttribute("command", "hikyaku records " + name + which.options());
        model.addAttribute("states", STATES);
        model.addAttribute("state", Which.shown(which.state()));
        model.addAttribute("code", Which.shown(which.code()));
        model.addAttribute("key", Which.shown(which.key()));
        return "records";
    }

    @GetMapping("/syncs/{sync}/records.csv")
    void file(@PathVariable("sync") String sync, Which which, HttpServletResponse response) throws IOException {
        var name = known(sync);
        var filter = which.filter(name);
        var list = ledger.view().changes();
        Download.changes(response, name, wanted -> list.page(filter, List.of(name), wanted));
    }

    private String known(String name) {
        return project.manifest()
                .sync(name)
                .orElseThrow(() -> new NotThere("sync", name))
                .name();
    }
}
