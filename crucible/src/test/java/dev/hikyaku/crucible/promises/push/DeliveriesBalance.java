package dev.hikyaku.crucible.promises.push;

import java.util.ArrayList;
import java.util.List;

/// What was owed has become something, delivery by delivery; and no more is unknown than was on the wire.
public final class DeliveriesBalance {
    private DeliveriesBalance() {}

    /// What was broken.
    public static List<String> offences(Evidence evidence) {
        var offences = new ArrayList<String>();
        var settled = evidence.deliveries().stream()
                .filter(one -> one.state().equals("settled") && !one.outcome().isEmpty())
                .count();
        if (settled != evidence.owed()) {
            offences.add("owed " + evidence.owed() + ", settled " + settled + ", unaccounted "
                    + (evidence.owed() - settled));
        }
        var unknown = evidence.count("unknown");
        if (unknown > evidence.inFlight()) {
            offences.add(unknown + " unknown, but at most " + evidence.inFlight() + " were on the wire");
        }
        return offences;
    }
}
