package dev.hikyaku.dashboard.login;

import dev.hikyaku.dashboard.DashboardSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/// Spring Security as the dashboard wants it.
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class LoginRules {
    private static final String CONTENT =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final String FEATURES = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
    private static final List<PathPatternRequestMatcher> POLLED =
            List.of(matcher(HttpMethod.GET, "/summary"), matcher(HttpMethod.GET, "/overview/now"));

    @Bean
    SecurityFilterChain chain(HttpSecurity http, Gate gate, Denied denied, Ways ways, DashboardSettings settings) {
        ways.open(http);
        routes(http, gate);
        http.logout(logout -> logout.logoutRequestMatcher(matcher(HttpMethod.POST, "/logout"))
                        .logoutSuccessHandler((request, response, login) ->
                                response.sendRedirect(request.getContextPath() + Ways.left(login)))
                        .deleteCookies("HIKYAKU_SESSION"))
                .sessionManagement(sessions -> sessions.sessionFixation(fixation -> fixation.newSession()))
                .exceptionHandling(failures ->
                        failures.accessDeniedHandler(denied).authenticationEntryPoint(LoginRules::sendToLogin));
        headers(http, settings);
        return http.build();
    }

    /// A script that asks again and again is told so, and is not given a form.
    private static void sendToLogin(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (POLLED.stream().anyMatch(one -> one.matches(request))) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            response.sendRedirect(request.getContextPath() + "/login");
        }
    }

    private static PathPatternRequestMatcher matcher(HttpMethod method, String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, pattern);
    }

    static void routes(HttpSecurity http, Gate gate) {
        http.authorizeHttpRequests(rules -> {
            for (var route : Route.ALL) {
                rules.requestMatchers(matcher(route.method(), route.pattern()))
                        .access((who, context) -> gate.decide(route, who, context));
            }
            rules.anyRequest().denyAll();
        });
    }

    private static void headers(HttpSecurity http, DashboardSettings settings) {
        http.headers(headers -> headers.contentSecurityPolicy(content -> content.policyDirectives(CONTENT))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(features -> features.policy(FEATURES))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                // What speaks TLS stands before us, so the request itself does not look secure.
                .httpStrictTransportSecurity(strict -> strict.requestMatcher(_ -> settings.isSecure())));
    }

    /// A page of another name that leads to this machine must not reach a dashboard here.
    @Bean
    HttpFirewall firewall(DashboardSettings settings) {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHttpMethods(List.of("GET", "HEAD", "POST"));
        var url = settings.url();
        var names = url == null
                ? List.of("localhost", "127.0.0.1", "[::1]", settings.bind())
                : List.of(url.getHost(), "localhost", "127.0.0.1");
        firewall.setAllowedHostnames(names::contains);
        return firewall;
    }
}
