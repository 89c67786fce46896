package dev.hikyaku.manifest.reading;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What may stand in one place of a file. The reader checks against it and editors get it as a JSON Schema.
public sealed interface Shape {

    /// A text that obeys a rule.
    record Text(TextRule rule) implements Shape {}

    /// One of a few words.
    record Choice(List<String> allowed) implements Shape {}

    /// A whole number.
    record Whole(int least, int most) implements Shape {}

    /// One text, or a list of texts.
    record Many(TextRule rule) implements Shape {}

    /// A mapping of any kind, handed on as it is.
    record Anything() implements Shape {}

    /// A mapping with known keys.
    ///
    /// @param name finds the descriptions of the keys in `messages_*.properties`: `key.NAME.KEY`
    /// @param exactlyOne keys of which one must stand; empty for no such rule
    /// @param goesWith keys that mean something only beside another
    /// @param perLanguage what stands under a key that is a language, such as `ja`; null when none may
    record Section(
            String name,
            List<Key> keys,
            List<String> exactlyOne,
            Map<String, String> goesWith,
            @Nullable Section perLanguage)
            implements Shape {

        public Section(String name, List<Key> keys, List<String> exactlyOne, Map<String, String> goesWith) {
            this(name, keys, exactlyOne, goesWith, null);
        }

        public static Section of(String name, Key... keys) {
            return new Section(name, List.of(keys), List.of(), Map.of());
        }

        List<String> names() {
            return keys.stream().map(Key::name).toList();
        }
    }

    /// A mapping whose keys are names of the author's choice.
    record Entries(TextRule names, Shape value) implements Shape {}

    /// A shorthand, or a mapping that says more.
    record Either(Text text, Section mapping) implements Shape {}

    /// One key of a section.
    record Key(String name, Shape shape, boolean required) {

        public static Key required(String name, Shape shape) {
            return new Key(name, shape, true);
        }

        public static Key optional(String name, Shape shape) {
            return new Key(name, shape, false);
        }
    }

    /// A text under a rule.
    static Text text(TextRule rule) {
        return new Text(rule);
    }

    /// One of the words of an enum, with hyphens.
    static Choice words(Enum<?>... values) {
        return new Choice(Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList());
    }

    /// What this place wants, as the number that the wording of HK1013 knows.
    default int wanted() {
        return switch (this) {
            case Text _, Choice _ -> 1;
            case Section _, Entries _, Anything _ -> 3;
            case Either _ -> 4;
            case Whole _ -> 5;
            case Many _ -> 6;
        };
    }
}
