package dev.hikyaku.manifest.template;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Extension;
import io.pebbletemplates.pebble.extension.ExtensionCustomizer;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.loader.StringLoader;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Pebble with everything taken out that a notification needs not.
final class Sandbox {

    static final String ESCAPE = "escape";

    /// All filters there are.
    static final Set<String> FILTERS = Set.of(
            "date",
            "number",
            "default",
            "upper",
            "lower",
            "trim",
            "capitalize",
            "abbreviate",
            "urlencode",
            "raw",
            // put in by the escaper itself
            ESCAPE);

    private static final Set<String> TAGS = Set.of("if");

    /// In chars; more than four times what any provider takes.
    private static final int LARGEST_TEXT = 32_768;

    private Sandbox() {}

    static PebbleEngine engine(boolean links) {
        return engine(links, Map.of("date", new DateFilter(), "number", new NumberFilter()));
    }

    /// Values are put in as they are, whatever a filter or a link would make of them.
    static PebbleEngine masked() {
        return engine(false, Map.of("date", new MaskedFilter("format"), "number", new MaskedFilter("decimals")));
    }

    private static PebbleEngine engine(boolean links, Map<String, Filter> ours) {
        return new PebbleEngine.Builder()
                .loader(new StringLoader())
                .extension(new OurFilters(ours))
                .registerExtensionCustomizer(Kept::new)
                .methodAccessValidator((_, _) -> false)
                .strictVariables(true)
                .newLineTrimming(false)
                .cacheActive(false)
                .maxRenderedSize(LARGEST_TEXT)
                .defaultLocale(Locale.ROOT)
                .addEscapingStrategy("percent", Sandbox::percent)
                .defaultEscapingStrategy("percent")
                .autoEscaping(links)
                .build();
    }

    private static String percent(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /// An extension without what isn't on the lists.
    private static final class Kept extends ExtensionCustomizer {
        private final boolean ours;

        Kept(Extension whole) {
            super(whole);
            this.ours = whole instanceof OurFilters;
        }

        @Override
        public Map<String, Filter> getFilters() {
            var filters = super.getFilters();
            if (filters == null) {
                return Map.of();
            }
            return filters.entrySet().stream()
                    .filter(entry -> FILTERS.contains(entry.getKey()))
                    .filter(entry -> ours || !entry.getKey().equals("date"))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        @Override
        public Map<String, Function> getFunctions() {
            return Map.of();
        }

        @Override
        public List<TokenParser> getTokenParsers() {
            var parsers = super.getTokenParsers();
            return parsers == null
                    ? List.of()
                    : parsers.stream()
                            .filter(parser -> TAGS.contains(parser.getTag()))
                            .toList();
        }
    }

    private static final class OurFilters extends AbstractExtension {
        private final Map<String, Filter> filters;

        OurFilters(Map<String, Filter> filters) {
            this.filters = Map.copyOf(filters);
        }

        @Override
        public Map<String, Filter> getFilters() {
            return filters;
        }
    }
}
