package dev.hikyaku.dashboard.login;

import dev.hikyaku.dashboard.DashboardSettings;
import dev.hikyaku.dashboard.OidcSettings;
import dev.hikyaku.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/// Makes a user of an ID token that was judged to be good: under the role that the groups in it have now. Who has none
/// is refused, and is out wherever else the person is logged in.
///
/// A person is issuer and subject, for ever; names and addresses change hands (OpenID Connect Core 1.0, section 5.7).
@Component
final class Members implements OAuth2UserService<OidcUserRequest, OidcUser> {
    /// No group has a role.
    static final String NO_ROLE = "hikyaku_no_role";

    /// Somebody else has the name here.
    static final String TAKEN = "hikyaku_name_taken";

    /// Without brackets, so that nobody looks like the command line in the audit.
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._@+' -]{0,62}");

    private final Ledger ledger;
    private final OidcSettings settings;

    Members(Ledger ledger, DashboardSettings dashboard) {
        this.ledger = ledger;
        settings = dashboard.oidc();
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        var token = request.getIdToken();
        var name = name(token);
        var identity = identity(token);
        var groups = groups(token);
        var role = settings.role(groups);
        var users = ledger.people().users();
        if (role.isEmpty()) {
            users.dismiss(identity);
            ledger.people().audit().write(name, "login-refused", settings.shown(), null);
            throw refused(NO_ROLE, name + " has no group that has a role here");
        }
        var user = users.vouched(identity, name, role.get())
                .orElseThrow(() -> refused(TAKEN, "somebody else is called " + name + " here"));
        return new Member(user, token, Instant.now().plus(settings.renew()), Set.copyOf(groups));
    }

    private static OAuth2AuthenticationException refused(String code, String why) {
        return new OAuth2AuthenticationException(new OAuth2Error(code, why, null), why);
    }

    private static String identity(OidcIdToken token) {
        try {
            var whole = token.getIssuer() + "\n" + token.getSubject();
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    private String name(OidcIdToken token) {
        return Stream.of(settings.nameClaim(), "email", "name", "sub")
                .flatMap(claim -> Stream.ofNullable(find(token.getClaims(), claim)))
                .filter(String.class::isInstance)
                .map(value -> ((String) value).strip())
                .filter(name -> NAME.matcher(name).matches())
                .findFirst()
                .orElseGet(() -> "subject " + identity(token).substring(0, 16));
    }

    /// An address of mail counts only when the provider says that it is the person's own.
    private List<String> groups(OidcIdToken token) {
        if (settings.groupsClaim().equals("email") && !Boolean.TRUE.equals(token.getEmailVerified())) {
            return List.of();
        }
        return switch (find(token.getClaims(), settings.groupsClaim())) {
            case String one -> List.of(one);
            case Collection<?> many ->
                many.stream().filter(Objects::nonNull).map(String::valueOf).toList();
            case null, default -> List.of();
        };
    }

    /// A claim by its name, or inside others by a path, as in `realm_access.roles`.
    private static @Nullable Object find(Map<?, ?> claims, String name) {
        var whole = claims.get(name);
        var dot = name.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        return claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner
                ? find(inner, name.substring(dot + 1))
                : null;
    }
}
