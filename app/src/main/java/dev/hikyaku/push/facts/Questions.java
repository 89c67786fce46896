package dev.hikyaku.push.facts;

import dev.hikyaku.intake.Registrations;
import dev.hikyaku.ledger.delivery.Deliveries;
import dev.hikyaku.ledger.delivery.Owed;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.manifest.campaign.Push;
import dev.hikyaku.push.phones.Owners;
import dev.hikyaku.push.phones.Phone;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Asks the application's database and the ledger about the recipients of a page: a few queries, however large it is.
public final class Questions {
    private final Campaign campaign;
    private final Push push;
    private final Deliveries ledger;
    private final Registrations registrations;
    private final Owners owners;

    /// For one campaign.
    public Questions(Campaign campaign, Push push, Deliveries ledger, Registrations registrations, Owners owners) {
        this.campaign = campaign;
        this.push = push;
        this.ledger = ledger;
        this.registrations = registrations;
        this.owners = owners;
    }

    /// Asks.
    public Facts of(Owed.Page page) {
        var users = page.owed().stream().map(Owed::user).distinct().toList();
        var phones = new HashMap<String, List<Phone>>();
        registrations
                .ofUsers(users)
                .forEach((user, some) ->
                        phones.put(user, some.stream().map(Phone::of).toList()));
        var all = phones.values().stream().flatMap(List::stream).toList();
        return new Facts(
                phones,
                owners.of(all.stream().map(Phone::address).toList()),
                agreeing(users),
                holding(page),
                waited(users),
                ledger.devices()
                        .of(all.stream().map(phone -> phone.device().hash()).toList()));
    }

    private @Nullable Set<String> agreeing(List<String> users) {
        var consent = campaign.audience().consent();
        var declared = consent == null ? null : push.consents().get(consent);
        return declared == null ? null : registrations.agreeing(declared, users);
    }

    private @Nullable Set<String> holding(Owed.Page page) {
        var still = campaign.audience().still();
        if (still == null) {
            return null;
        }
        var values = page.owed().stream()
                .map(owed -> Facts.value(owed, still.column()))
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        return registrations.still(still, values);
    }

    private Set<String> waited(List<String> users) {
        var first = campaign.after();
        return first == null ? Set.of() : ledger.spent().unsettled(first, users);
    }
}
