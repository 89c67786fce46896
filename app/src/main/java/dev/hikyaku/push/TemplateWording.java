package dev.hikyaku.push;

import dev.hikyaku.gateway.Notification;
import dev.hikyaku.manifest.campaign.Message;
import dev.hikyaku.push.words.Size;
import dev.hikyaku.push.words.Worded;
import dev.hikyaku.push.words.Words;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Words notifications by a campaign's templates, and keeps them as small as the provider wants them.
public final class TemplateWording implements Wording {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// The column is the application's, and may hold anything.
    private static final int MOST_LOCALES = 1_000;

    private static final TypeReference<Map<String, @Nullable String>> ROW = new TypeReference<>() {};

    private final Message message;
    private final Words words;
    private final int budget;
    private final ToIntFunction<Notification> measure;
    private final boolean isSameForAll;
    private final Map<Locale, Worded> sameForAll = new ConcurrentHashMap<>();

    /// Of a campaign's message.
    ///
    /// @param budget bytes that the provider takes at most
    /// @param measure bytes of a notification, as the provider counts them
    public TemplateWording(Message message, int budget, ToIntFunction<Notification> measure) {
        this(message, Words.of(message), budget, measure);
    }

    private TemplateWording(Message message, Words words, int budget, ToIntFunction<Notification> measure) {
        this.message = message;
        this.words = words;
        this.budget = budget;
        this.measure = measure;
        isSameForAll = words.variables().isEmpty();
    }

    /// The same for rows whose values are masked, to be looked at and not to be sent.
    public static TemplateWording masked(Message message, int budget, ToIntFunction<Notification> measure) {
        return new TemplateWording(message, Words.ofMasked(message), budget, measure);
    }

    @Override
    public Notification render(Wanted wanted) {
        var language = wanted.locale();
        var locale = Locale.forLanguageTag(language == null ? message.fallback() : language.replace('_', '-'));
        var worded = isSameForAll && (sameForAll.size() < MOST_LOCALES || sameForAll.containsKey(locale))
                ? sameForAll.computeIfAbsent(locale, _ -> worded(wanted, locale))
                : worded(wanted, locale);
        return switch (worded) {
            case Worded.Failed(var code, var text) -> throw new Impossible(code, text);
            case Worded.Rendered rendered -> rendered.notification(wanted.tag(), wanted.ttl(), message);
        };
    }

    /// All tags have the same length.
    private Worded worded(Wanted wanted, Locale locale) {
        var size = new Size(
                budget, rendered -> measure.applyAsInt(rendered.notification(wanted.tag(), wanted.ttl(), message)));
        return size.fit(words.render(JSON.readValue(wanted.params(), ROW), locale), message.tooLong());
    }
}
