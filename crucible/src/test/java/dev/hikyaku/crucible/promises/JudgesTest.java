package dev.hikyaku.crucible.promises;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.crucible.promises.Effect.Kind;
import dev.hikyaku.crucible.world.Child;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A judge that cannot condemn is no judge: each is shown the crime it is there for.
class JudgesTest {
    private static Wish company(long counter, String name) {
        return new Wish("Account", "1", counter, Map.of("Name", name), Map.of());
    }

    private static Wish person(long counter) {
        var parent = new Wish.Target("Account", "1");
        return new Wish("Contact", "7", counter, Map.of(), Map.of("AccountId", parent));
    }

    private static Effect effect(Kind kind, String id, String counter, String name) {
        return new Effect(kind, "Account", id, "1", Map.of("Name", name, Effect.COUNTER, counter));
    }

    private static Effect child(String parentId) {
        return new Effect(Kind.CREATED, "Contact", "c7", "7", Map.of("AccountId", parentId, Effect.COUNTER, "2"));
    }

    private static Account books(long takenIn, long accepted, long unaccounted) {
        return new Account("company", "Account", takenIn, accepted, 0, 0, 0, 0, unaccounted, Set.of());
    }

    private static Child.Ended exit(int code) {
        return new Child.Ended(code, "another run holds it", "", Instant.EPOCH, Duration.ZERO);
    }

    @Test
    void seesALostRecordALostChangeAndALostDelete() {
        var judge = new NothingLost();
        judge.wished(company(1, "old"));
        assertThat(judge.offences()).containsExactly("Account 1 is not in the org, and the ledger does not say why");
        judge.applied(effect(Kind.CREATED, "a1", "1", "old"));
        assertThat(judge.offences()).isEmpty();
        judge.wished(company(2, "new"));
        assertThat(judge.offences())
                .containsExactlyInAnyOrder(
                        "Account 1 Name: found \"old\", wanted \"new\"",
                        "Account 1 Counter__c: found \"1\", wanted \"2\"");
        judge.withdrawn("Account", "1");
        assertThat(judge.offences()).containsExactly("Account 1 is in the org, but was withdrawn");
    }

    @Test
    void excusesWhatTheLedgerCalledRejectedOrWaiting() {
        var judge = new NothingLost();
        judge.wished(company(1, "too long"));
        judge.closed(List.of(new Account("company", "Account", 1, 0, 1, 0, 0, 0, 0, Set.of("1"))));
        assertThat(judge.offences()).isEmpty();
    }

    @Test
    void seesASecondRecordAndASecondWrite() {
        var judge = new NoSecondEffect();
        judge.applied(effect(Kind.CREATED, "a1", "1", "x"));
        judge.applied(effect(Kind.UPDATED, "a1", "2", "y"));
        assertThat(judge.offences()).isEmpty();
        judge.applied(effect(Kind.UPDATED, "a1", "2", "y"));
        judge.applied(effect(Kind.CREATED, "a2", "3", "z"));
        assertThat(judge.offences())
                .containsExactly("Account 1: wish 2 came true twice", "Account 1 was created a second time, as a2");
    }

    @Test
    void letsARecordComeBackAfterItsDelete() {
        var judge = new NoSecondEffect();
        judge.applied(effect(Kind.CREATED, "a1", "1", "x"));
        judge.applied(new Effect(Kind.DELETED, "Account", "a1", "", Map.of()));
        judge.applied(effect(Kind.CREATED, "a2", "2", "x"));
        assertThat(judge.offences()).isEmpty();
        judge.applied(new Effect(Kind.DELETED, "Account", "a1", "", Map.of()));
        assertThat(judge.offences()).containsExactly("Account a1 was deleted a second time");
    }

    @Test
    void seesAnOlderVersionWin() {
        var judge = new OrderPerKey();
        judge.applied(effect(Kind.CREATED, "a1", "5", "x"));
        judge.applied(effect(Kind.UPDATED, "a1", "4", "x"));
        assertThat(judge.offences()).containsExactly("Account 1: wish 4 came true after wish 5");
    }

    @Test
    void seesAChildThatPointsNowhereOrElsewhere() {
        var judge = new ReferencesHold();
        judge.wished(person(2));
        judge.applied(child(""));
        judge.applied(effect(Kind.CREATED, "a1", "1", "x"));
        judge.applied(child("a2"));
        assertThat(judge.offences())
                .contains(
                        "Contact 7 AccountId: found \"\", wanted \"no such record\" of Account 1",
                        "Contact 7 AccountId: found \"a2\", wanted \"a1\" of Account 1");
        assertThat(judge.seen()).isEqualTo(2);
    }

    @Test
    void seesTwoThatWorkAndOneThatLeavesForNothing() {
        var two = new OneRunAtATime();
        two.ended(List.of(exit(0), exit(10), exit(11)));
        assertThat(two.offences()).singleElement().asString().startsWith("of 3 processes 2 worked");
        var none = new OneRunAtATime();
        none.ended(List.of(exit(11)));
        assertThat(none.offences()).singleElement().asString().startsWith("of 1 processes 0 worked");
    }

    @Test
    void seesBooksThatAreWrongUntrueOrMissing() {
        assertThat(new BooksBalance().offences()).containsExactly("the books were never closed");
        var wrong = new BooksBalance();
        wrong.applied(effect(Kind.CREATED, "a1", "1", "x"));
        wrong.closed(List.of(books(2, 1, 0)));
        assertThat(wrong.offences()).singleElement().asString().startsWith("the books of company do not balance");
        var untrue = new BooksBalance();
        untrue.closed(List.of(books(1, 1, 0)));
        assertThat(untrue.offences()).containsExactly("company: accepted 1, but the org did 0");
    }
}
