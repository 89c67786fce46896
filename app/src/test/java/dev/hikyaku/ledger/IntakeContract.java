package dev.hikyaku.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Changes.Receipt;
import dev.hikyaku.ledger.Claims.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

/// What becomes of changes that an application hands in itself.
abstract class IntakeContract extends OpenLedger {
    @Test
    void takesAChangeInOnceWhoseRequestIdIsKnown() {
        assertThat(handIn(change("1", null, "request-1"))).containsExactly(Receipt.TAKEN_IN);
        assertThat(handIn(change("1", null, "request-1"), change("1", null, "request-2")))
                .containsExactly(Receipt.REPEATED, Receipt.TAKEN_IN);
        assertThat(ledger.books().of(SYNC)).isEqualTo(new Books.Balance(SYNC, 2, 0, 0, 0, 0, 2));
    }

    @Test
    void acknowledgesNoChangeWhoseRequestIdIsAnotherRecords() {
        handIn(change("1", null, "request-1"));
        assertThatThrownBy(() -> handIn(change("2", null, "request-2"), change("3", null, "request-1")))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessage("its request id came with another key before; wanted one of its own: request-1");
        assertThatThrownBy(() -> handIn(change("4", null, "same"), change("5", null, "same")))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(ledger.books().of(SYNC)).isEqualTo(new Books.Balance(SYNC, 1, 0, 0, 0, 0, 1));
    }

    @Test
    void supersedesWhatComesAfterANewerVersion() {
        assertThat(handIn(change("1", 5L, "five"), change("1", 3L, "three"), change("1", 7L, "seven")))
                .containsExactly(Receipt.TAKEN_IN, Receipt.SUPERSEDED, Receipt.TAKEN_IN);
        assertThat(handIn(change("1", 3L, "three again"), change("1", 7L, "seven again")))
                .containsExactly(Receipt.REPEATED, Receipt.REPEATED);
        assertThat(handIn(change("1", 4L, "four"))).containsExactly(Receipt.SUPERSEDED);
        assertThat(waiting()).extracting(Waiting::version).containsExactly(2L);
        assertThat(ledger.books().of(SYNC)).isEqualTo(new Books.Balance(SYNC, 4, 0, 0, 2, 0, 2));
        assertThat(ledger.story().changes(SYNC, "1"))
                .filteredOn(change -> "superseded".equals(change.outcome()))
                .extracting(Story.ChangeStory::reason)
                .containsExactlyInAnyOrder(
                        "version 3 came after a newer version of the record",
                        "version 4 came after a newer version of the record");
    }

    @Test
    void takesInManyChangesOfOneKeyInTheirOrder() {
        var many = IntStream.rangeClosed(1, 50).mapToObj(i -> change("k" + i % 3, null, "r" + i));
        assertThat(handIn(many.toArray(NewChange[]::new))).hasSize(50).containsOnly(Receipt.TAKEN_IN);
        assertThat(waiting()).extracting(Waiting::newest).containsExactlyInAnyOrder(16L, 17L, 17L);
        assertThat(ledger.claims().open(SYNC, List.of("k0")))
                .extracting(Claims.Open::version)
                .isSorted();
    }

    @Test
    void resubmitsWhatWasRejectedLastAndOnce() {
        handIn(change("1", null, "r1"), change("2", null, "r2"), change("3", null, "r3"));
        var refused = waiting().stream()
                .map(change -> new Claims.Refusal(change.id(), change.key().equals("2") ? "HK1431" : "HK1421", "no"))
                .toList();
        var none = List.<Long>of();
        var verdicts = new Claims.Verdicts(List.of(), none, none, List.of(), refused, List.of(), none, List.of());
        ledger.claims().decide(fence, run, SYNC, verdicts);
        handIn(change("3", null, "r4"));
        assertThat(ledger.changes().resubmit(SYNC, "HK1421", List.of(), 10)).containsExactly("1");
        assertThat(ledger.changes().resubmit(SYNC, "HK1421", List.of(), 10)).isEmpty();
        assertThat(ledger.changes().resubmit(SYNC, null, List.of("1", "2"), 10)).containsExactly("2");
        assertThat(waiting()).extracting(Waiting::key).containsExactly("3", "1", "2");
        assertThat(ledger.books().of(SYNC)).isEqualTo(new Books.Balance(SYNC, 6, 0, 3, 0, 0, 3));
    }

    private List<Receipt> handIn(NewChange... changes) {
        return ledger.changes().takeIn(SYNC, "http", List.of(changes));
    }

    private static NewChange change(String key, @Nullable Long version, String request) {
        return new NewChange(
                key, "{\"id\":\"" + key + "\"}", null, new Changes.Origin(version, Instant.now(), request, null));
    }
}
