package dev.hikyaku.push;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Gateway;
import dev.hikyaku.intake.Registrations;
import dev.hikyaku.intake.Registrations.Registration;
import dev.hikyaku.ledger.delivery.Decision;
import dev.hikyaku.ledger.delivery.DeviceFacts.Fact;
import dev.hikyaku.ledger.delivery.Owed;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.push.clock.Peace;
import dev.hikyaku.push.phones.Owners;
import dev.hikyaku.push.phones.Phone;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Looks at deliveries right before they are sent: at this moment, who agrees, which devices there are and whose, and
/// whether it is the time. Writes nothing.
public final class Judge {
    private static final Duration GATEWAY_RESTS = Duration.ofSeconds(15);

    private final CampaignWork work;
    private final Registrations registrations;
    private final Owners owners;

    /// For one run, or for what would be one.
    public Judge(CampaignWork work) {
        this.work = work;
        registrations = new Registrations(work.application(), work.push().devices());
        owners = new Owners(
                registrations,
                work.run().counted().recipients(),
                work.surroundings().clock());
    }

    /// What the databases said of a page.
    private record Facts(
            Map<String, List<Phone>> phones,
            Map<String, List<Registration>> owners,
            @Nullable Set<String> agreeing,
            Map<String, Fact> known) {}

    /// What the page comes to, gathered.
    private static final class Gathered {
        private final List<Parcel> parcels = new ArrayList<>();
        private final List<Decision.Dropped> dropped = new ArrayList<>();
        private final List<Decision.Held> held = new ArrayList<>();
        private final List<Decision.More> more = new ArrayList<>();

        void suppress(Owed owed, String code, String reason) {
            dropped.add(new Decision.Dropped(owed, "suppressed", code, reason));
        }
    }

    /// Judges a page.
    ///
    /// @param gateway whom new deliveries go to
    /// @param works whether a gateway takes anything now; one that may have a delivery keeps it
    public Judged judge(Owed.Page page, Gateway gateway, Predicate<Gateway> works) {
        var facts = facts(page);
        var gathered = new Gathered();
        for (var owed : page.owed()) {
            var own = gatewayOf(owed, gateway);
            if (owed.gateway() == null || works.test(own)) {
                judge(new Case(owed, page.now(), own), facts, gathered);
            } else {
                gathered.held.add(new Decision.Held(
                        owed, page.now().plus(GATEWAY_RESTS), "HK4009", own.name() + " may have it, and rests"));
            }
        }
        var limit = work.campaign().limits();
        var cap = limit.perUser();
        var sent = gathered.parcels.stream()
                .map(one -> new Decision.Sent(
                        one.owed(), one.device(), one.gateway().name()))
                .toList();
        return new Judged(
                new Decision(
                        sent,
                        gathered.dropped,
                        gathered.held,
                        gathered.more,
                        cap == null ? null : new Decision.Cap(limit.group(), cap.most(), cap.window())),
                gathered.parcels);
    }

    private Gateway gatewayOf(Owed owed, Gateway gateway) {
        return work.gateways().stream()
                .filter(one -> one.name().equals(owed.gateway()))
                .findFirst()
                .orElse(gateway);
    }

    private Facts facts(Owed.Page page) {
        var users = page.owed().stream().map(Owed::user).distinct().toList();
        var phones = new HashMap<String, List<Phone>>();
        registrations
                .ofUsers(users)
                .forEach((user, some) ->
                        phones.put(user, some.stream().map(Phone::of).toList()));
        var all = phones.values().stream().flatMap(List::stream).toList();
        var consent = work.campaign().audience().consent();
        var declared = consent == null ? null : work.push().consents().get(consent);
        return new Facts(
                phones,
                owners.of(all.stream().map(Phone::address).toList()),
                declared == null ? null : registrations.agreeing(declared, users),
                work.ledger()
                        .devices()
                        .of(all.stream().map(phone -> phone.device().hash()).toList()));
    }

    private record Case(Owed owed, Instant now, Gateway gateway) {}

    private void judge(Case one, Facts facts, Gathered gathered) {
        var owed = one.owed();
        if (!mayBeWrittenTo(owed, facts, gathered)) {
            return;
        }
        var registered = facts.phones().getOrDefault(owed.user(), List.of());
        var chosen = chosen(owed, registered, facts, gathered);
        if (chosen.isEmpty()) {
            return;
        }
        var first = chosen.getFirst();
        if (isQuiet(one, first, gathered)) {
            return;
        }
        try {
            gathered.parcels.add(parcel(one, first, facts));
        } catch (Wording.Impossible impossible) {
            gathered.dropped.add(
                    new Decision.Dropped(owed, "rejected", impossible.code(), String.valueOf(impossible.getMessage())));
            return;
        }
        for (int number = 1; number < chosen.size(); number++) {
            gathered.more.add(new Decision.More(owed, number, chosen.get(number).device()));
        }
    }

