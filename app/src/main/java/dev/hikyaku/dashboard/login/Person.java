package dev.hikyaku.dashboard.login;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.people.Meant;
import dev.hikyaku.ledger.people.Users.User;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/// Who is logged in. What the person may do is asked of the ledger with each request, not kept here; only the
/// groups that a provider named are, for nobody else knows them.
public final class Person implements UserDetails, CredentialsContainer {
    private static final String ATTRIBUTE = Person.class.getName();
    private static final String LOGIN = ATTRIBUTE + ".login";
    private static final int STAMP = 16;

    private final String name;
    private final String stamp;
    private final Instant until;
    private final Set<String> groups;
    private @Nullable String hash;

    Person(User user) {
        this(user, Instant.MAX, Set.of());
    }

    /// @param until when the login is over, whatever the person does
    /// @param groups that the provider named at the login
    Person(User user, Instant until, Set<String> groups) {
        name = user.name();
        hash = user.hash();
        stamp = stamp(user);
        this.until = until;
        this.groups = Set.copyOf(groups);
    }

    /// The one behind a login; null when it is nobody's.
    static @Nullable Person of(@Nullable Authentication login) {
        return switch (login == null ? null : login.getPrincipal()) {
            case Person person -> person;
            case Member member -> member.person();
            case null, default -> null;
        };
    }

    /// Another password means another stamp, and ends the sessions that were opened with the former one.
    private static String stamp(User user) {
        return user.identity() == null ? user.hash().substring(user.hash().length() - STAMP) : user.identity();
    }

    boolean isStill(User user) {
        return name.equals(user.name())
                && stamp.equals(stamp(user))
                && Instant.now().isBefore(until);
    }

    /// @param user the same person, as the ledger says now
    void mark(HttpServletRequest request, User user) {
        request.setAttribute(ATTRIBUTE, user);
        request.setAttribute(LOGIN, this);
    }

    /// Who asks, as the ledger says now; null on pages that everybody may see.
    public static @Nullable User asking(HttpServletRequest request) {
        return (User) request.getAttribute(ATTRIBUTE);
    }

    /// Whether somebody who asks now is meant by a word of the manifest.
    public static boolean isMeant(HttpServletRequest request, Meant meant) {
        var user = asking(request);
        return user != null
                && request.getAttribute(LOGIN) instanceof Person person
                && meant.includes(user, person.groups);
    }

    /// What somebody is about to do.
    ///
    /// @param reason why, in the user's own words; may be blank
    public record Deed(String action, String subject, String reason) {}

    /// Writes down what who asks is about to do.
    public static void write(Ledger ledger, HttpServletRequest request, Deed deed) {
        var user = asking(request);
        if (user == null) {
            throw new IllegalStateException("nobody asks");
        }
        var reason = deed.reason().isBlank() ? null : deed.reason().strip();
        ledger.people().audit().write(user.name(), deed.action(), deed.subject(), reason);
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of();
    }

    @Override
    public @Nullable String getPassword() {
        return hash;
    }

    @Override
    public String getUsername() {
        return name;
    }

    @Override
    public void eraseCredentials() {
        hash = null;
    }
}
