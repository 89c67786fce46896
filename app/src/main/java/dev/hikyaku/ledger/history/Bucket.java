package dev.hikyaku.ledger.history;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// What happened in one step of time.
final class Bucket {
    Counts counts = Counts.NONE;

    /// The longest that was seen to wait.
    @Nullable
    Duration oldest;

    final Waits waits = new Waits();

    /// Where it stands.
    ///
    /// @param at when the step begins, UTC
    record Place(LocalDateTime at, Whose whose) implements Comparable<Place> {
        private static final Comparator<Place> ORDER = Comparator.comparing(Place::at)
                .thenComparing(place -> place.whose().kind())
                .thenComparing(place -> place.whose().name());

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /// Somebody looked, and the oldest waited so long.
    void saw(Duration age) {
        var known = oldest;
        oldest = known == null || known.compareTo(age) < 0 ? age : known;
    }

    void add(Bucket other) {
        counts = counts.plus(other.counts);
        waits.add(other.waits);
        var age = other.oldest;
        if (age != null) {
            saw(age);
        }
    }
}
