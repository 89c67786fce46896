package dev.hikyaku.cli.story;

import dev.hikyaku.cli.print.Words;
import dev.hikyaku.story.Advice;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What the catalogue says of the codes in a message.
public final class AdviceLines {
    private static final Pattern OURS = Pattern.compile("HK\\d{4}");

    private AdviceLines() {}

    /// Messages of deeper layers are English; readers of Japanese get the catalogue's words beside them.
    public static List<String> of(Locale locale, String message) {
        if (!locale.getLanguage().equals("ja")) {
            return List.of();
        }
        var words = Words.in(locale);
        return OURS.matcher(message)
                .results()
                .map(found -> found.group())
                .distinct()
                .flatMap(code -> Advice.of(code, locale).stream())
                .flatMap(advice -> List.of(
                        "   " + words.say("advice.meaning", advice.code(), advice.meaning()),
                        "   "
                                + words.say(
                                        "advice.turn",
                                        words.say("turn." + advice.turn().word())),
                        "   " + words.say("advice.fix", advice.fix()))
                        .stream())
                .toList();
    }
}
