package dev.hikyaku.dashboard.login;

import dev.hikyaku.dashboard.DashboardSettings;
import dev.hikyaku.ledger.Ledger;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;

/// The rules below `/api/v1`: a session of the dashboard, or name and password with each request (HTTP
/// Basic), which makes no session. What is refused is a problem (RFC 9457), and never a form.
@Configuration(proxyBeanMethods = false)
class ApiRules {
    private static final String BELOW = "/api/**";

    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http, Gate gate, LocalUsers users, Ledger ledger, DashboardSettings settings) {
        http.securityMatcher(BELOW).authenticationManager(judge(users, ledger));
        if (!settings.oidc().only()) {
            http.httpBasic(basic -> basic.authenticationEntryPoint(
                    (_, response, _) -> refuse(response, 401, "name or password is wrong, or locked for a while")));
        }
        http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                // A browser sends a password only where it was asked for it, and we never ask: no page can forge that.
                .csrf(csrf -> csrf.ignoringRequestMatchers(ApiRules::tellsPassword))
                .requestCache(cache -> cache.disable())
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (_, response, _) -> refuse(response, 401, "log in, or send name and password"))
                        .accessDeniedHandler((request, response, _) -> denied(request, response, settings.readOnly())));
        LoginRules.routes(http, gate);
        return http.build();
    }

    /// Successes are no logins: they would fill the audit with every question a script asks.
    private static AuthenticationManager judge(LocalUsers users, Ledger ledger) {
        var judge = users.judge();
        judge.setAuthenticationEventPublisher(new AuthenticationEventPublisher() {
            @Override
            public void publishAuthenticationSuccess(Authentication login) {
                ledger.people().users().succeeded(login.getName());
            }

            @Override
            public void publishAuthenticationFailure(AuthenticationException failure, Authentication login) {
                users.publishAuthenticationFailure(failure, login);
            }
        });
        return judge;
    }

    private static boolean tellsPassword(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    }

    private static void denied(HttpServletRequest request, HttpServletResponse response, boolean readOnly)
            throws IOException {
        var route = Route.of(request);
        if (readOnly && route.filter(Route::changes).isPresent()) {
            refuse(response, 403, "the dashboard is for reading only (HIKYAKU_DASHBOARD_READ_ONLY); nothing was done");
        } else if (route.isPresent()) {
            refuse(response, 403, "only another role may do this; nothing was done");
        } else {
            refuse(response, 404, "no such address; docs/reference/rest.md has them all");
        }
    }

    private static void refuse(HttpServletResponse response, int status, String detail) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        var title = status == 401 ? "Unauthorized" : status == 403 ? "Forbidden" : "Not Found";
        response.getWriter()
                .write("{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + ",\"detail\":\""
                        + detail + "\"}");
    }
}
