package dev.hikyaku.dashboard.login;

import dev.hikyaku.dashboard.DashboardSettings;
import dev.hikyaku.dashboard.page.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/// Tells who is logged in that this is not for them; who is not any more has to log in again.
@Component
final class Denied implements AccessDeniedHandler {
    private final Pages pages;
    private final boolean readOnly;

    Denied(Pages pages, DashboardSettings settings) {
        this.pages = pages;
        readOnly = settings.readOnly();
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        var isForged = denied instanceof CsrfException;
        var route = Route.of(request);
        var isRoute = route.isPresent();
        if (!isForged && isRoute && Person.asking(request) == null) {
            var session = request.getSession(false);
            if (session != null) {
                session.invalidate();
            }
            response.sendRedirect(request.getContextPath() + "/login?again");
            return;
        }
        var isClosed = readOnly && route.filter(Route::changes).isPresent();
        var what = isForged ? "forged" : isClosed ? "readOnly" : isRoute ? "denied" : "missing";
        response.setStatus(isForged || isRoute ? HttpServletResponse.SC_FORBIDDEN : HttpServletResponse.SC_NOT_FOUND);
        pages.write("trouble", Map.of("what", what, "number", ""), request, response);
    }
}
