package dev.hikyaku.dashboard.page;

import dev.hikyaku.dashboard.DashboardSettings;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.WebUtils;

/// Language and brightness: by the browser, unless somebody chose. A choice is a parameter of any page; it becomes a
/// cookie, and the page is asked for again without it.
@Component
public final class Preferences implements HandlerInterceptor {
    private static final Map<String, List<String>> CHOICES =
            Map.of("lang", List.of("ja", "en"), "theme", List.of("light", "dark", "auto"));
    private static final Duration KEPT = Duration.ofDays(365);

    private final DashboardSettings settings;

    Preferences(DashboardSettings settings) {
        this.settings = settings;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!request.getMethod().equals("GET") || CHOICES.keySet().stream().noneMatch(name -> has(request, name))) {
            return true;
        }
        CHOICES.forEach((name, allowed) -> {
            var chosen = request.getParameter(name);
            if (chosen != null && allowed.contains(chosen)) {
                response.addHeader(HttpHeaders.SET_COOKIE, cookie(name, chosen));
            }
        });
        var rest = ServletUriComponentsBuilder.fromRequest(request)
                .host(null)
                .scheme(null)
                .port(null);
        CHOICES.keySet().forEach(rest::replaceQueryParam);
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader(HttpHeaders.LOCATION, rest.build().toUriString());
        return false;
    }

    private static boolean has(HttpServletRequest request, String name) {
        return request.getParameter(name) != null;
    }

    private String cookie(String name, String value) {
        return ResponseCookie.from(cookieName(name), value)
                .path(settings.path())
                .maxAge(KEPT)
                .httpOnly(true)
                .secure(settings.isSecure())
                .sameSite("Lax")
                .build()
                .toString();
    }

    private static String cookieName(String name) {
        return "HIKYAKU_" + name.toUpperCase(Locale.ROOT);
    }

    private static String chosen(HttpServletRequest request, String name, String otherwise) {
        Cookie cookie = WebUtils.getCookie(request, cookieName(name));
        var allowed = CHOICES.getOrDefault(name, List.of());
        return cookie != null && allowed.contains(cookie.getValue()) ? cookie.getValue() : otherwise;
    }

    /// The language of the answer.
    public static Locale language(HttpServletRequest request) {
        var wished = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null
                ? "en"
                : request.getLocale().getLanguage();
        return chosen(request, "lang", wished).equals("ja") ? Locale.JAPANESE : Locale.ENGLISH;
    }

    /// `light`, `dark`, or `auto` for what the system says.
    static String theme(HttpServletRequest request) {
        return chosen(request, "theme", "auto");
    }
}
