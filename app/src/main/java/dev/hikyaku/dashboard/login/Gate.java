package dev.hikyaku.dashboard.login;

import dev.hikyaku.dashboard.DashboardSettings;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.people.Role;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;

/// Asks the ledger with each request what who asks may do now: a role that was taken away is gone at once.
@Component
final class Gate {
    private final Ledger ledger;
    private final boolean readOnly;

    Gate(Ledger ledger, DashboardSettings settings) {
        this.ledger = ledger;
        readOnly = settings.readOnly();
    }

    AuthorizationDecision decide(
            Route route, Supplier<? extends @Nullable Authentication> who, RequestAuthorizationContext context) {
        var person = Person.of(who.get());
        if (person == null) {
            return new AuthorizationDecision(route.role() == null);
        }
        var user = ledger.people().users().find(person.getUsername()).filter(person::isStill);
        user.ifPresent(now -> person.mark(context.getRequest(), now));
        if (route.role() == null) {
            return new AuthorizationDecision(true);
        }
        return new AuthorizationDecision(
                user.isPresent() && may(user.get().role(), route.role()) && !(readOnly && route.changes()));
    }

    private static boolean may(Role role, Role wanted) {
        return role.mayActAs(wanted);
    }
}
