package dev.hikyaku.dashboard.login;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// Where people say who they are.
@Controller
final class LoginPage {
    @GetMapping("/login")
    String show(HttpServletRequest request, Model model) {
        var parameters = request.getParameterMap();
        model.addAttribute(
                "said",
                parameters.containsKey("failed")
                        ? "failed"
                        : parameters.containsKey("out") ? "out" : parameters.containsKey("again") ? "again" : "");
        return "login";
    }
}
