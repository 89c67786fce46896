package dev.hikyaku.dashboard.page;

import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What templates may call: `say(key, values...)`, `told(key)` for a word that may be missing, `at(moment)`,
/// `span(duration)`, `count(number)`, `language(tag)`, `trace(sync, key)`, and `sign` and `tone` of a state.
final class PageFunctions extends AbstractExtension {
    @Override
    public Map<String, Function> getFunctions() {
        return Map.of(
                "tone", plain((values, _) -> Signs.tone(String.valueOf(values.getFirst()))),
                "sign", plain((values, _) -> Signs.sign(String.valueOf(values.getFirst()))),
                "say", plain((values, locale) -> say(values, Texts.in(locale))),
                "told", plain((values, locale) -> told(String.valueOf(values.getFirst()), Texts.in(locale))),
                "at", plain((values, _) -> at((Instant) values.getFirst())),
                "span", plain((values, locale) -> Moments.span((Duration) values.getFirst(), Texts.in(locale))),
                "count",
                        plain((values, locale) ->
                                NumberFormat.getIntegerInstance(locale).format(values.getFirst())),
                "language", plain((values, locale) -> language(String.valueOf(values.getFirst()), locale)),
                "trace",
                        plain((values, _) ->
                                Links.trace(String.valueOf(values.getFirst()), String.valueOf(values.getLast()))));
    }

    private interface Work {
        Object with(List<Object> values, Locale locale);
    }

    private static String language(String tag, Locale locale) {
        return Locale.forLanguageTag(tag).getDisplayLanguage(locale);
    }

    private static String say(List<Object> values, Texts texts) {
        return texts.say(
                String.valueOf(values.getFirst()),
                values.subList(1, values.size()).toArray());
    }

    /// The wording of a key, or the last part of the key itself: what Salesforce or a newer version says has no word.
    private static String told(String key, Texts texts) {
        return texts.find(key).orElse(key.substring(key.indexOf('.') + 1));
    }

    /// The browser puts its own zone in place of ours.
    private static SafeString at(Instant moment) {
        return new SafeString(
                "<time datetime=\"" + moment + "\" title=\"" + Moments.zone() + "\">" + Moments.at(moment) + "</time>");
    }

    private static Function plain(Work work) {
        return new Function() {
            @Override
            public @Nullable List<String> getArgumentNames() {
                return null;
            }

            @Override
            public Object execute(
                    Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int line) {
                var values = IntStream.range(0, arguments.size())
                        .mapToObj(i -> arguments.get(String.valueOf(i)))
                        .toList();
                return work.with(values, context.getLocale());
            }
        };
    }
}
