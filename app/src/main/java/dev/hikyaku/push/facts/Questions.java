package dev.hikyaku.push.facts;

import dev.hikyaku.intake.ApplicationDatabase;
import dev.hikyaku.intake.Registrations;
import dev.hikyaku.ledger.delivery.Deliveries;
import dev.hikyaku.ledger.delivery.Owed;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.manifest.campaign.Push;
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

    /// For one campaign.
    public Questions(Campaign campaign, Push push, Deliveries ledger, ApplicationDatabase application) {
        this.campaign = campaign;
        this.push = push;
        this.ledger = ledger;
        registrations = new Registrations(application, push.devices());
    }

    /// Asks.
    public Facts of(Owed.Page page) {
        var users = page.owed().stream().map(Owed::user).distinct().toList();
        var devices = registrations.ofUsers(users);
        var addresses = new HashMap<String, String>();
        devices.values()
                .forEach(some -> some.forEach(
                        one -> addresses.put(one.address(), Facts.device(one).hash())));
        return new Facts(
                devices,
                registrations.ofAddresses(addresses.keySet()),
                agreeing(users),
                holding(page),
                waited(users),
                ledger.devices().of(addresses.values()));
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
