package dev.hikyaku.manifest;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The functions an `expr:` may use. They mean the same on every database, for they run in Hikyaku.
public enum ExpressionFunction {
    /// Joins what is not null.
    CONCAT {
        @Override
        @Nullable
        String apply(List<@Nullable String> arguments) {
            return arguments.stream().filter(Objects::nonNull).collect(Collectors.joining());
        }
    },
    /// The first that is not null.
    COALESCE {
        @Override
        @Nullable
        String apply(List<@Nullable String> arguments) {
            return arguments.stream().filter(Objects::nonNull).findFirst().orElse(null);
        }
    },
    /// Capital letters.
    UPPER {
        @Override
        @Nullable
        String apply(List<@Nullable String> arguments) {
            var text = arguments.getFirst();
            return text == null ? null : text.toUpperCase(Locale.ROOT);
        }
    },
    /// Small letters.
    LOWER {
        @Override
        @Nullable
        String apply(List<@Nullable String> arguments) {
            var text = arguments.getFirst();
            return text == null ? null : text.toLowerCase(Locale.ROOT);
        }
    },
    /// Without blanks at both ends.
    TRIM {
        @Override
        @Nullable
        String apply(List<@Nullable String> arguments) {
            var text = arguments.getFirst();
            return text == null ? null : text.strip();
        }
    };

    abstract @Nullable String apply(List<@Nullable String> arguments);
}
