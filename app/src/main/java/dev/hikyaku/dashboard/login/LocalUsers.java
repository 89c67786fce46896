package dev.hikyaku.dashboard.login;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.people.Users.User;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/// Users of the ledger, for the login: their hashes, their locks, and the lines about them in the audit.
@Component
final class LocalUsers implements UserDetailsService, AuthenticationEventPublisher {
    private final Ledger ledger;

    LocalUsers(Ledger ledger) {
        this.ledger = ledger;
    }

    /// What judges a name and a password.
    AuthenticationManager judge() {
        var provider = new DaoAuthenticationProvider(this);
        provider.setPasswordEncoder(new Passwords());
        // The hash is always made first, so that time does not tell who is locked, and a burst finds the lock.
        provider.setPreAuthenticationChecks(_ -> {});
        provider.setPostAuthenticationChecks(this::refuseLocked);
        var judge = new ProviderManager(provider);
        judge.setAuthenticationEventPublisher(this);
        return judge;
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        return ledger.people()
                .users()
                .find(name)
                .map(Person::new)
                .orElseThrow(() -> new UsernameNotFoundException("no such user"));
    }

    private void refuseLocked(UserDetails user) {
        if (ledger.people().users().find(user.getUsername()).map(User::locked).orElse(true)) {
            throw new LockedException("locked for a while");
        }
    }

    @Override
    public void publishAuthenticationSuccess(Authentication login) {
        ledger.people().users().succeeded(login.getName());
        ledger.people().audit().write(login.getName(), "login", null, null);
    }

    /// Names that nobody has are not written down: people type passwords into that field.
    @Override
    public void publishAuthenticationFailure(AuthenticationException failure, Authentication login) {
        var name = login.getName();
        if (failure instanceof BadCredentialsException
                && ledger.people().users().find(name).isPresent()) {
            ledger.people().users().failed(name);
            ledger.people().audit().write(name, "login-failed", null, null);
        }
    }
}
