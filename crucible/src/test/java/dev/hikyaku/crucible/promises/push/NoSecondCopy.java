package dev.hikyaku.crucible.promises.push;

import java.util.ArrayList;
import java.util.List;

/// No owner of a phone sees a notification twice; where nothing is repeated, no phone even gets it twice.
public final class NoSecondCopy {
    private NoSecondCopy() {}

    /// What was broken.
    public static List<String> offences(Evidence evidence) {
        var offences = new ArrayList<String>();
        evidence.phonesOf().values().stream().flatMap(List::stream).forEach(address -> {
            var seenAgain = evidence.phones().visibleDuplicates(address);
            if (seenAgain > 0) {
                offences.add("phone " + address + ": its owner saw it " + seenAgain + " times more");
            }
            var copies = evidence.phones().copies(address);
            if (!evidence.repeats() && copies > 1) {
                offences.add("phone " + address + ": got it " + copies + " times, though nothing is repeated");
            }
        });
        return offences;
    }
}
