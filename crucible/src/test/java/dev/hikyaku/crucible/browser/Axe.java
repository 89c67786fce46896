package dev.hikyaku.crucible.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;

/// What axe-core has against a page; all its rules.
final class Axe {
    private Axe() {}

    /// One line for each element that breaks a rule.
    ///
    /// @throws AssertionError when axe did not get to look at it
    static List<String> violations(Page page) {
        // The other way opens a blank page for each look; it matters only to frames, and there are none.
        var results = new AxeBuilder(page).setLegacyMode(true).analyze();
        if (results.getErrorMessage() != null || results.getPasses().isEmpty()) {
            throw new AssertionError("axe could not look at " + page.url() + ": " + results.getErrorMessage());
        }
        return results.getViolations().stream()
                .flatMap(rule -> rule.getNodes().stream().map(node -> line(rule, node)))
                .toList();
    }

    private static String line(Rule rule, CheckedNode node) {
        var why = String.valueOf(node.getFailureSummary()).replaceAll("\\s+", " ");
        return rule.getId() + " " + node.getTarget() + " " + node.getHtml() + " " + why;
    }
}
