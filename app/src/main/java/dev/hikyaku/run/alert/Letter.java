package dev.hikyaku.run.alert;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/// What people read: what is so, since when, what harm it does, whether it heals by itself, and their move.
///
/// @param headline one line
/// @param lines the others, in their order
/// @param machine the same for programs
record Letter(String headline, List<String> lines, Map<String, Object> machine) {
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm z", Locale.ROOT);

    Letter {
        lines = List.copyOf(lines);
        machine = new LinkedHashMap<>(machine);
    }

    /// The whole of it.
    String text() {
        return headline + "\n" + String.join("\n", lines);
    }

    /// Tells of a cause.
    ///
    /// @param tellings how often it was told, with this time
    static Letter of(Cause cause, Instant since, int tellings, Locale locale) {
        var words = new Words(locale);
        var values = cause.values().toArray();
        var what = words.say(cause.word(), values);
        var again = tellings > 1 ? " " + words.say("again", tellings) : "";
        var parts = new LinkedHashMap<String, Object>();
        parts.put("state", "firing");
        parts.put("kind", cause.word());
        parts.put("subject", cause.subject());
        parts.put("since", since.toString());
        parts.put("tellings", tellings);
        parts.put("what", what);
        var lines = new ArrayList<String>();
        lines.add(words.say("line.since", AT.format(since.atZone(ZoneId.systemDefault()))));
        for (var part : List.of("harm", "heals", "move")) {
            var said = words.say(cause.word() + "." + part, values);
            parts.put(part, said);
            lines.add(words.say("line." + part, said));
        }
        return new Letter("⚠ " + what + again, lines, parts);
    }

    /// Tells that a cause is no more.
    ///
    /// @param cause its name in the ledger
    static Letter over(String cause, Locale locale) {
        var parts = new LinkedHashMap<String, Object>();
        parts.put("state", "over");
        parts.put("cause", cause);
        return new Letter("✔ " + new Words(locale).say("over", cause), List.of(), parts);
    }

    private static final class Words {
        private final ResourceBundle bundle;

        Words(Locale locale) {
            var known = locale.getLanguage().equals("ja") ? Locale.JAPANESE : Locale.ENGLISH;
            bundle = ResourceBundle.getBundle("dev.hikyaku.run.alert.words", known, NO_FALLBACK);
        }

        String say(String key, Object... values) {
            return new MessageFormat(bundle.getString(key), Locale.ROOT).format(values);
        }
    }
}
