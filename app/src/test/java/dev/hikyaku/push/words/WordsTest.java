package dev.hikyaku.push.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.gateway.Notification;
import dev.hikyaku.manifest.campaign.Message;
import dev.hikyaku.manifest.campaign.Message.Text;
import dev.hikyaku.manifest.campaign.Message.TooLong;
import dev.hikyaku.push.words.Worded.Failed;
import dev.hikyaku.push.words.Worded.Rendered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WordsTest {

    private static final Message MESSAGE = new Message(
            "ja",
            Map.of(
                    "ja", new Text("車検のお知らせ", "{{plate}} の車検満了日は {{inspection_on | date}} です", null),
                    "en",
                            new Text(
                                    "Inspection due",
                                    "{{plate}} is due on {{inspection_on | date}}",
                                    "https://img.example.jp/{{car_id}}.png"),
                    "pt-BR", new Text("Vistoria", "{{plate}}", null)),
            "app://cars/{{car_id}}",
            Map.of("car", "{{car_id}}", "kind", "inspection"),
            Duration.ofHours(12),
            TooLong.REJECT,
            Map.of("apns", "{}"));

    private final Words words = Words.of(MESSAGE);

    private static Map<String, @Nullable String> row(@Nullable String plate) {
        var row = new HashMap<String, @Nullable String>();
        row.put("user_id", "7");
        row.put("car_id", "a 1");
        row.put("plate", plate);
        row.put("inspection_on", "2026-11-22");
        return row;
    }

    private static Words oneText(String title, String body) {
        return Words.of(new Message(
                "en", Map.of("en", new Text(title, body, null)), null, Map.of(), Duration.ZERO, TooLong.CUT, Map.of()));
    }

    private static Rendered rendered(Worded worded) {
        assertThat(worded).isInstanceOf(Rendered.class);
        return (Rendered) worded;
    }

    @Test
    void wordsARowInTheRecipientsLanguage() {
        assertThat(words.render(row("品川 12-34"), Locale.JAPAN))
                .isEqualTo(new Rendered(
                        "ja",
                        "車検のお知らせ",
                        "品川 12-34 の車検満了日は 2026年11月22日 です",
                        "app://cars/a%201",
                        null,
                        Map.of("car", "a 1", "kind", "inspection")));
        assertThat(words.render(row("12-34"), Locale.US))
                .isEqualTo(new Rendered(
                        "en",
                        "Inspection due",
                        "12-34 is due on Nov 22, 2026",
                        "app://cars/a%201",
                        "https://img.example.jp/a%201.png",
                        Map.of("car", "a 1", "kind", "inspection")));
    }

    @Test
    void aWiderLanguageIsNextAndTheFallbackLast() {
        assertThat(rendered(words.render(row("1"), Locale.forLanguageTag("en-GB")))
                        .body())
                .isEqualTo("1 is due on 22 Nov 2026");
        assertThat(rendered(words.render(row("1"), Locale.forLanguageTag("pt-BR")))
                        .language())
                .isEqualTo("pt-BR");
        assertThat(rendered(words.render(row("1"), Locale.forLanguageTag("pt-PT")))
                        .language())
                .isEqualTo("ja");
        assertThat(rendered(words.render(row("1"), Locale.FRANCE)).body()).isEqualTo("1 の車検満了日は 2026年11月22日 です");
        assertThat(rendered(words.render(row("1"), Locale.ROOT)).language()).isEqualTo("ja");
        assertThat(rendered(words.render(row("1"), Locale.forLanguageTag("ja-JP-u-ca-japanese")))
                        .language())
                .isEqualTo("ja");
    }

    @Test
    void oneBadRowIsNamedAndTouchesNoOther() {
        var all = new ArrayList<Worded>();
        for (var plate : new String[] {"1", null, "3"}) {
            all.add(words.render(row(plate), Locale.US));
        }
        assertThat(all.get(0)).isInstanceOf(Rendered.class);
        assertThat(all.get(1)).isEqualTo(new Failed("render_error", "body (en): {{plate}} is NULL"));
        assertThat(all.get(2)).isInstanceOf(Rendered.class);
        var without = row("1");
        without.remove("car_id");
        assertThat(words.render(without, Locale.JAPAN))
                .isEqualTo(new Failed("render_error", "data.car: {{car_id}} is no column"));
        var soon = row("1");
        soon.put("inspection_on", "soon");
        assertThat(words.render(soon, Locale.JAPAN))
                .isEqualTo(new Failed("render_error", "body (ja): {{inspection_on}} is no date"));
    }

    @Test
    void aTitleIsOneLineAndABodyKeepsItsOwn() {
        var lines =
                rendered(oneText("a\n {{x}}", "a\r\n{{x}}\rc\n").render(Map.of("x", "b\nB\u0000\u0007"), Locale.US));
        assertThat(lines.title()).isEqualTo("a b B");
        assertThat(lines.body()).isEqualTo("a\nb\nB\nc");
    }

    @Test
    void otherScriptsAndEmojiPassAndOpenEndsDoNot() {
        for (var text :
                List.of("שלום עולם", "مرحبا", "👨‍👩‍👧‍👦🇯🇵", "e\u0301", "\u2067שלום\u2069", "𠮷野家", "\u200f")) {
            assertThat(rendered(oneText("a", "a {{x}} b").render(Map.of("x", text), Locale.US))
                            .body())
                    .isEqualTo("a " + text + " b");
        }
        assertThat(rendered(oneText("a", "{{x}} b").render(Map.of("x", "\u202Egnp"), Locale.US))
                        .body())
                .isEqualTo("gnp b");
        assertThat(rendered(oneText("a", "{{x}} b").render(Map.of("x", "\uD83D"), Locale.US))
                        .body())
                .isEqualTo("\uFFFD b");
    }

    @Test
    void nothingToShowIsNoNotification() {
        assertThat(oneText("{{x}}", "{{x}}").render(Map.of("x", " "), Locale.US))
                .isEqualTo(new Failed("render_error", "title and body (en) are empty"));
    }

    @Test
    void knowsItsColumns() {
        assertThat(words.variables()).containsExactly("car_id", "inspection_on", "plate");
    }

    @Test
    void aMessageWithoutItsFallbackIsRefused() {
        var message = new Message(
                "fr", Map.of("en", new Text("a", "b", null)), null, Map.of(), Duration.ZERO, TooLong.CUT, Map.of());
        assertThatThrownBy(() -> Words.of(message))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the message has no texts in its default, fr");
    }

    @Test
    void becomesWhatAGatewayTakes() {
        assertThat(rendered(words.render(row("1"), Locale.US)).notification("tag-1", Duration.ofHours(12), MESSAGE))
                .isEqualTo(new Notification(
                        "tag-1",
                        "Inspection due",
                        "1 is due on Nov 22, 2026",
                        "app://cars/a%201",
                        "https://img.example.jp/a%201.png",
                        Map.of("car", "a 1", "kind", "inspection"),
                        Duration.ofHours(12),
                        Map.of("apns", "{}")));
    }

    @Test
    void manyThreadsMayUseOne() throws Exception {
        var tasks = new ArrayList<Callable<String>>();
        for (int i = 0; i < 2_000; i++) {
            var plate = String.valueOf(i);
            var locale = i % 2 == 0 ? Locale.JAPAN : Locale.US;
            tasks.add(() -> rendered(words.render(row(plate), locale)).body());
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var bodies = threads.invokeAll(tasks);
            for (int i = 0; i < bodies.size(); i++) {
                assertThat(bodies.get(i).get())
                        .isEqualTo(i % 2 == 0 ? i + " の車検満了日は 2026年11月22日 です" : i + " is due on Nov 22, 2026");
            }
        }
    }
}
