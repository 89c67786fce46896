package dev.hikyaku.manifest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The functions an `expr:` may use. They mean the same on every database, for they run in Hikyaku.
public enum ExpressionFunction {
    /// Joins what is not null.
    CONCAT(1, Integer.MAX_VALUE, "concat(text, ...)") {
        @Override
        @Nullable
        String apply(List<@Nullable String> arguments) {
            return arguments.stream().filter(Objects::nonNull).collect(Collectors.joining());
        }
    },
    /// The first that is not null.
    COALESCE(1, Integer.MAX_VALUE, "coalesce(text, ...)") {
        @Override
        @Nullable
        String apply(List<@Nullable String> arguments) {
            return arguments.stream().filter(Objects::nonNull).findFirst().orElse(null);
        }
    },
    /// Capital letters.
    UPPER(1, 1, "upper(text)") {
        @Override
        @Nullable
        String apply(List<@Nullable String> arguments) {
            var text = arguments.getFirst();
            return text == null ? null : text.toUpperCase(Locale.ROOT);
        }
    },
    /// Small letters.
    LOWER(1, 1, "lower(text)") {
        @Override
        @Nullable
        String apply(List<@Nullable String> arguments) {
            var text = arguments.getFirst();
            return text == null ? null : text.toLowerCase(Locale.ROOT);
        }
    },
    /// Without blanks at both ends, the wide blank of Japanese among them.
    TRIM(1, 1, "trim(text)") {
        @Override
        @Nullable
        String apply(List<@Nullable String> arguments) {
            var text = arguments.getFirst();
            return text == null ? null : text.strip();
        }
    },
    /// A part of a text: from the character with this number (the first is 1), at most so many characters. Both numbers
    /// are written out in the manifest.
    SUBSTRING(3, 3, "substring(text, from, length)") {
        @Override
        @Nullable
        String apply(List<@Nullable String> arguments) {
            var text = arguments.get(0);
            var from = arguments.get(1);
            var length = arguments.get(2);
            if (text == null || from == null || length == null) {
                return null;
            }
            return text.codePoints()
                    .skip(Long.parseLong(from) - 1)
                    .limit(Long.parseLong(length))
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
        }
    },
    /// Puts one text everywhere in place of another.
    REPLACE(3, 3, "replace(text, what, with)") {
        @Override
        @Nullable
        String apply(List<@Nullable String> arguments) {
            var text = arguments.get(0);
            var what = arguments.get(1);
            if (text == null || what == null || what.isEmpty()) {
                return text;
            }
            return text.replace(what, Objects.requireNonNullElse(arguments.get(2), ""));
        }
    };

    private final int least;
    private final int most;
    private final String signature;

    ExpressionFunction(int least, int most, String signature) {
        this.least = least;
        this.most = most;
        this.signature = signature;
    }

    /// The function with this name, in capital or small letters.
    public static Optional<ExpressionFunction> of(String name) {
        return Arrays.stream(values())
                .filter(function -> function.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /// As written in a manifest: in small letters.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Such as `substring(text, from, length)`.
    public String signature() {
        return signature;
    }

    /// Whether it takes so many values.
    public boolean takes(int arguments) {
        return arguments >= least && arguments <= most;
    }

    abstract @Nullable String apply(List<@Nullable String> arguments);
}
