package dev.hikyaku.push;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Gateway;
import dev.hikyaku.intake.Registrations;
import dev.hikyaku.ledger.delivery.Decision;
import dev.hikyaku.ledger.delivery.Owed;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.manifest.campaign.Limits;
import dev.hikyaku.push.clock.Moments;
import dev.hikyaku.push.clock.Peace;
import dev.hikyaku.push.facts.Facts;
import dev.hikyaku.push.facts.Questions;
import dev.hikyaku.push.phones.Owners;
import dev.hikyaku.push.phones.Phone;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// Looks at deliveries right before they are sent: at this moment, who agrees, which devices there are and whose, and
/// whether it is the time. Writes nothing.
public final class Judge {
    private static final Duration GATEWAY_RESTS = Duration.ofSeconds(15);

    private final CampaignWork work;
    private final Questions questions;

    /// For one run, or for what would be one.
    public Judge(CampaignWork work) {
        this.work = work;
        var registrations = new Registrations(work.application(), work.push().devices());
        var owners = new Owners(
                registrations,
                work.run().counted().recipients(),
                work.surroundings().clock());
        questions = new Questions(work.campaign(), work.push(), work.ledger(), registrations, owners);
    }

    /// What the page comes to, gathered.
    private static final class Gathered {
        private final List<Parcel> parcels = new ArrayList<>();
        private final List<Decision.Dropped> dropped = new ArrayList<>();
        private final List<Decision.Held> held = new ArrayList<>();
        private final List<Decision.More> more = new ArrayList<>();

        void suppress(Owed owed, String code, String reason) {
            dropped.add(new Decision.Dropped(owed, "suppressed", code, reason));
        }

        void reject(Owed owed, String code, String reason) {
            dropped.add(new Decision.Dropped(owed, "rejected", code, reason));
        }

        void hold(Owed owed, Instant until, String code, String reason) {
            held.add(new Decision.Held(owed, until, code, reason));
        }
    }

    /// Judges a page.
    ///
    /// @param gateway whom new deliveries go to
    /// @param works whether a gateway takes anything now; one that may have a delivery keeps it
    public Judged judge(Owed.Page page, Gateway gateway, Predicate<Gateway> works) {
        var facts = questions.of(page);
        var gathered = new Gathered();
        for (var owed : page.owed()) {
            var own = gatewayOf(owed, gateway);
            if (owed.gateway() == null || works.test(own)) {
                judge(new Case(owed, page.now(), own, moments(facts.of(owed.user()))), facts, gathered);
            } else {
                gathered.hold(owed, page.now().plus(GATEWAY_RESTS), "HK4009", own.name() + " may have it, and rests");
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
                        cap == null ? null : cap(limit.group(), cap)),
                gathered.parcels);
    }

    /// A cap as the ledger keeps it.
    public static Decision.Cap cap(String group, Limits.PerUser cap) {
        var over = switch (cap.over()) {
            case SUPPRESS -> Decision.Over.SUPPRESS;
            case DEFER -> Decision.Over.DEFER;
        };
        return new Decision.Cap(group, cap.most(), cap.window(), over);
    }

    private Gateway gatewayOf(Owed owed, Gateway gateway) {
        return work.gateways().stream()
                .filter(one -> one.name().equals(owed.gateway()))
                .findFirst()
                .orElse(gateway);
    }

    private record Case(Owed owed, Instant now, Gateway gateway, Moments moments) {}

    private Moments moments(List<Phone> registered) {
        return Moments.of(work.campaign(), work.run().key(), work.run().expiresAt(), zone(registered));
    }

