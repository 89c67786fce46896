package dev.hikyaku.dashboard.login;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.people.Users.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.stereotype.Component;

/// Users of the ledger, for the login: their hashes, their locks, and the lines about them in the audit.
@Component
final class LocalUsers implements UserDetailsService, AuthenticationEventPublisher {
    private final Ledger ledger;

    LocalUsers(Ledger ledger) {
        this.ledger = ledger;
    }

    /// What judges a name and a password.
    ProviderManager judge() {
        return heard(byPassword());
    }

    /// What judges whatever people log in with.
    ///
    /// @param others beside names and passwords
    ProviderManager judge(boolean passwords, List<AuthenticationProvider> others) {
        var all = new ArrayList<>(others);
        if (passwords) {
            all.add(byPassword());
        }
        return heard(all.toArray(AuthenticationProvider[]::new));
    }

    private ProviderManager heard(AuthenticationProvider... judges) {
        var judge = new ProviderManager(judges);
        judge.setAuthenticationEventPublisher(this);
        return judge;
    }

    private AuthenticationProvider byPassword() {
        var provider = new DaoAuthenticationProvider(this);
        provider.setPasswordEncoder(new Passwords());
        // The hash is always made first, so that time does not tell who is locked, and a burst finds the lock.
        provider.setPreAuthenticationChecks(_ -> {});
        provider.setPostAuthenticationChecks(this::refuseLocked);
        return provider;
    }

    /// Whom a provider vouches for has no password here: the name is as good as one that nobody has.
    private Optional<User> local(String name) {
        return ledger.people().users().find(name).filter(User::hasPassword);
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        return local(name).map(Person::new).orElseThrow(() -> new UsernameNotFoundException("no such user"));
    }

    private void refuseLocked(UserDetails user) {
        if (local(user.getUsername()).map(User::locked).orElse(true)) {
            throw new LockedException("locked for a while");
        }
    }

    @Override
    public void publishAuthenticationSuccess(Authentication login) {
        ledger.people().users().succeeded(login.getName());
        var by = login instanceof OAuth2LoginAuthenticationToken vouched
                ? vouched.getClientRegistration().getClientName()
                : null;
        ledger.people().audit().write(login.getName(), "login", by, null);
    }

    /// Names that nobody has are not written down: people type passwords into that field.
    @Override
    public void publishAuthenticationFailure(AuthenticationException failure, Authentication login) {
        var name = login.getName();
        if (failure instanceof BadCredentialsException && local(name).isPresent()) {
            ledger.people().users().failed(name);
            ledger.people().audit().write(name, "login-failed", null, null);
        }
    }
}
