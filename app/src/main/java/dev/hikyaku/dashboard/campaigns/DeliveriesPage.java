package dev.hikyaku.dashboard.campaigns;

import dev.hikyaku.dashboard.page.Links;
import dev.hikyaku.dashboard.page.NotThere;
import dev.hikyaku.dashboard.page.Preferences;
import dev.hikyaku.dashboard.rest.Download;
import dev.hikyaku.ledger.view.DeliveryList;
import dev.hikyaku.ledger.view.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Deliveries of a run one by one, by filter; the same as a file.
@Controller
final class DeliveriesPage {
    private static final int SHOWN = 50;
    private static final List<String> STATES =
            List.of("accepted", "sent", "waiting", "suppressed", "rejected", "unknown", "expired", "cancelled");

    private final Known known;

    DeliveriesPage(Known known) {
        this.known = known;
    }

    /// Filters as they stand in the address.
    record Which(
            @Nullable String run,
            @Nullable String state,
            @Nullable String code,
            @Nullable String cursor) {
        private DeliveryList.Filter filter() {
            return new DeliveryList.Filter(blankToNull(state), blankToNull(code));
        }

        private static @Nullable String blankToNull(@Nullable String text) {
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

    @GetMapping("/campaigns/{campaign}/deliveries")
    String list(@PathVariable("campaign") String campaign, Which which, HttpServletRequest request, Model model) {
        var found = known.campaign(campaign);
        var locale = Preferences.language(request);
        var run = known.run(found, which.run());
        var wanted = new Page.Wanted(Which.blankToNull(which.cursor()), SHOWN);
        var page = run.map(one -> known.ledger().view().deliveries().page(one, which.filter(), wanted))
                .orElse(new Page<>(List.of(), null));
        model.addAttribute("campaign", found.name());
        model.addAttribute("label", Known.label(found.label(), locale));
        model.addAttribute("run", run.map(one -> one.key()).orElse(""));
        model.addAttribute(
                "rows",
                page.items().stream()
                        .map(told -> Recipient.of(told, List.of(), locale))
                        .toList());
        model.addAttribute("next", page.next() == null ? "" : page.next());
        model.addAttribute("command", "hikyaku records " + found.name() + which.options());
        model.addAttribute("states", STATES);
        model.addAttribute("state", Which.shown(which.state()));
        model.addAttribute("code", Which.shown(which.code()));
        return "deliveries";
    }

    @GetMapping("/campaigns/{campaign}/deliveries.csv")
    void file(@PathVariable("campaign") String campaign, Which which, HttpServletResponse response) throws IOException {
        var found = known.campaign(campaign);
        var run = known.run(found, which.run()).orElseThrow(() -> new NotThere("run", ""));
        var list = known.ledger().view().deliveries();
        Download.deliveries(response, found.name(), wanted -> list.page(run, which.filter(), wanted));
    }
}
