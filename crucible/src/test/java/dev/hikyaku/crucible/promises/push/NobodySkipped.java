package dev.hikyaku.crucible.promises.push;

import dev.hikyaku.crucible.promises.push.Evidence.Delivery;
import java.util.ArrayList;
import java.util.List;

/// Each member of the audience has the notification on each phone, or the ledger says why not; and the ledger claims
/// nothing that no phone has.
public final class NobodySkipped {
    private NobodySkipped() {}

    /// What was broken.
    public static List<String> offences(Evidence evidence) {
        var offences = new ArrayList<String>();
        evidence.phonesOf().forEach((user, addresses) -> {
            var own = evidence.deliveries().stream()
                    .filter(one -> one.user().equals(user))
                    .toList();
            if (own.size() != Math.max(1, addresses.size())) {
                offences.add("user " + user + ": " + addresses.size() + " phones, but " + own.size() + " deliveries");
            }
            own.stream().filter(one -> !isExplained(one)).forEach(one -> offences.add("user " + user + ": " + one));
            claims(user, evidence.reached(addresses), own, offences);
            if (evidence.repeats() && evidence.reached(addresses) < addresses.size()) {
                offences.add("user " + user + ": a phone has nothing, though what is not answered is repeated");
            }
        });
        return offences;
    }

    private static boolean isExplained(Delivery one) {
        return one.state().equals("settled")
                && (one.outcome().equals("accepted") || !one.code().isEmpty());
    }

    private static void claims(String user, long reached, List<Delivery> own, List<String> offences) {
        var accepted =
                own.stream().filter(one -> one.outcome().equals("accepted")).count();
        var unknown =
                own.stream().filter(one -> one.outcome().equals("unknown")).count();
        if (reached < accepted) {
            offences.add("user " + user + ": " + accepted + " accepted, but " + reached + " phones have it");
        }
        if (reached > accepted + unknown) {
            offences.add("user " + user + ": " + reached + " phones have it, but " + accepted + " accepted and "
                    + unknown + " unknown");
        }
    }
}
