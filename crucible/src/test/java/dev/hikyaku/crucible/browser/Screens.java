package dev.hikyaku.crucible.browser;

import dev.hikyaku.ledger.people.Role;
import java.util.List;
import java.util.Set;

/// All pages there are. Whoever adds a page adds its line here, for each state that looks different.
final class Screens {
    private Screens() {}

    static final List<Screen> ALL = List.of(
            Screen.open("login", "/login", "/login"),
            Screen.open("login-failed", "/login", "/login?failed"),
            Screen.open("login-out", "/login", "/login?out"),
            Screen.of("overview", "/", "/"),
            Screen.of("trace-accepted", "/trace/{sync}/{key}", "/trace/contact/1042"),
            Screen.of("trace-rejected", "/trace/{sync}/{key}", "/trace/account/" + Office.STUBBORN),
            Screen.of("trace-waiting", "/trace/{sync}", "/trace/contact?key=" + Office.WAITS_LONG),
            Screen.of("problems", "/problems", "/problems"),
            Screen.of("problems-none", "/problems", "/problems?sync=account&code=NOTHING_OF_THIS_KIND"),
            Screen.of("runs", "/runs", "/runs"),
            Screen.of("runs-of-one", "/runs", "/runs?sync=contact"),
            Screen.of("run", "/run", "/run?key={run}"),
            Screen.of("search", "/search", "/search"),
            Screen.of("search-found", "/search", "/search?q=10"),
            Screen.of("search-nothing", "/search", "/search?q=nobody-has-this-key"),
            Screen.of("activity", "/activity", "/activity"),
            Screen.of("settings", "/settings", "/settings"),
            Screen.of("syncs", "/syncs", "/syncs"),
            Screen.of("sync", "/syncs/{sync}", "/syncs/account"),
            Screen.of("sync-records", "/syncs/{sync}/records", "/syncs/account/records"),
            Screen.of("campaigns", "/campaigns", "/campaigns"),
            Screen.of("campaign", "/campaigns/{campaign}", "/campaigns/premium-news"),
            Screen.of("campaign-user", "/campaigns/{campaign}/user", "/campaigns/premium-news/user?user=1042"),
            Screen.of("campaign-preview", "/campaigns/{campaign}/preview", "/campaigns/premium-news/preview"),
            Screen.of(
                    "campaign-deliveries",
                    "/campaigns/{campaign}/deliveries",
                    "/campaigns/premium-news/deliveries?run=premium-news-1"),
            Screen.of("campaign-approval", "/campaigns/{campaign}/approval", "/campaigns/premium-news/approval"),
            Screen.trouble("denied", Role.VIEWER, "/activity", 403),
            Screen.trouble("missing", Role.ADMIN, "/nothing-here", 404),
            Screen.trouble("not-there", Role.ADMIN, "/trace/contact/999999", 404),
            Screen.trouble("not-understood", Role.ADMIN, "/runs?cursor=nonsense", 400));

    /// Ways in that are no pages: files, parts of pages, and what scripts ask.
    static final Set<String> NO_PAGES = Set.of(
            "/assets/**",
            "/overview/now",
            "/summary",
            "/login/oidc",
            "/login/oidc/back",
            "/syncs/{sync}/records.csv",
            "/campaigns/{campaign}/deliveries.csv");

    /// What begins ways in for programs.
    static final String API = "/api/";
}
