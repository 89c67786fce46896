package dev.hikyaku.ledger.history;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How far back one looks, in which steps.
public enum Range {
    /// An hour in minutes.
    HOUR("1h", 1, 60),
    /// A day in steps of ten minutes.
    DAY("24h", 10, 144),
    /// A week in hours.
    WEEK("7d", 60, 168);

    private final String word;
    private final int minutes;
    private final int steps;

    Range(String word, int minutes, int steps) {
        this.word = word;
        this.minutes = minutes;
        this.steps = steps;
    }

    /// As in addresses: `1h`, `24h` or `7d`.
    public String word() {
        return word;
    }

    /// Length of a step, in minutes.
    public int minutes() {
        return minutes;
    }

    int steps() {
        return steps;
    }

    Duration length() {
        return Duration.ofMinutes((long) minutes * steps);
    }

    /// All words.
    public static List<String> words() {
        return Arrays.stream(values()).map(Range::word).toList();
    }

    /// The range with this word.
    public static Optional<Range> of(String word) {
        return Arrays.stream(values()).filter(range -> range.word.equals(word)).findFirst();
    }
}
