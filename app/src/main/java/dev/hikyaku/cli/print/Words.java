package dev.hikyaku.cli.print;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/// The words of the command line in one language.
public final class Words {
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale locale;
    private final ResourceBundle bundle;

    private Words(Locale locale) {
        this.locale = locale;
        this.bundle = bundle("words", locale);
    }

    /// Japanese for `ja`, else English.
    public static Words in(Locale locale) {
        return new Words(locale);
    }

    /// One of the bundles of the command line: `words`, `usage` or `codes`.
    public static ResourceBundle bundle(String name, Locale locale) {
        var known = locale.getLanguage().equals("ja") ? Locale.JAPANESE : Locale.ENGLISH;
        return ResourceBundle.getBundle("dev.hikyaku.cli." + name, known, NO_FALLBACK);
    }

    /// The language.
    public Locale locale() {
        return locale;
    }

    /// A wording with its values. Texts among them are made safe for a terminal.
    public String say(String key, Object... values) {
        var safe = new Object[values.length];
        for (var i = 0; i < values.length; i++) {
            safe[i] = values[i] instanceof String text ? Text.safe(text) : values[i];
        }
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(safe);
    }

    /// A wording with values that may have several lines and are safe for a terminal already.
    public String sayLines(String key, Object... values) {
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(values);
    }

    /// A wording without values, when there is one.
    public Optional<String> find(String key) {
        return bundle.containsKey(key) ? Optional.of(say(key)) : Optional.empty();
    }
}
