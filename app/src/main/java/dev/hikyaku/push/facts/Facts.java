package dev.hikyaku.push.facts;

import dev.hikyaku.intake.Registrations.Registration;
import dev.hikyaku.ledger.delivery.DeviceFacts.Fact;
import dev.hikyaku.ledger.delivery.Owed;
import dev.hikyaku.manifest.campaign.Audience;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What the databases said of a page.
///
/// @param phones of each user, the newest first
/// @param owners of each address
/// @param agreeing users who agree; null when nobody has to
/// @param holding values for which it is still so; null when nothing is looked at again
/// @param waited users to whom the campaign that goes first still owes something
/// @param known what providers told of addresses, by hash
public record Facts(
        Map<String, List<Phone>> phones,
        Map<String, List<Registration>> owners,
        @Nullable Set<String> agreeing,
        @Nullable Set<String> holding,
        Set<String> waited,
        Map<String, Fact> known) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// The phones of a user, the newest first.
    public List<Phone> of(String user) {
        return phones.getOrDefault(user, List.of());
    }

    /// Whether a user agrees, or does not have to.
    public boolean agrees(String user) {
        return agreeing == null || agreeing.contains(user);
    }

    /// Whether what a row said is still so.
    public boolean holds(Owed owed, Audience.Still still) {
        return holding == null || holding.contains(value(owed, still.column()));
    }

    /// A column of a row, whatever the case of its name; empty when it is NULL or not there.
    static String value(Owed owed, String column) {
        return JSON.readTree(owed.params()).properties().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(column)
                        && !entry.getValue().isNull())
                .map(entry -> entry.getValue().asString())
                .findFirst()
                .orElse("");
    }

    /// A device that changed hands belongs to who registered it last; where nobody can tell, to nobody.
    public boolean isNewest(Phone phone) {
        var one = phone.registration();
        return owners.getOrDefault(one.address(), List.of()).stream()
                .filter(other -> !other.user().equals(one.user()))
                .allMatch(other -> {
                    var at = one.registeredAt();
                    var others = other.registeredAt();
                    return at != null && (others == null || at.isAfter(others));
                });
    }

    /// Whether a provider said that the device is dead, and nobody registered it anew since.
    public boolean isGone(Phone one) {
        var fact = known.get(one.device().hash());
        return fact != null && fact.isGone(one.registration().registeredAt());
    }

    /// What the provider calls the device, or null.
    public @Nullable String endpoint(Phone one) {
        var fact = known.get(one.device().hash());
        return fact == null ? null : fact.endpoint();
    }
}