    private void judge(Case one, Facts facts, Gathered gathered) {
        var owed = one.owed();
        var registered = facts.of(owed.user());
        if (!isTime(one, registered, gathered) || !mayBeWrittenTo(one, facts, gathered)) {
            return;
        }
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
            gathered.reject(owed, impossible.code(), String.valueOf(impossible.getMessage()));
            return;
        } catch (RuntimeException | StackOverflowError fault) {
            // Whatever one row does to the words, the others have nothing to do with it.
            gathered.reject(
                    owed,
                    "HK4014",
                    "making it ready ended in " + fault.getClass().getSimpleName());
            return;
        }
        for (int number = 1; number < chosen.size(); number++) {
            gathered.more.add(new Decision.More(owed, number, chosen.get(number).device()));
        }
    }

    private boolean isTime(Case one, List<Phone> registered, Gathered gathered) {
        var from = one.moments().from();
        if (from != null && one.now().isBefore(from)) {
            gathered.hold(
                    one.owed(),
                    from,
                    "own_time",
                    "it is not yet time in " + zone(registered).getId());
            return false;
        }
        if (!one.now().isBefore(one.moments().until())) {
            gathered.dropped.add(new Decision.Dropped(
                    one.owed(), "expired", "HK4005", "the campaign's time was over where the recipient is"));
            return false;
        }
        return true;
    }

    private boolean mayBeWrittenTo(Case one, Facts facts, Gathered gathered) {
        var owed = one.owed();
        if (!work.surroundings().allowed().test(owed.user())) {
            gathered.suppress(
                    owed, "not_allowed_here", "hikyaku.push.only names the users that may be written to from here");
            return false;
        }
        if (!facts.agrees(owed.user())) {
            gathered.suppress(owed, "opted_out", "the user does not agree now");
            return false;
        }
        var still = work.campaign().audience().still();
        if (still != null && !facts.holds(owed, still)) {
            gathered.suppress(owed, "no_longer_so", "audience.still holds its " + still.column() + " no longer");
            return false;
        }
        if (facts.waited().contains(owed.user())) {
            var again = one.now().plus(work.surroundings().knobs().beforeRepeat());
            gathered.hold(owed, again, "after", work.campaign().after() + " goes first");
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
        var own = candidates.stream().filter(facts::isNewest).toList();
        var alive = own.stream().filter(one -> !facts.isGone(one)).toList();
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

    private boolean isQuiet(Case one, Phone to, Gathered gathered) {
        var hours = work.campaign().quietHours();
        if (hours == null) {
            return false;
        }
        var zone = hours.zone() == null ? zone(List.of(to)) : hours.zone();
        switch (Peace.at(one.now(), hours, zone)) {
            case Peace.Free _ -> {
                return false;
            }
            case Peace.Quiet(var until) -> {
                switch (hours.then()) {
                    case HOLD -> gathered.hold(one.owed(), until, "quiet_hours", "quiet hours in " + zone.getId());
                    case DROP -> gathered.suppress(one.owed(), "quiet_hours", "quiet hours in " + zone.getId());
                }
            }
        }
        return true;
    }

    /// Of the device that was registered last; the project's where nobody knows better.
    private ZoneId zone(List<Phone> registered) {
        var zone = registered.isEmpty()
                ? null
                : registered.getFirst().registration().zone();
        try {
            return zone == null ? work.push().zone() : ZoneId.of(zone);
        } catch (DateTimeException noSuchZone) {
            return work.push().zone();
        }
    }

    private Parcel parcel(Case one, Phone phone, Facts facts) {
        var owed = one.owed();
        var to = phone.registration();
        var notification = work.surroundings()
                .wording()
                .render(new Wording.Wanted(
                        owed.params(),
                        to.locale(),
                        owed.once().tag(work.campaign().name(), owed.deviceNo()),
                        one.moments().ttl(one.now(), work.campaign().message().ttl())));
        var address = new Address(
                Address.Kind.valueOf(to.kind().toUpperCase(Locale.ROOT)),
                to.address(),
                Address.Platform.valueOf(to.platform().toUpperCase(Locale.ROOT)),
                facts.endpoint(phone));
        return new Parcel(owed, phone.device(), notification, address, one.gateway(), to.registeredAt());
    }
}
