package dev.hikyaku.crucible.promises;

import java.util.Map;

/// How the application wants a record to be.
///
/// @param counter rises with every wish of the whole application
/// @param values field -> value; an empty text stands for no value
/// @param references field -> the record it shall point to
public record Wish(
        String object, String key, long counter, Map<String, String> values, Map<String, Target> references) {
    /// A record that is pointed to.
    public record Target(String object, String key) {}

    /// Name for messages.
    public String name() {
        return object + " " + key;
    }
}
