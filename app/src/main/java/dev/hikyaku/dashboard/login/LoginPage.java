package dev.hikyaku.dashboard.login;

import dev.hikyaku.dashboard.DashboardSettings;
import dev.hikyaku.dashboard.login.oidc.Provider;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// Where people say who they are.
@Controller
final class LoginPage {
    private final DashboardSettings settings;
    private final Provider provider;

    LoginPage(DashboardSettings settings, Provider provider) {
        this.settings = settings;
        this.provider = provider;
    }

    @GetMapping("/login")
    String show(HttpServletRequest request, Model model) {
        var parameters = request.getParameterMap();
        var said = Stream.of("failed", "out", "again")
                .filter(parameters::containsKey)
                .findFirst()
                .orElse("");
        var reason = String.valueOf(request.getParameter("oidc"));
        model.addAttribute("said", said);
        model.addAttribute("reason", Returned.REASONS.contains(reason) ? reason : "");
        model.addAttribute("provider", settings.oidc().shown());
        model.addAttribute("passwords", !settings.oidc().only());
        model.addAttribute("leave", "provider".equals(request.getParameter("out")) ? leave(request) : "");
        return "login";
    }

    private String leave(HttpServletRequest request) {
        var outside = settings.url();
        var home = outside == null
                ? ServletUriComponentsBuilder.fromContextPath(request)
                        .path("/login")
                        .toUriString()
                : outside.toString().replaceFirst("/$", "") + "/login";
        return provider.leave(home).map(URI::toString).orElse("");
    }
}
