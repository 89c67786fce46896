package dev.hikyaku.push.facts;

import dev.hikyaku.intake.Registrations.Registration;
import dev.hikyaku.ledger.delivery.DeviceFacts.Fact;
import dev.hikyaku.ledger.delivery.Owed;
import dev.hikyaku.manifest.campaign.Audience;
import dev.hikyaku.push.phones.Phone;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What the databases said of a page.
///
/// @param devices of each user, the newest first
/// @param owners of each address; those that one user alone has may be left out
/// @param agreeing users who agree; null when nobody has to
/// @param holding values for which it is still so; null when nothing is looked at again
/// @param waited users to whom the campaign that goes first still owes something
/// @param known what providers told of addresses, by hash
public record Facts(
        Map<String, List<Phone>> devices,
        Map<String, List<Registration>> owners,
        @Nullable Set<String> agreeing,
        @Nullable Set<String> holding,
        Set<String> waited,
        Map<String, Fact> known) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// The devices of a user, the newest first.
    public List<Phone> of(String user) {
        return devices.getOrDefault(user, List.of());
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
        return owners.getOrDefault(phone.address(), List.of()).stream()
                .filter(other -> !other.user().equals(phone.registration().user()))
                .allMatch(other -> {
                    var at = phone.registration().registeredAt();
                    var others = other.registeredAt();
                    return at != null && (others == null || at.isAfter(others));
                });
    }

    /// Whether a provider said that the device is dead, and nobody registered it anew since.
    public boolean isGone(Phone phone) {
        var fact = known.get(phone.device().hash());
        return fact != null && fact.isGone(phone.registration().registeredAt());
    }

    /// What the provider calls the device, or null.
    public @Nullable String endpoint(Phone phone) {
        var fact = known.get(phone.device().hash());
        return fact == null ? null : fact.endpoint();
    }
}
