package dev.hikyaku.push.words;

import dev.hikyaku.manifest.campaign.Message;
import dev.hikyaku.manifest.template.Template;
import dev.hikyaku.manifest.template.Template.Filled;
import dev.hikyaku.push.words.Worded.Failed;
import dev.hikyaku.push.words.Worded.Rendered;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A campaign's message, ready to be worded for row after row. Safe to use from many threads.
public final class Words {

    /// A phone shows a title in one line.
    private static final Pattern LINE_BREAKS = Pattern.compile("\\s*\\R\\s*");

    /// C0 and C1 without tab and line feed; and the old marks that turn the direction of all that follows, which
    /// a name in a column could leave open (Unicode Standard Annex 9, 2.1 and 2.2). Right-to-left letters need
    /// none.
    private static final Pattern UNSAFE = Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u202A-\\u202E]");

    private static final Pattern LONE_SURROGATE = Pattern.compile("[\\uD800-\\uDFFF]");

    private final Map<String, Texts> byLanguage;
    private final Texts fallback;
    private final @Nullable Template open;
    private final Map<String, Template> data;

    private Words(Map<String, Texts> byLanguage, Texts fallback, @Nullable Template open, Map<String, Template> data) {
        this.byLanguage = byLanguage;
        this.fallback = fallback;
        this.open = open;
        this.data = data;
    }

    /// The templates of one language.
    private record Texts(
            String language,
            Template title,
            Template body,
            @Nullable Template image) {}

    /// A row stops here.
    private static final class Unfit extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Failed failed;

        Unfit(Failed failed) {
            super(failed.text(), null, false, false);
            this.failed = failed;
        }
    }

    /// Reads all templates of a message that came through [dev.hikyaku.manifest.Manifest].
    ///
    /// @throws dev.hikyaku.manifest.template.TemplateException for a text that is no template
    /// @throws IllegalArgumentException when the fallback has no texts
    public static Words of(Message message) {
        return of(message, Template::of, Template::ofLink);
    }

    /// Like [#of(Message)], for rows whose values are masked.
    public static Words ofMasked(Message message) {
        return of(message, Template::ofMasked, Template::ofMasked);
    }

    private static Words of(Message message, Function<String, Template> texts, Function<String, Template> links) {
        var byLanguage = new TreeMap<String, Texts>();
        message.texts()
                .forEach((language, text) -> byLanguage.put(
                        tag(language),
                        new Texts(
                                language,
                                texts.apply(text.title()),
                                texts.apply(text.body()),
                                text.image() == null ? null : links.apply(text.image()))));
        var fallback = byLanguage.get(tag(message.fallback()));
        if (fallback == null) {
            throw new IllegalArgumentException("the message has no texts in its default, " + message.fallback());
        }
        var data = new TreeMap<String, Template>();
        message.data().forEach((key, text) -> data.put(key, texts.apply(text)));
        return new Words(byLanguage, fallback, message.open() == null ? null : links.apply(message.open()), data);
    }

    /// The columns of the audience that any of the templates asks for.
    public Set<String> variables() {
        var all = new TreeSet<String>();
        byLanguage.values().forEach(texts -> {
            all.addAll(texts.title.variables());
            all.addAll(texts.body.variables());
            if (texts.image != null) {
                all.addAll(texts.image.variables());
            }
        });
        if (open != null) {
            all.addAll(open.variables());
        }
        data.values().forEach(template -> all.addAll(template.variables()));
        return all;
    }

    /// Words one row. Never throws for what the row holds.
    ///
    /// @param row text by column
    /// @param locale the recipient's; the texts are of its language, or of a wider one (`ja-JP`, then `ja`), or
    /// the fallback's
    public Worded render(Map<String, @Nullable String> row, Locale locale) {
        var texts = choose(locale);
        var language = Locale.forLanguageTag(texts.language);
        var written = language.getLanguage().equals(locale.getLanguage()) ? locale : language;
        try {
            var title = shown(LINE_BREAKS
                    .matcher(fill("title (" + texts.language + ")", texts.title, row, written))
                    .replaceAll(" "));
            var body = shown(fill("body (" + texts.language + ")", texts.body, row, written));
            if (title.isBlank() && body.isBlank()) {
                return new Failed(Worded.RENDER_ERROR, "title and body (" + texts.language + ") are empty");
            }
            var values = new LinkedHashMap<String, String>();
            for (var entry : data.entrySet()) {
                values.put(entry.getKey(), whole(fill("data." + entry.getKey(), entry.getValue(), row, Locale.ROOT)));
            }
            var image = link("image (" + texts.language + ")", texts.image, row);
            return new Rendered(texts.language, title, body, link("open", open, row), image, values);
        } catch (Unfit unfit) {
            return unfit.failed;
        }
    }

    private Texts choose(Locale locale) {
        for (var tag = tag(locale.toLanguageTag()); !tag.isEmpty(); tag = wider(tag)) {
            var texts = byLanguage.get(tag);
            if (texts != null) {
                return texts;
            }
        }
        return fallback;
    }

    /// RFC 4647, 3.4: the last part goes.
    private static String wider(String tag) {
        return tag.substring(0, Math.max(0, tag.lastIndexOf('-')));
    }

    private static String tag(String language) {
        return language.replace('_', '-').toLowerCase(Locale.ROOT);
    }

    private static @Nullable String link(String where, @Nullable Template template, Map<String, @Nullable String> row)
            throws Unfit {
        return template == null
                ? null
                : whole(fill(where, template, row, Locale.ROOT)).strip();
    }

    private static String fill(String where, Template template, Map<String, @Nullable String> row, Locale locale)
            throws Unfit {
        return switch (template.fill(row, locale)) {
            case Filled.Text(var text) -> text;
            case Filled.Failed(var _, var reason) ->
                throw new Unfit(new Failed(Worded.RENDER_ERROR, where + ": " + reason));
        };
    }

    private static String shown(String text) {
        var lines = text.replace("\r\n", "\n").replace('\r', '\n');
        return whole(UNSAFE.matcher(lines).replaceAll("")).strip();
    }

    /// Half of a character can't be written as UTF-8.
    private static String whole(String text) {
        return LONE_SURROGATE.matcher(text).replaceAll("\uFFFD");
    }
}
