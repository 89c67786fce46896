package dev.hikyaku.gateway;

import java.util.List;
import java.util.Optional;

/// Asks a provider about the first of many notifications before anybody gets one: what it refuses for what they say
/// it would refuse of all, and each refusal is for good.
public final class Probe {
    private static final int MOST = 3;

    private Probe() {}

    /// A notification and where it would go.
    public record Asked(Notification notification, Address address) {}

    /// Asks about a few, one after the other, as long as they are refused for what they say. Idempotent: no phone
    /// shows anything.
    ///
    /// @return what stands against all of them; empty when nothing is known to
    public static Optional<Outcome> of(Gateway gateway, List<Asked> first) {
        Optional<Outcome> against = Optional.empty();
        for (var one : first.subList(0, Math.min(MOST, first.size()))) {
            switch (gateway.check(one.notification(), one.address())) {
                case Outcome.Rejected refused
                when refused.blame() == Outcome.Blame.NOTIFICATION -> against = Optional.of(refused);
                case Outcome.Stopped stopped -> {
                    return Optional.of(stopped);
                }
                case Outcome.Accepted _, Outcome.Rejected _, Outcome.NotNow _, Outcome.Unknown _ -> {
                    return Optional.empty();
                }
            }
        }
        return against;
    }
}
