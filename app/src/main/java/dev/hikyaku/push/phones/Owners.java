package dev.hikyaku.push.phones;

import dev.hikyaku.intake.Registrations;
import dev.hikyaku.intake.Registrations.Registration;
import dev.hikyaku.push.pace.PaceClock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Who has registered the devices of a page. Few recipients' are asked for page by page. For many, all devices that
/// several users have are looked for at once and only these are asked for: without an index on the addresses every
/// page would read the whole table.
public final class Owners {
    private static final long MANY = 1_000;
    private static final long LEAST_AGE = 30_000_000_000L;

    /// Looking for them may take this part of the time.
    private static final int PART = 20;

    private final Registrations registrations;
    private final boolean many;
    private final PaceClock clock;
    private Set<String> shared = Set.of();
    private long again = Long.MIN_VALUE;

    /// For a run with so many recipients.
    public Owners(Registrations registrations, long recipients, PaceClock clock) {
        this.registrations = registrations;
        this.many = recipients > MANY;
        this.clock = clock;
    }

    /// The registrations of these addresses; those of one user alone may be left out.
    public Map<String, List<Registration>> of(Collection<String> addresses) {
        if (!many) {
            return registrations.ofAddresses(addresses);
        }
        look();
        return registrations.ofAddresses(addresses.stream()
                .filter(address -> shared.contains(folded(address)))
                .toList());
    }

    private static String folded(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    private void look() {
        var now = clock.nanos();
        if (now >= again) {
            shared = registrations.shared().stream().map(Owners::folded).collect(Collectors.toSet());
            var took = clock.nanos() - now;
            again = clock.nanos() + Math.max(LEAST_AGE, took * PART);
        }
    }
}
