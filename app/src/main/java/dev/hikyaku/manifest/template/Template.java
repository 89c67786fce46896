package dev.hikyaku.manifest.template;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.AttributeNotFoundException;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One text with places for the columns of a row. Read once, filled often; safe to use from many threads.
///
/// Strict: a column that is missing, or NULL, fails the row unless the template says `{{name | default('...')}}`
/// or asks `{% if name is defined %}`. The filters are `date`, `number`, `default`, `upper`, `lower`, `trim`,
/// `capitalize`, `abbreviate`, `urlencode` and `raw`; the only tag is `if`.
///
/// Grammar and rendering are Pebble's ("Pebble Templates", basic usage).
public final class Template {

    /// A link that is nothing but one column is taken as it is.
    private static final Pattern ONE_VALUE = Pattern.compile("\\s*\\{\\{[^{}]*}}\\s*");

    private static final PebbleEngine TEXTS = Sandbox.engine(false);
    private static final PebbleEngine LINKS = Sandbox.engine(true);
    private static final PebbleEngine MASKED = Sandbox.masked();

    private final PebbleTemplate template;
    private final Set<String> variables;

    /// A text in which nothing is put in is the same for every row; null for any other.
    private final @Nullable String plain;

    private Template(PebbleTemplate template, Set<String> variables, @Nullable String plain) {
        this.template = template;
        this.variables = variables;
        this.plain = plain;
    }

    /// What became of one row.
    public sealed interface Filled {
        /// The text.
        record Text(String text) implements Filled {}

        /// The row does not fit the template.
        ///
        /// @param variable the column that is to blame, or null when it isn't one alone
        /// @param reason in English, without the row's values
        record Failed(@Nullable String variable, String reason) implements Filled {}
    }

    /// Reads a text that people are to read: values are put in as they are.
    ///
    /// @throws TemplateException when it is no template
    public static Template of(String text) {
        return read(TEXTS, text);
    }

    /// Reads a link: values are percent-encoded (RFC 3986, 2.1), unless the link is one value and nothing else,
    /// or says `| raw`.
    ///
    /// @throws TemplateException when it is no template
    public static Template ofLink(String text) {
        return read(ONE_VALUE.matcher(text).matches() ? TEXTS : LINKS, text);
    }

    /// Reads a text or a link that is filled with masked values, which are neither dates nor numbers any more: they are
    /// put in as they are.
    ///
    /// @throws TemplateException when it is no template
    public static Template ofMasked(String text) {
        return read(MASKED, text);
    }

    private static Template read(PebbleEngine engine, String text) {
        try {
            var template = engine.getLiteralTemplate(text);
            var root = ((PebbleTemplateImpl) template).getRootNode();
            return new Template(template, Set.copyOf(Variables.of(root)), text.indexOf('{') < 0 ? text : null);
        } catch (PebbleException wrong) {
            throw new TemplateException(TemplateException.Reason.GRAMMAR, String.valueOf(wrong.getPebbleMessage()));
        }
    }

    /// All filters that may stand behind a column.
    public static List<String> filters() {
        return Sandbox.FILTERS.stream()
                .filter(name -> !name.equals(Sandbox.ESCAPE))
                .sorted()
                .toList();
    }

    /// The columns it asks for.
    public Set<String> variables() {
        return variables;
    }

    /// Puts one row in. Never throws for what a row holds.
    ///
    /// @param row text by column; capital and small letters of columns are the same where no column is spelled as
    /// asked
    /// @param locale how dates and numbers are written
    public Filled fill(Map<String, @Nullable String> row, Locale locale) {
        if (plain != null) {
            return new Filled.Text(plain);
        }
        var values = new HashMap<String, Object>();
        for (var variable : variables) {
            var value = value(row, variable);
            if (value != null) {
                values.put(variable, value);
            }
        }
        try {
            var text = new StringWriter();
            template.evaluate(text, values, locale);
            return new Filled.Text(text.toString());
        } catch (AttributeNotFoundException missing) {
            return missing(row, missing.getAttributeName());
        } catch (NotConvertible wrong) {
            return blamed(wrong, values);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a StringWriter takes everything", impossible);
        } catch (RuntimeException wrong) {
            return wrong.getCause() instanceof NotConvertible cause
                    ? blamed(cause, values)
                    : new Filled.Failed(null, "the template does not work for this row");
        }
    }

    private static Filled missing(Map<String, @Nullable String> row, String name) {
        var there = row.keySet().stream().anyMatch(name::equalsIgnoreCase);
        return new Filled.Failed(name, there ? "{{" + name + "}} is NULL" : "{{" + name + "}} is no column");
    }

    private static Filled blamed(NotConvertible wrong, Map<String, Object> values) {
        return values.entrySet().stream()
                .filter(entry -> entry.getValue().equals(wrong.value()))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .map(name -> new Filled.Failed(name, "{{" + name + "}} is no " + wrong.wanted()))
                .orElseGet(() -> new Filled.Failed(null, "a value is no " + wrong.wanted()));
    }

    private static @Nullable String value(Map<String, @Nullable String> row, String name) {
        if (row.containsKey(name)) {
            return row.get(name);
        }
        return row.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
