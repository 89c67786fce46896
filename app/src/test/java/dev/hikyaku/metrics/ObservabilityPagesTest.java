package dev.hikyaku.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.metrics.log.LogEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Pages, dashboard and alarms name what there is, and every alarm says what to do.
class ObservabilityPagesTest {
    private static final Path ROOT = Path.of(System.getProperty("hikyaku.root"));
    private static final Pattern NAME = Pattern.compile("\\bhikyaku_[a-z_]+");
    private static final Pattern SELECTOR = Pattern.compile("\\{[^}]*}|\\[[^]]*]");

    private static String text(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }

    private static List<String> table(String page) throws IOException {
        var text = text("docs/reference/" + page + ".md");
        var start = text.indexOf("|---|");
        return text.substring(text.indexOf('\n', start) + 1, text.indexOf("<!-- end -->"))
                .lines()
                .toList();
    }

    @Test
    void thePageOfMetricsHoldsAllOfThem() throws IOException {
        assertThat(table("metrics"))
                .containsExactlyElementsOf(Arrays.stream(Metric.values())
                        .map(ObservabilityPagesTest::row)
                        .toList());
    }

    private static String row(Metric metric) {
        var kind = switch (metric.kind()) {
            case COUNTER -> "counter";
            case TIMER, LONG_TIMER -> "timer";
            case SUMMARY -> "summary";
            case GAUGE -> "gauge";
            case AGE -> "gauge, seconds";
        };
        return "| `" + metric.title() + "` | `" + Names.inPrometheus(metric) + "` | " + kind + " | "
                + names(metric.tags()) + " | " + metric.description() + " |";
    }

    private static String names(List<String> names) {
        return names.isEmpty()
                ? "–"
                : String.join(", ", names.stream().map(name -> "`" + name + "`").toList());
    }

    @Test
    void thePageOfEventsHoldsAllOfThem() throws IOException {
        assertThat(table("events"))
                .containsExactlyElementsOf(Arrays.stream(LogEvent.values())
                        .map(event -> "| `" + event.word() + "` | " + event.level() + " | " + names(event.fields())
                                + " | " + event.text() + " |")
                        .toList());
    }

    @Test
    void everyAlarmAsksForAMetricThatIsThere() throws IOException {
        assertThat(rules()).hasSizeGreaterThan(12).allSatisfy(rule -> assertKnown(String.valueOf(rule.get("expr"))));
    }

    @Test
    void everyAlarmHasItsRunbookAndEveryRunbookItsAlarm() throws IOException {
        var page = text("docs/runbooks/alarms.md");
        var parts = Pattern.compile("^## (.+)$", Pattern.MULTILINE)
                .matcher(page)
                .results()
                .map(hit -> hit.group(1))
                .toList();
        var named = new ArrayList<String>();
        for (var rule : rules()) {
            var url = String.valueOf(((Map<?, ?>) rule.get("annotations")).get("runbook_url"));
            assertThat(url).startsWith("docs/runbooks/alarms.md#");
            named.add(url.substring(url.indexOf('#') + 1));
        }
        assertThat(parts).containsExactlyInAnyOrderElementsOf(named);
        for (var part : parts) {
            var start = page.indexOf("## " + part + "\n");
            var next = page.indexOf("\n## ", start);
            assertThat(page.substring(start, next < 0 ? page.length() : next))
                    .as(part)
                    .contains("\n- Ask: ", "\n- Do: ", "\n- Verify: ");
        }
    }

    @Test
    void theDashboardShowsEveryMetricAndNoOther() throws IOException {
        var dashboard = JsonMapper.shared().readTree(text("ops/grafana/hikyaku.json"));
        var asked = dashboard
                .path("panels")
                .valueStream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.path("expr").asString())
                .toList();
        assertThat(asked).isNotEmpty().allSatisfy(ObservabilityPagesTest::assertKnown);
        for (var metric : Metric.values()) {
            assertThat(asked).as(metric.title()).anyMatch(expr -> expr.contains(Names.inPrometheus(metric)));
        }
        assertThat(dashboard
                        .path("panels")
                        .valueStream()
                        .map(panel -> panel.path("id").asInt()))
                .doesNotHaveDuplicates();
    }

    private static void assertKnown(String expr) {
        var names = NAME.matcher(SELECTOR.matcher(expr).replaceAll(""))
                .results()
                .map(hit -> hit.group())
                .toList();
        var known = Arrays.stream(Metric.values())
                .flatMap(metric ->
                        Stream.of("", "_count", "_sum", "_max", "_bucket").map(end -> Names.inPrometheus(metric) + end))
                .toList();
        assertThat(known).as(expr).containsAll(names);
        assertThat(names.isEmpty() && !expr.contains("hikaricp_") && !expr.contains("jvm_"))
                .as(expr)
                .isFalse();
    }

    private static List<Map<String, Object>> rules() throws IOException {
        var root = new Load(LoadSettings.builder().build()).loadFromString(text("ops/prometheus/hikyaku-alerts.yaml"));
        var tree = JsonMapper.shared().valueToTree(root);
        var rules = new ArrayList<Map<String, Object>>();
        for (JsonNode rule : tree.at("/groups/0/rules")) {
            rules.add(JsonMapper.shared().convertValue(rule, new TypeReference<>() {}));
        }
        return rules;
    }
}
