package dev.hikyaku.crucible.promises.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.crucible.promises.push.Evidence.Delivery;
import dev.hikyaku.simulators.push.phones.Arrival;
import dev.hikyaku.simulators.push.phones.Phones;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Each judge of campaigns is shown the crime it is there for.
class PushJudgesTest {
    private final Phones phones = Phones.inMemory();
    private int arrivals;

    private void arrives(String address, String tag) {
        arrivals++;
        phones.arrive(new Arrival("fcm", address, tag, "Hello", "you", null, "m" + arrivals, arrivals));
    }

    private static Delivery accepted(String user) {
        return new Delivery(user, "settled", "accepted", "");
    }

    private static Delivery unknown(String user) {
        return new Delivery(user, "settled", "unknown", "HK4003");
    }

    private Evidence evidence(boolean repeats, Delivery... deliveries) {
        var phonesOf = Map.of("1", List.of("t1"));
        return new Evidence(phonesOf, phones, List.of(deliveries), deliveries.length, 1, repeats);
    }

    @Test
    void findsNothingWhereAllIsWell() {
        arrives("t1", "a");
        PushCourt.judge(evidence(false, accepted("1")));
    }

    @Test
    void seesASecondCopyEvenWhereItIsNotSeen() {
        arrives("t1", "a");
        arrives("t1", "a");
        assertThat(NoSecondCopy.offences(evidence(false, accepted("1"))))
                .containsExactly("phone t1: got it 2 times, though nothing is repeated");
        assertThat(NoSecondCopy.offences(evidence(true, accepted("1")))).isEmpty();
    }

    @Test
    void seesWhatAnOwnerSeesTwice() {
        arrives("t1", null);
        arrives("t1", null);
        assertThat(NoSecondCopy.offences(evidence(true, accepted("1"))))
                .containsExactly("phone t1: its owner saw it 1 times more");
    }

    @Test
    void seesWhoHasNoDelivery() {
        assertThat(NobodySkipped.offences(evidence(false))).containsExactly("user 1: 1 phones, but 0 deliveries");
    }

    @Test
    void seesWhatIsCalledAcceptedAndIsOnNoPhone() {
        assertThat(NobodySkipped.offences(evidence(false, accepted("1"))))
                .containsExactly("user 1: 1 accepted, but 0 phones have it");
    }

    @Test
    void seesAPhoneThatHasWhatTheLedgerCallsRefused() {
        arrives("t1", "a");
        assertThat(NobodySkipped.offences(evidence(false, new Delivery("1", "settled", "rejected", "X"))))
                .containsExactly("user 1: 1 phones have it, but 0 accepted and 0 unknown");
    }

    @Test
    void seesWhatHasNoEndAndWhatHasNoReason() {
        assertThat(NobodySkipped.offences(evidence(false, new Delivery("1", "sent", "", ""))))
                .containsExactly("user 1: Delivery[user=1, state=sent, outcome=, code=]");
        assertThat(NobodySkipped.offences(evidence(false, new Delivery("1", "settled", "unknown", ""))))
                .containsExactly("user 1: Delivery[user=1, state=settled, outcome=unknown, code=]");
    }

    @Test
    void seesWhoWasNotAskedAgain() {
        assertThat(NobodySkipped.offences(evidence(false, unknown("1")))).isEmpty();
        assertThat(NobodySkipped.offences(evidence(true, unknown("1"))))
                .containsExactly("user 1: a phone has nothing, though what is not answered is repeated");
    }

    @Test
    void seesBooksThatDoNotBalance() {
        assertThat(DeliveriesBalance.offences(new Evidence(Map.of(), phones, List.of(), 1, 1, false)))
                .containsExactly("owed 1, settled 0, unaccounted 1");
        assertThat(DeliveriesBalance.offences(evidence(false, unknown("1"), unknown("2"))))
                .containsExactly("2 unknown, but at most 1 were on the wire");
    }
}
