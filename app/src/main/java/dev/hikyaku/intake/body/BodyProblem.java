package dev.hikyaku.intake.body;

import dev.hikyaku.manifest.FieldValue;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One thing that is wrong in one place of a body.
public sealed interface BodyProblem {
    /// Longest text of a body that a message quotes, in characters.
    int LONGEST_QUOTE = 80;

    /// The stable name, such as `HK4103`.
    String code();

    /// Where: a JSON pointer (RFC 6901) into the body; empty for the body as a whole.
    String pointer();

    /// What was found and what was wanted.
    String message(Locale locale);

    /// What to do about it.
    String fix(Locale locale);

    /// The same problem, of a body that stands inside another one.
    ///
    /// @param prefix pointer to the inner body, such as `/3`
    BodyProblem under(String prefix);

    /// The body does not have the shape of a change.
    ///
    /// @param found what stands there, or the name that is meant
    /// @param wanted what should; a name of the words file (`want.NAME`), or told as it is
    /// @param suggestion what may have been meant, or null
    record Shape(
            BodyCode kind,
            String pointer,
            String found,
            String wanted,
            @Nullable String suggestion) implements BodyProblem {
        public Shape {
            found = quoted(found);
        }

        Shape(BodyCode kind, String pointer, String found, String wanted) {
            this(kind, pointer, found, wanted, null);
        }

        @Override
        public String code() {
            return kind.code();
        }

        @Override
        public String message(Locale locale) {
            var message = words(locale, kind.code(), found, told(locale));
            return suggestion == null ? message : message + words(locale, "didYouMean", suggestion);
        }

        @Override
        public String fix(Locale locale) {
            return words(locale, kind.code() + ".fix", found, told(locale));
        }

        @Override
        public BodyProblem under(String prefix) {
            return new Shape(kind, prefix + pointer, found, wanted, suggestion);
        }

        private String told(Locale locale) {
            var name = "want." + wanted;
            return bundle(locale).containsKey(name) ? words(locale, name) : wanted;
        }
    }

    /// The manifest does not let a value through.
    record Value(String pointer, FieldValue.Refused refused) implements BodyProblem {
        @Override
        public String code() {
            return refused.code().code();
        }

        @Override
        public String message(Locale locale) {
            return refused.message(locale);
        }

        @Override
        public String fix(Locale locale) {
            return refused.fix(locale);
        }

        @Override
        public BodyProblem under(String prefix) {
            return new Value(prefix + pointer, refused);
        }
    }

    /// A name as one step of a JSON pointer.
    static String step(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /// A text of the body as a message may show it: short, on one line.
    static String quoted(String text) {
        var points = text.codePointCount(0, text.length());
        var cut = points <= LONGEST_QUOTE ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
        return cut.codePoints()
                .map(point -> Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE
                        ? '\uFFFD'
                        : point)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static String words(Locale locale, String key, Object... arguments) {
        return new MessageFormat(bundle(locale).getString(key), Locale.ROOT).format(arguments);
    }

    private static ResourceBundle bundle(Locale locale) {
        var known = locale.getLanguage().equals("ja") ? Locale.JAPANESE : Locale.ENGLISH;
        return ResourceBundle.getBundle(
                "dev.hikyaku.intake.body.problems",
                known,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
