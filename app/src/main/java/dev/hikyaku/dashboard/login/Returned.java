package dev.hikyaku.dashboard.login;

import dev.hikyaku.dashboard.login.oidc.Provider;
import dev.hikyaku.ledger.Story;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

/// Sends whom the provider did not let in, or could not, back to the login page, which says whose turn it is.
@Component
final class Returned implements AuthenticationFailureHandler {
    /// What the login page can say.
    static final List<String> REASONS =
            List.of("down", "unfit", "stale", "cancelled", "client", "no-role", "taken", "refused");

    private static final int LONGEST = 300;
    private static final int DEEPEST = 10;
    private static final Logger LOG = LoggerFactory.getLogger(Returned.class);
    private static final Map<String, String> BY_CODE = Map.ofEntries(
            Map.entry("authorization_request_not_found", "stale"),
            Map.entry("invalid_state_parameter", "stale"),
            Map.entry("access_denied", "cancelled"),
            Map.entry("login_required", "cancelled"),
            Map.entry("consent_required", "cancelled"),
            Map.entry("interaction_required", "cancelled"),
            Map.entry("temporarily_unavailable", "down"),
            Map.entry("server_error", "down"),
            Map.entry("invalid_client", "client"),
            Map.entry("unauthorized_client", "client"),
            Map.entry(Members.NO_ROLE, "no-role"),
            Map.entry(Members.TAKEN, "taken"));

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        var reason = reason(failure);
        var said = Story.cut(String.valueOf(failure.getMessage()).replaceAll("\\p{C}", " "), LONGEST);
        LOG.warn("login by the provider failed ({}): {}", reason, said);
        response.sendRedirect(request.getContextPath() + "/login?oidc=" + reason);
    }

    static String reason(AuthenticationException failure) {
        var causes = causes(failure);
        var isOfKeys = causes.stream().anyMatch(JwtException.class::isInstance);
        if (causes.stream().anyMatch(HttpClientErrorException.class::isInstance)) {
            return isOfKeys ? "unfit" : "client";
        }
        if (causes.stream().anyMatch(Returned::isAway)) {
            return "down";
        }
        if (causes.stream().anyMatch(Provider.Unfit.class::isInstance)) {
            return "unfit";
        }
        return failure instanceof OAuth2AuthenticationException told
                ? BY_CODE.getOrDefault(told.getError().getErrorCode(), "refused")
                : "refused";
    }

    private static List<Throwable> causes(Throwable failure) {
        var causes = new ArrayList<Throwable>();
        var next = failure;
        while (next != null && causes.size() < DEEPEST) {
            causes.add(next);
            next = next.getCause();
        }
        return causes;
    }

    /// Keys that can't be had are no judgement on the token.
    private static boolean isAway(Throwable cause) {
        return cause instanceof Provider.Away
                || cause instanceof RestClientException
                || (cause instanceof JwtException && !(cause instanceof BadJwtException));
    }
}