    private boolean mayBeWrittenTo(Owed owed, Facts facts, Gathered gathered) {
        if (!work.surroundings().allowed().test(owed.user())) {
            gathered.suppress(
                    owed, "not_allowed_here", "hikyaku.push.only names the users that may be written to from here");
            return false;
        }
        var agreeing = facts.agreeing();
        if (agreeing != null && !agreeing.contains(owed.user())) {
            gathered.suppress(owed, "opted_out", "the user does not agree now");
            return false;
        }
        return true;
    }

    /// The devices this delivery goes to; none when it was suppressed.
    private List<Phone> chosen(Owed owed, List<Phone> registered, Facts facts, Gathered gathered) {
        var before = owed.device();
        if (registered.isEmpty()) {
            gathered.suppress(
                    owed,
                    before == null ? "no_device" : "device_gone",
                    before == null ? "the user has no device" : "the device is not registered any more");
            return List.of();
        }
        var candidates = before == null
                ? registered
                : registered.stream().filter(one -> one.device().equals(before)).toList();
        var own = candidates.stream().filter(one -> isNewest(one, facts)).toList();
        var alive = own.stream().filter(one -> !isGone(one, facts)).toList();
        if (!alive.isEmpty()) {
            var one = before != null || work.campaign().devices() == Campaign.Chosen.NEWEST;
            return one ? alive.subList(0, 1) : alive;
        }
        var reassigned = own.size() < candidates.size();
        gathered.suppress(
                owed,
                reassigned ? "token_reassigned" : "device_gone",
                reassigned
                        ? "another user registered the device later"
                        : "the provider said that the device is gone, and it was not registered anew");
        return List.of();
    }

    /// A device that changed hands belongs to who registered it last; where nobody can tell, to nobody.
    private static boolean isNewest(Phone phone, Facts facts) {
        return facts.owners().getOrDefault(phone.address(), List.of()).stream()
                .filter(other -> !other.user().equals(phone.registration().user()))
                .allMatch(other -> {
                    var at = phone.registration().registeredAt();
                    var others = other.registeredAt();
                    return at != null && (others == null || at.isAfter(others));
                });
    }

    private static boolean isGone(Phone phone, Facts facts) {
        var fact = facts.known().get(phone.device().hash());
        return fact != null && fact.isGone(phone.registration().registeredAt());
    }

    private boolean isQuiet(Case one, Phone to, Gathered gathered) {
        var hours = work.campaign().quietHours();
        if (hours == null) {
            return false;
        }
        var zone = hours.zone() == null ? zone(to.registration()) : hours.zone();
        switch (Peace.at(one.now(), hours, zone)) {
            case Peace.Free _ -> {
                return false;
            }
            case Peace.Quiet(var until) -> {
                switch (hours.then()) {
                    case HOLD ->
                        gathered.held.add(
                                new Decision.Held(one.owed(), until, "quiet_hours", "quiet hours in " + zone.getId()));
                    case DROP -> gathered.suppress(one.owed(), "quiet_hours", "quiet hours in " + zone.getId());
                }
            }
        }
        return true;
    }

    private ZoneId zone(Registration to) {
        try {
            return to.zone() == null ? work.push().zone() : ZoneId.of(to.zone());
        } catch (DateTimeException noSuchZone) {
            return work.push().zone();
        }
    }

    private Parcel parcel(Case one, Phone phone, Facts facts) {
        var to = phone.registration();
        var owed = one.owed();
        var left = Duration.between(one.now(), work.run().expiresAt());
        var wanted = work.campaign().message().ttl();
        var ttl = left.compareTo(wanted) < 0 ? left : wanted;
        var notification = work.surroundings()
                .wording()
                .render(new Wording.Wanted(
                        owed.params(),
                        to.locale(),
                        owed.once().tag(work.campaign().name(), owed.deviceNo()),
                        ttl));
        var fact = facts.known().get(phone.device().hash());
        var address = new Address(
                Address.Kind.valueOf(to.kind().toUpperCase(Locale.ROOT)),
                to.address(),
                Address.Platform.valueOf(to.platform().toUpperCase(Locale.ROOT)),
                fact == null ? null : fact.endpoint());
        return new Parcel(owed, phone.device(), notification, address, one.gateway(), to.registeredAt());
    }
}
