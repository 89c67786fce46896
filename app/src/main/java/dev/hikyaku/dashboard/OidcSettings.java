package dev.hikyaku.dashboard;

import dev.hikyaku.ledger.people.Role;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of logins that a provider vouches for (OpenID Connect): `hikyaku.dashboard.oidc.*`.
///
/// @param issuer of the provider, as its tokens name it; without it only names and passwords let in
/// @param clientId what the provider calls this dashboard
/// @param clientSecret what it has to prove itself with; null for a public client, which PKCE alone protects
/// @param scopes asked for; `openid` is always among them
/// @param groupsClaim which claim of the ID token tells a person's groups
/// @param roles groups of each role, as `operator=GROUP;admin=GROUP;admin=ANOTHER`
/// @param nameClaim which claim is a person's name here
/// @param label what the login page calls the provider; its host unless set
/// @param renew after which time at most the provider is asked anew
/// @param only whether names and passwords let nobody in
public record OidcSettings(
        @Nullable URI issuer,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @DefaultValue("openid profile email") String scopes,
        @DefaultValue("groups") String groupsClaim,
        @DefaultValue("") String roles,
        @DefaultValue("preferred_username") String nameClaim,
        @Nullable String label,
        @DefaultValue("12h") Duration renew,
        @DefaultValue("false") boolean only) {

    private static final String NAME = "hikyaku.dashboard.oidc.";

    /// Checked: a token that anybody could have put on the wire proves nothing.
    public OidcSettings {
        if (issuer != null && !isPrivate(issuer)) {
            throw wrong("issuer", issuer.toString(), "https://..., or http on this machine");
        }
        if (issuer != null && (issuer.getQuery() != null || issuer.getFragment() != null)) {
            throw wrong("issuer", issuer.toString(), "a URL without ? and #");
        }
        if (issuer != null && (clientId == null || clientId.isBlank())) {
            throw wrong("client-id", "nothing", "what the provider calls this dashboard");
        }
        if (issuer == null && only) {
            throw wrong("only", "true without an issuer", "hikyaku.dashboard.oidc.issuer, or nobody could log in");
        }
        if (renew.compareTo(Duration.ofMinutes(1)) < 0 || renew.compareTo(Duration.ofDays(7)) > 0) {
            throw wrong("renew", renew.toString(), "1m to 7d");
        }
        groups(roles);
    }

    /// No provider: names and passwords let in.
    public static OidcSettings none() {
        return new OidcSettings(
                null,
                null,
                null,
                "openid profile email",
                "groups",
                "",
                "preferred_username",
                null,
                Duration.ofHours(12),
                false);
    }

    /// The highest role that one of these groups has; empty when none has one.
    public Optional<Role> role(List<String> groups) {
        return groups(roles).entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(groups::contains))
                .map(Map.Entry::getKey)
                .max(Role::compareTo);
    }

    /// Whether a group of this name has a role.
    public boolean hasGroup(String name) {
        return issuer != null && groups(roles).values().stream().anyMatch(groups -> groups.contains(name));
    }

    /// All scopes, each once.
    public Set<String> wanted() {
        var wanted = new LinkedHashSet<>(List.of("openid"));
        Arrays.stream(scopes.strip().split("[\\s,]+", -1))
                .filter(one -> !one.isEmpty())
                .forEach(wanted::add);
        return wanted;
    }

    /// What the login page calls the provider; empty without one.
    public String shown() {
        if (issuer == null) {
            return "";
        }
        return label == null || label.isBlank() ? String.valueOf(issuer.getHost()) : label.strip();
    }

    /// Whether nobody between here and there can read or change what is said.
    public static boolean isPrivate(URI uri) {
        if (uri.getHost() == null) {
            return false;
        }
        return "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isThisMachine(uri.getHost()));
    }

    static boolean isThisMachine(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    /// Groups may hold commas, blanks and further `=`, as names in a directory do.
    private static Map<Role, Set<String>> groups(String roles) {
        var groups = new EnumMap<Role, Set<String>>(Role.class);
        for (var pair : roles.split("[;\\n]", -1)) {
            var at = pair.indexOf('=');
            if (pair.isBlank()) {
                continue;
            }
            if (at < 1 || pair.substring(at + 1).isBlank()) {
                throw wrong("roles", pair.strip(), "pairs such as operator=GROUP;admin=GROUP");
            }
            groups.computeIfAbsent(role(pair.substring(0, at).strip()), _ -> new LinkedHashSet<>())
                    .add(pair.substring(at + 1).strip());
        }
        return groups;
    }

    private static Role role(String word) {
        return Arrays.stream(Role.values())
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElseThrow(() -> wrong("roles", word, "viewer, operator, approver or admin before ="));
    }

    private static IllegalArgumentException wrong(String what, String found, String wanted) {
        return new IllegalArgumentException(NAME + what + ": found " + found + ", wanted " + wanted);
    }

    @Override
    public String toString() {
        return "OidcSettings[" + issuer + ", " + clientId + "]";
    }
}
