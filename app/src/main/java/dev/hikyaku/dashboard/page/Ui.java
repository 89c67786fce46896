package dev.hikyaku.dashboard.page;

import dev.hikyaku.dashboard.login.Person;
import dev.hikyaku.ledger.people.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.util.UriComponentsBuilder;

/// What the frame around every page needs.
///
/// @param lang `ja` or `en`
/// @param theme `light`, `dark` or `auto`
/// @param base path of the dashboard without a slash at its end, to begin links with
/// @param path of this page below it
/// @param user name of who asks; empty when nobody is logged in
/// @param role word of the role; empty when nobody is logged in
/// @param csrf what each form has to send along
/// @param query of this page's address
/// @param roles words of all roles whose ways are open to who asks
public record Ui(
        String lang,
        String theme,
        String base,
        String path,
        String user,
        String role,
        Csrf csrf,
        List<String> roles,
        boolean readOnly,
        String query) {

    /// A hidden field.
    public record Csrf(String name, String value) {}

    static Ui of(HttpServletRequest request, boolean readOnly) {
        var user = Person.asking(request);
        var path = request.getRequestURI().substring(request.getContextPath().length());
        return new Ui(
                Preferences.language(request).getLanguage(),
                Preferences.theme(request),
                request.getContextPath(),
                path,
                user == null ? "" : user.name(),
                user == null ? "" : user.role().word(),
                csrf((CsrfToken) request.getAttribute(CsrfToken.class.getName())),
                user == null
                        ? List.of()
                        : user.role().reach().stream().map(Role::word).toList(),
                readOnly,
                request.getQueryString() == null ? "" : request.getQueryString());
    }

    /// The query of this page with a choice of language or brightness beside it.
    public String choice(String name, String value) {
        return UriComponentsBuilder.newInstance()
                .query(query)
                .replaceQueryParam(name, value)
                .build()
                .toUriString();
    }

    private static Csrf csrf(@Nullable CsrfToken token) {
        return token == null ? new Csrf("", "") : new Csrf(token.getParameterName(), token.getToken());
    }

    /// Whether who asks may do what this role may; never to change anything where nothing may be changed.
    public boolean may(String wanted) {
        return roles.contains(wanted) && !(readOnly && !wanted.equals(Role.VIEWER.word()));
    }
}
