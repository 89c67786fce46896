package dev.hikyaku.draft;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// What a proposal says to the person who reads it, in one language.
final class Remarks {
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle bundle;

    Remarks(Locale locale) {
        var known = locale.getLanguage().equals("ja") ? Locale.JAPANESE : Locale.ENGLISH;
        bundle = ResourceBundle.getBundle("dev.hikyaku.draft.words", known, NO_FALLBACK);
    }

    String say(String key, Object... values) {
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(values);
    }

    /// A comment behind a line of YAML, or alone in one. What comes from data can't end it.
    String comment(String key, Object... values) {
        return "# " + say(key, values).replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u0085]", " ");
    }
}
