package dev.hikyaku.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Names of tables and columns as words, and words as names for Hikyaku and Salesforce.
final class Names {
    private static final int LONGEST_SYNC = 63;
    /// Without `__c`.
    private static final int LONGEST_FIELD = 40;

    private static final Pattern BORDER =
            Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+");

    private static final Set<String> SAME = Set.of("status", "address", "news", "series", "business", "access");

    private Names() {}

    /// The words of a name, in small letters.
    static List<String> words(String name) {
        return BORDER.splitAsStream(name)
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }

    /// All words in one.
    static String joined(String name) {
        return String.join("", words(name));
    }

    /// The words of a table's name, the last of them for one row.
    static List<String> singular(String name) {
        var words = new ArrayList<>(words(name));
        if (words.size() > 1 && Set.of("t", "tbl", "tb", "m", "mst").contains(words.getFirst())) {
            words.removeFirst();
        }
        if (!words.isEmpty()) {
            words.add(one(words.removeLast()));
        }
        return words;
    }

    private static String one(String word) {
        if (word.equals("people")) {
            return "person";
        }
        if (word.length() < 4 || SAME.contains(word) || !word.endsWith("s") || word.endsWith("ss")) {
            return word;
        }
        if (word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        var hissing = word.endsWith("sses") || word.endsWith("xes") || word.endsWith("ches") || word.endsWith("shes");
        return word.substring(0, word.length() - (hissing ? 2 : 1));
    }

    /// A sync's name that is not taken.
    static String sync(String table, Predicate<String> isTaken) {
        var words = String.join("-", singular(table));
        var name = words.isEmpty() || !Character.isLetter(words.charAt(0)) ? "table-" + words : words;
        name = name.endsWith("-") ? name.substring(0, name.length() - 1) : name;
        name = name.equals("all") ? "all-rows" : name;
        return free(name.substring(0, Math.min(name.length(), LONGEST_SYNC - 3)), "-", isTaken);
    }

    /// The API name of a custom object or field.
    static String custom(List<String> words, Predicate<String> isTaken) {
        var pascal = words.stream()
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
        var name = pascal.isEmpty() || !Character.isLetter(pascal.charAt(0)) ? "X" + pascal : pascal;
        var cut = name.substring(0, Math.min(name.length(), LONGEST_FIELD - 3));
        return free(cut, "", plain -> isTaken.test(plain + "__c")) + "__c";
    }

    private static String free(String name, String gap, Predicate<String> isTaken) {
        var free = name;
        for (var number = 2; isTaken.test(free); number++) {
            free = name + gap + number;
        }
        return free;
    }
}
