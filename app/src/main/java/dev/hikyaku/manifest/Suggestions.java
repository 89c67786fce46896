package dev.hikyaku.manifest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/// Finds what may have been meant.
public final class Suggestions {

    private Suggestions() {}

    /// The nearest of the known words, or null when none is near: one slip in three letters, two in seven, three in
    /// more.
    public static @Nullable String near(String found, Collection<String> known) {
        var slips = found.length() <= 3 ? 1 : found.length() <= 7 ? 2 : 3;
        return known.stream()
                .filter(word -> distance(found, word) <= slips && distance(found, word) < found.length())
                .min(Comparator.comparingInt((String word) -> distance(found, word))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse(null);
    }

    private static int distance(String found, String word) {
        return LevenshteinDistance.getDefaultInstance()
                .apply(found.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
    }
}
