package dev.hikyaku.dashboard.login;

import dev.hikyaku.dashboard.login.oidc.Provider;
import dev.hikyaku.ledger.people.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/// A way into the dashboard, and the least role that may take it. What is not listed here nobody may take.
///
/// @param pattern below the dashboard's path
/// @param role null for everybody, logged in or not
public record Route(
        HttpMethod method, String pattern, @Nullable Role role) {
    /// All there are.
    public static final List<Route> ALL = List.of(
            open(HttpMethod.GET, "/login"),
            open(HttpMethod.POST, "/login"),
            open(HttpMethod.GET, Provider.BEGIN),
            open(HttpMethod.GET, Provider.BACK),
            open(HttpMethod.GET, "/assets/**"),
            get("/", Role.VIEWER),
            get("/overview/now", Role.VIEWER),
            get("/summary", Role.VIEWER),
            post("/logout", Role.VIEWER),
            get("/trace/{sync}", Role.VIEWER),
            get("/trace/{sync}/{key}", Role.VIEWER),
            post("/trace/resubmit", Role.OPERATOR),
            post("/trace/reveal", Role.ADMIN),
            get("/problems", Role.VIEWER),
            post("/problems/resubmit", Role.OPERATOR),
            get("/runs", Role.VIEWER),
            get("/run", Role.VIEWER),
            get("/syncs", Role.VIEWER),
            get("/syncs/{sync}", Role.VIEWER),
            get("/syncs/{sync}/records", Role.VIEWER),
            get("/syncs/{sync}/records.csv", Role.VIEWER),
            post("/syncs/{sync}/hold", Role.OPERATOR),
            post("/syncs/{sync}/resume", Role.OPERATOR),
            get("/campaigns", Role.VIEWER),
            get("/campaigns/{campaign}", Role.VIEWER),
            get("/campaigns/{campaign}/user", Role.VIEWER),
            get("/campaigns/{campaign}/preview", Role.OPERATOR),
            get("/campaigns/{campaign}/deliveries", Role.OPERATOR),
            get("/campaigns/{campaign}/deliveries.csv", Role.OPERATOR),
            post("/campaigns/{campaign}/pause", Role.OPERATOR),
            post("/campaigns/{campaign}/resume", Role.OPERATOR),
            post("/campaigns/{campaign}/cancel", Role.OPERATOR),
            get("/search", Role.VIEWER),
            get("/campaigns/{campaign}/approval", Role.VIEWER),
            post("/campaigns/{campaign}/approve", Role.APPROVER),
            get("/activity", Role.OPERATOR),
            get("/settings", Role.OPERATOR),
            post("/settings/doctor", Role.OPERATOR),
            get("/api/v1/summary", Role.VIEWER),
            get("/api/v1/history", Role.VIEWER),
            get("/api/v1/syncs", Role.VIEWER),
            get("/api/v1/syncs/{sync}", Role.VIEWER),
            get("/api/v1/changes", Role.VIEWER),
            get("/api/v1/trace", Role.VIEWER),
            get("/api/v1/trace/{sync}/{key}", Role.VIEWER),
            get("/api/v1/problems", Role.VIEWER),
            get("/api/v1/runs", Role.VIEWER),
            get("/api/v1/runs/{run}", Role.VIEWER),
            get("/api/v1/campaigns", Role.VIEWER),
            get("/api/v1/campaigns/{campaign}", Role.VIEWER),
            get("/api/v1/campaigns/{campaign}/runs", Role.VIEWER),
            get("/api/v1/campaigns/{campaign}/runs/{run}", Role.VIEWER),
            get("/api/v1/campaigns/{campaign}/runs/{run}/deliveries", Role.OPERATOR),
            get("/api/v1/campaigns/{campaign}/users/{user}", Role.VIEWER),
            get("/api/v1/campaigns/{campaign}/approval", Role.VIEWER),
            post("/api/v1/campaigns/{campaign}/approve", Role.APPROVER),
            get("/api/v1/search", Role.VIEWER),
            get("/api/v1/tail", Role.VIEWER),
            get("/api/v1/activity", Role.OPERATOR),
            get("/api/v1/operations", Role.OPERATOR),
            get("/api/v1/operations/{id}", Role.OPERATOR),
            post("/api/v1/operations", Role.OPERATOR));

    private static Route open(HttpMethod method, String pattern) {
        return new Route(method, pattern, null);
    }

    private static Route get(String pattern, Role role) {
        return new Route(HttpMethod.GET, pattern, role);
    }

    private static Route post(String pattern, Role role) {
        return new Route(HttpMethod.POST, pattern, role);
    }

    /// The route with this method and pattern.
    public static Optional<Route> find(HttpMethod method, String pattern) {
        return ALL.stream()
                .filter(route -> route.method.equals(method) && route.pattern.equals(pattern))
                .findFirst();
    }

    /// The route that a request takes.
    static Optional<Route> of(HttpServletRequest request) {
        return ALL.stream().filter(route -> route.matches(request)).findFirst();
    }

    boolean matches(HttpServletRequest request) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, pattern).matches(request);
    }

    /// Whether it may change something in the ledger.
    public boolean changes() {
        return role != null && !method.equals(HttpMethod.GET) && !pattern.equals("/logout");
    }
}
