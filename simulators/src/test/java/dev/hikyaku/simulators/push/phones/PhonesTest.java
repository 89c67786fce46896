package dev.hikyaku.simulators.push.phones;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PhonesTest {
    private final Phones phones = Phones.inMemory();
    private long clock;

    private Arrival arrival(@Nullable String tag, String body) {
        return new Arrival("fcm", "phone-1", tag, "Inspection", body, null, "id", ++clock);
    }

    @Test
    void showsTheNewestFirst() {
        phones.arrive(arrival("a", "first"));
        phones.arrive(arrival("b", "second"));
        assertThat(phones.shown("phone-1")).extracting(Shown::body).containsExactly("second", "first");
    }

    @Test
    void aCopyWithTheSameTagTakesTheFirstOnesPlace() {
        phones.arrive(arrival("a", "first"));
        phones.arrive(arrival("a", "corrected"));
        assertThat(phones.shown("phone-1")).containsExactly(new Shown("a", "Inspection", "corrected", null, 2, 1));
        assertThat(phones.copies("phone-1")).isEqualTo(2);
        assertThat(phones.copies("phone-1", "a")).isEqualTo(2);
        assertThat(phones.counts()).isEqualTo(new Counts(1, 2, 1, 0, 0));
    }

    @Test
    void aCopyWithoutTagIsSeenAgain() {
        phones.arrive(arrival(null, "same"));
        phones.arrive(arrival(null, "same"));
        phones.arrive(arrival(null, "other"));
        assertThat(phones.shown("phone-1")).extracting(Shown::body).containsExactly("other", "same", "same");
        assertThat(phones.counts()).isEqualTo(new Counts(1, 3, 1, 1, 0));
        assertThat(phones.visibleDuplicates("phone-1")).isEqualTo(1);
    }

    @Test
    void theSameTextUnderAnotherTagIsAnotherDelivery() {
        phones.arrive(arrival("a", "same"));
        phones.arrive(arrival("b", "same"));
        assertThat(phones.counts()).isEqualTo(new Counts(1, 2, 0, 0, 0));
    }

    @Test
    void aCopyAfterADismissalIsSeenAgain() {
        phones.arrive(arrival("a", "text"));
        assertThat(phones.dismiss("phone-1", "a")).isTrue();
        assertThat(phones.shown("phone-1")).isEmpty();
        assertThat(phones.dismiss("phone-1", "a")).isFalse();
        phones.arrive(arrival("a", "text"));
        assertThat(phones.visibleDuplicates()).isEqualTo(1);
        assertThat(phones.shown("phone-1")).hasSize(1);
    }

    @Test
    void sweepsTheWholeShade() {
        phones.arrive(arrival("a", "text"));
        phones.arrive(arrival(null, "text"));
        assertThat(phones.dismissAll("phone-1")).isTrue();
        assertThat(phones.dismissAll("phone-2")).isFalse();
        assertThat(phones.shown("phone-1")).isEmpty();
    }

    @Test
    void dataForTheAppIsCountedAndNotShown() {
        phones.arrive(new Arrival("fcm", "phone-1", "a", "", "", null, "id", 1));
        phones.arrive(new Arrival("fcm", "phone-1", "a", "", "", null, "id", 2));
        assertThat(phones.shown("phone-1")).isEmpty();
        assertThat(phones.counts()).isEqualTo(new Counts(1, 2, 1, 0, 2));
    }

    @Test
    void countsOnlyCountsTheSameAndKeepsNoTexts() {
        var counting = Phones.countsOnly();
        counting.arrive(arrival("a", "text"));
        counting.arrive(arrival("a", "text"));
        counting.arrive(arrival(null, "text"));
        counting.arrive(arrival(null, "text"));
        assertThat(counting.counts()).isEqualTo(new Counts(1, 4, 2, 1, 0));
        assertThat(counting.shown("phone-1")).extracting(Shown::body).containsOnly("");
    }

    @Test
    void losesNothingUnderManyThreads() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 0; number < 20_000; number++) {
                var at = number;
                threads.execute(() -> phones.arrive(
                        new Arrival("sns", "phone-" + at % 500, "tag-" + at % 5_000, "t", "b", null, "id", at)));
            }
        }
        assertThat(phones.counts()).isEqualTo(new Counts(500, 20_000, 15_000, 0, 0));
        assertThat(phones.addresses("phone-49", 1_000)).hasSize(11);
    }
}
