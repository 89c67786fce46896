package dev.hikyaku.crucible.promises.push;

import dev.hikyaku.simulators.push.phones.Phones;
import java.util.List;
import java.util.Map;

/// What is known of a campaign's run when everything is at rest: the phones by the simulator's journal, the ledger by
/// its
/// tables. Nothing of it is what the program said.
///
/// @param phonesOf user -> addresses of the user's phones; an empty list for a user who has none
/// @param phones what arrived, and what is shown
/// @param deliveries rows of the ledger
/// @param owed recipients and their further devices, as counted when they were taken in
/// @param inFlight deliveries that may have been on the wire when the process was killed, over all kills
/// @param repeats whether the campaign repeats what was not answered
public record Evidence(
        Map<String, List<String>> phonesOf,
        Phones phones,
        List<Delivery> deliveries,
        long owed,
        long inFlight,
        boolean repeats) {

    /// One row.
    ///
    /// @param outcome empty while there is none
    /// @param code empty when none was needed
    public record Delivery(String user, String state, String outcome, String code) {}

    /// How many deliveries have this outcome.
    public long count(String outcome) {
        return deliveries.stream().filter(one -> one.outcome().equals(outcome)).count();
    }

    /// Phones that got something, of all users.
    public long reached() {
        return phonesOf.values().stream().mapToLong(this::reached).sum();
    }

    /// Copies that arrived on all phones together.
    public long copies() {
        return phonesOf.values().stream()
                .flatMap(List::stream)
                .mapToLong(phones::copies)
                .sum();
    }

    long reached(List<String> addresses) {
        return addresses.stream().filter(address -> phones.copies(address) > 0).count();
    }
}
