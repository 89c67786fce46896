package dev.hikyaku.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.dashboard.page.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The words of the pages, in both languages.
class TextsTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("hikyaku.root"), "app/src/main/resources/dev/hikyaku/dashboard");
    private static final Pattern SAID = Pattern.compile("say\\('([\\w.-]+)'[),]");

    private static Properties texts(String language) throws IOException {
        var texts = new Properties();
        try (var reader = Files.newBufferedReader(FOLDER.resolve("texts_" + language + ".properties"))) {
            texts.load(reader);
        }
        return texts;
    }

    @Test
    void bothLanguagesHaveTheSameWords() throws IOException {
        assertThat(texts("ja").keySet())
                .containsExactlyInAnyOrderElementsOf(texts("en").keySet());
    }

    @Test
    void everyWordOfATemplateIsThere() throws IOException {
        var said = new TreeSet<String>();
        try (Stream<Path> templates = Files.list(FOLDER.resolve("templates"))) {
            for (var template : templates.toList()) {
                SAID.matcher(Files.readString(template)).results().forEach(hit -> said.add(hit.group(1)));
            }
        }
        assertThat(said).hasSizeGreaterThan(60);
        for (var locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            assertThat(said)
                    .allSatisfy(key ->
                            assertThat(Texts.in(locale).find(key)).as(key).isPresent());
        }
    }

    @Test
    void templatesHoldNoScriptNoStyleAndNothingRaw() throws IOException {
        try (Stream<Path> templates = Files.list(FOLDER.resolve("templates"))) {
            for (var template : templates.toList()) {
                assertThat(Files.readString(template))
                        .as("%s", template)
                        .doesNotContainPattern("\\son\\w+=|\\sstyle=|<style|\\|\\s*raw|autoescape false|https?://");
            }
        }
    }
}
