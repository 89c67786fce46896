package dev.hikyaku.dashboard.page;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/// Words of the pages in one language. Words that the command line has too are the command line's.
public final class Texts {
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final List<String> BUNDLES = List.of("dev.hikyaku.dashboard.texts", "dev.hikyaku.cli.words");

    private final Locale locale;
    private final List<ResourceBundle> bundles;

    private Texts(Locale locale) {
        this.locale = locale;
        bundles = BUNDLES.stream()
                .map(name -> ResourceBundle.getBundle(name, locale, NO_FALLBACK))
                .toList();
    }

    /// Japanese for `ja`, else English.
    public static Texts in(Locale locale) {
        return new Texts(locale.getLanguage().equals("ja") ? Locale.JAPANESE : Locale.ENGLISH);
    }

    /// The language.
    public Locale locale() {
        return locale;
    }

    /// A wording with its values.
    ///
    /// @throws IllegalArgumentException when there is no such wording
    public String say(String key, Object... values) {
        var pattern = pattern(key).orElseThrow(() -> new IllegalArgumentException("no wording " + key));
        return new MessageFormat(pattern, locale).format(values);
    }

    /// The two largest units of a span.
    public String span(Duration span) {
        return Moments.span(span, this);
    }

    /// A wording without values, when there is one.
    public Optional<String> find(String key) {
        return pattern(key).map(pattern -> new MessageFormat(pattern, locale).format(new Object[0]));
    }

    private Optional<String> pattern(String key) {
        return bundles.stream()
                .filter(bundle -> bundle.containsKey(key))
                .map(bundle -> bundle.getString(key))
                .findFirst();
    }
}
