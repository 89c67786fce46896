package dev.hikyaku.dashboard.login;

import dev.hikyaku.ledger.people.Users.User;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/// Who is logged in because a provider vouches for the person. Of the token nothing is kept but who it
/// is about, and in which groups.
final class Member implements OidcUser {
    private final Person person;
    private final OidcIdToken token;

    /// @param until when the provider has to be asked anew
    /// @param groups that the token names
    Member(User user, OidcIdToken token, Instant until, Set<String> groups) {
        person = new Person(user, until, groups);
        this.token = new OidcIdToken(
                "not kept", token.getIssuedAt(), token.getExpiresAt(), Map.of("sub", token.getSubject()));
    }

    Person person() {
        return person;
    }

    @Override
    public String getName() {
        return person.getUsername();
    }

    @Override
    public Map<String, Object> getClaims() {
        return token.getClaims();
    }

    @Override
    public Map<String, Object> getAttributes() {
        return token.getClaims();
    }

    @Override
    public OidcIdToken getIdToken() {
        return token;
    }

    @Override
    public @Nullable OidcUserInfo getUserInfo() {
        return null;
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of();
    }
}
