package dev.hikyaku.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.dashboard.login.Route;
import dev.hikyaku.ledger.people.Role;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every way into the dashboard, and who may take it. Whoever adds a way has to add its line here.
class RolesTest extends OpenDashboard {
    /// `+` goes through, `-` is refused; in the order nobody, viewer, operator, approver, admin.
    private static final String MATRIX = """
            GET  /login                                                     +++++
            POST /login                                                     +++++
            GET  /login/oidc                                                +++++
            GET  /login/oidc/back                                           +++++
            GET  /assets/**                                                 +++++
            GET  /                                                          -++++
            GET  /overview/now                                              -++++
            GET  /summary                                                   -++++
            GET  /trace/{sync}                                              -++++
            GET  /trace/{sync}/{key}                                        -++++
            POST /trace/resubmit                                            --+++
            POST /trace/reveal                                              ----+
            GET  /problems                                                  -++++
            POST /problems/resubmit                                         --+++
            GET  /runs                                                      -++++
            GET  /run                                                       -++++
            GET  /syncs                                                     -++++
            GET  /syncs/{sync}                                              -++++
            GET  /syncs/{sync}/records                                      -++++
            GET  /syncs/{sync}/records.csv                                  -++++
            POST /syncs/{sync}/hold                                         --+++
            POST /syncs/{sync}/resume                                       --+++
            GET  /campaigns                                                 -++++
            GET  /campaigns/{campaign}                                      -++++
            GET  /campaigns/{campaign}/user                                 -++++
            GET  /campaigns/{campaign}/preview                              --+++
            GET  /campaigns/{campaign}/deliveries                           --+++
            GET  /campaigns/{campaign}/deliveries.csv                       --+++
            POST /campaigns/{campaign}/pause                                --+++
            POST /campaigns/{campaign}/resume                               --+++
            POST /campaigns/{campaign}/cancel                               --+++
            GET  /search                                                    -++++
            GET  /campaigns/{campaign}/approval                             -++++
            POST /campaigns/{campaign}/approve                              ---++
            GET  /activity                                                  --+++
            GET  /settings                                                  --+++
            POST /settings/doctor                                           --+++
            GET  /api/v1/summary                                            -++++
            GET  /api/v1/history                                            -++++
            GET  /api/v1/syncs                                              -++++
            GET  /api/v1/syncs/{sync}                                       -++++
            GET  /api/v1/changes                                            -++++
            GET  /api/v1/trace                                              -++++
            GET  /api/v1/trace/{sync}/{key}                                 -++++
            GET  /api/v1/problems                                           -++++
            GET  /api/v1/runs                                               -++++
            GET  /api/v1/runs/{run}                                         -++++
            GET  /api/v1/campaigns                                          -++++
            GET  /api/v1/campaigns/{campaign}                               -++++
            GET  /api/v1/campaigns/{campaign}/runs                          -++++
            GET  /api/v1/campaigns/{campaign}/runs/{run}                    -++++
            GET  /api/v1/campaigns/{campaign}/runs/{run}/deliveries         --+++
            GET  /api/v1/campaigns/{campaign}/users/{user}                  -++++
            GET  /api/v1/campaigns/{campaign}/approval                      -++++
            POST /api/v1/campaigns/{campaign}/approve                       ---++
            GET  /api/v1/search                                             -++++
            GET  /api/v1/tail                                               -++++
            GET  /api/v1/activity                                           --+++
            GET  /api/v1/operations                                         --+++
            GET  /api/v1/operations/{id}                                    --+++
            POST /api/v1/operations                                         --+++
            POST /logout                                                    -++++
            """;

    private record Line(String method, String pattern, String who) {
        String way() {
            return method + " " + pattern;
        }
    }

    private static List<Line> lines() {
        return MATRIX.lines()
                .map(line -> line.split(" +"))
                .map(parts -> new Line(parts[0], parts[1], parts[2]))
                .toList();
    }

    @Test
    void everyWayStandsInTheMatrix() {
        var ways = new TreeSet<String>();
        Route.ALL.forEach(route -> ways.add(route.method() + " " + route.pattern()));
        assertThat(ways)
                .containsExactlyInAnyOrderElementsOf(
                        lines().stream().map(Line::way).toList());
    }

    @Test
    void everyPageIsAWayThatIsGuarded() {
        var mapped = dashboard
                .context()
                .getBean(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet();
        assertThat(mapped).isNotEmpty().allSatisfy(way -> {
            assertThat(way.getMethodsCondition().getMethods()).as("%s", way).hasSize(1);
            var method =
                    way.getMethodsCondition().getMethods().iterator().next().asHttpMethod();
            way.getPatternValues()
                    .forEach(pattern -> assertThat(Route.find(method, pattern))
                            .as(method + " " + pattern)
                            .isPresent());
        });
    }

    @Test
    void eachRoleMayGoWhereTheMatrixSays() {
        var people = new ArrayList<Browser>();
        people.add(browser());
        Arrays.stream(Role.values()).map(this::as).forEach(people::add);
        for (var line : lines()) {
            for (var i = 0; i < people.size(); i++) {
                var answer = go(people.get(i), line);
                var through = isThrough(answer) || line.way().equals("POST /login");
                assertThat(through)
                        .as(line.way() + " as " + (i == 0 ? "nobody" : Role.values()[i - 1]) + ": "
                                + answer.statusCode() + " "
                                + answer.headers().firstValue("Location").orElse(""))
                        .isEqualTo(line.who().charAt(i) == '+');
            }
        }
    }

    private static HttpResponse<String> go(Browser browser, Line line) {
        var path = line.pattern()
                .replace("/assets/**", "/assets/hikyaku.css")
                .replace("{sync}/{key}", "company/1")
                .replace("{sync}", "company")
                .replaceAll("\\{\\w+}", "x");
        if (line.method().equals("GET")) {
            return browser.get(path.equals("/trace/company") ? path + "?key=1" : path);
        }
        return browser.post(path, Map.of("sync", "company", "key", "1", "code", "X", "reason", ""));
    }

    private static boolean isThrough(HttpResponse<String> answer) {
        var where = answer.headers().firstValue("Location").orElse("");
        var isSentToLogin = answer.statusCode() == 302 && where.matches(".*/login(\\?again)?");
        return answer.statusCode() != 401 && answer.statusCode() != 403 && !isSentToLogin;
    }

    @Test
    void whatIsNoWayIsMissing() {
        var browser = as(Role.ADMIN);
        assertThat(browser.get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(browser.get("/nowhere").body()).contains("No such page");
        assertThat(browser().get("/nowhere").statusCode()).isEqualTo(302);
    }
}
