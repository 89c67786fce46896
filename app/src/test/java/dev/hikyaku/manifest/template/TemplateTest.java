package dev.hikyaku.manifest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.manifest.template.Template.Filled;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TemplateTest {

    private static final List<String> REFUSED = List.of(
            "{% include 'a' %}",
            "{% import 'a' %}",
            "{% extends 'a' %}",
            "{% for i in 1..1000000000 %}a{% endfor %}",
            "{% set a = 1 %}",
            "{% macro a() %}{% endmacro %}",
            "{% block a %}{% endblock %}",
            "{% autoescape false %}{% endautoescape %}",
            "{% cache 'a' %}{% endcache %}",
            "{% parallel %}{% endparallel %}",
            "{{ range(1, 1000000000) }}",
            "{{ 1..1000000000 }}",
            "{{ max(1, 2) }}",
            "{{ i18n('a', 'b') }}",
            "{{ x.class }}",
            "{{ x.getClass().forName('java.lang.Runtime') }}",
            "{{ x['class'] }}",
            "{{ [1, 2] | join }}",
            "{{ {'a': 1} }}",
            "{{ x | reverse }}",
            "{{ x | base64encode }}",
            "{{ x | date('QQQQQQ') }}",
            "{{ x",
            "{{ x }",
            "{% if x %}",
            "{{ }}");

    private static Filled fill(String template, Map<String, @Nullable String> row, Locale locale) {
        return Template.of(template).fill(row, locale);
    }

    private static String text(String template, @Nullable String value, Locale locale) {
        var row = new HashMap<String, @Nullable String>();
        row.put("x", value);
        return fill(template, row, locale) instanceof Filled.Text(var text) ? text : "failed";
    }

    private static String ja(String template, @Nullable String value) {
        return text(template, value, Locale.JAPAN);
    }

    private static String en(String template, @Nullable String value) {
        return text(template, value, Locale.US);
    }

    @Test
    void writesDaysAsPeopleDo() {
        assertThat(ja("{{x | date}}", "2026-11-22")).isEqualTo("2026年11月22日");
        assertThat(en("{{x | date}}", "2026-11-22")).isEqualTo("Nov 22, 2026");
        assertThat(text("{{x | date}}", "2026-11-22", Locale.UK)).isEqualTo("22 Nov 2026");
        assertThat(text("{{x | date}}", "2026-11-22", Locale.GERMANY)).isEqualTo("22.11.2026");
        assertThat(ja("{{x | date('M月d日 (E)')}}", "2026-11-22")).isEqualTo("11月22日 (日)");
        assertThat(ja("{{x | date('short')}}", "2026-11-22")).isEqualTo("2026/11/22");
        assertThat(en("{{x | date('full')}}", "2026-11-22")).isEqualTo("Sunday, November 22, 2026");
        assertThat(en("{{x | date(format='long')}}", "2026-11-22")).isEqualTo("November 22, 2026");
    }

    @Test
    void takesADayAsItStandsWhateverItsTimeOfDay() {
        for (var time : List.of(
                "2026-11-22 23:59:59",
                "2026-11-22T00:00",
                "2026-11-22 23:59:59.123456",
                "2026-11-22T23:59:59+09:00",
                "2026-11-22 23:59:59+09",
                "2026-11-22T23:59:59.1Z",
                " 2026-11-22 ")) {
            assertThat(ja("{{x | date}}", time)).as(time).isEqualTo("2026年11月22日");
        }
        assertThat(en("{{x | date('HH:mm')}}", "2026-11-22T09:05:00Z")).isEqualTo("09:05");
    }

    @Test
    void writesNumbersAsPeopleDo() {
        assertThat(en("{{x | number}}", "1234567.5")).isEqualTo("1,234,567.5");
        assertThat(text("{{x | number}}", "1234567.5", Locale.GERMANY)).isEqualTo("1.234.567,5");
        assertThat(ja("{{x | number}}円", "12000")).isEqualTo("12,000円");
        assertThat(en("{{x | number(2)}}", "1.005")).isEqualTo("1.01");
        assertThat(en("{{x | number(2)}}", "-1.005")).isEqualTo("-1.01");
        assertThat(en("{{x | number(0)}}", "2.5")).isEqualTo("3");
        assertThat(en("{{x | number}}", "1e999999999")).isEqualTo("failed");
    }

    @Test
    void putsTextsInAsTheyAre() {
        for (var text :
                List.of("<b>&amp;</b>", "\"'", "{{y}}", "{% if %}", "a\nb\n", "👨‍👩‍👧‍👦", "שלום", "𠮷", "$1 \\n")) {
            assertThat(en("{{x}}", text)).isEqualTo(text);
        }
        assertThat(en("a\n{{x}}\n\nb", "1")).isEqualTo("a\n1\n\nb");
    }

    @Test
    void aRowThatDoesNotFitIsNamedByItsColumn() {
        var row = new HashMap<String, @Nullable String>();
        row.put("plate", null);
        row.put("on", "soon");
        row.put("price", "free");
        assertThat(fill("{{plate}}", row, Locale.US)).isEqualTo(new Filled.Failed("plate", "{{plate}} is NULL"));
        assertThat(fill("{{plete}}", row, Locale.US)).isEqualTo(new Filled.Failed("plete", "{{plete}} is no column"));
        assertThat(fill("{{on | date}}", row, Locale.US)).isEqualTo(new Filled.Failed("on", "{{on}} is no date"));
        assertThat(fill("{{price | number}}", row, Locale.US))
                .isEqualTo(new Filled.Failed("price", "{{price}} is no number"));
        assertThat(fill("{% if on > 3 %}a{% endif %}", row, Locale.US)).isInstanceOf(Filled.Failed.class);
    }

    @Test
    void aTemplateMayCountOnNull() {
        assertThat(en("{{x | default('you')}}", null)).isEqualTo("you");
        assertThat(en("{{x | default('you')}}", "Ada")).isEqualTo("Ada");
        assertThat(en("{% if x is defined %}Hi {{x}}{% else %}Hi{% endif %}", null))
                .isEqualTo("Hi");
        assertThat(en("{% if x is defined %}Hi {{x}}{% else %}Hi{% endif %}", "Ada"))
                .isEqualTo("Hi Ada");
        assertThat(en("{% if x == 'gold' %}G{% elseif x == 'silver' %}S{% else %}-{% endif %}", "silver"))
                .isEqualTo("S");
    }

    @Test
    void columnsAreFoundWhateverTheirCapitals() {
        assertThat(fill("{{plate}}", Map.of("PLATE", "12-34"), Locale.US)).isEqualTo(new Filled.Text("12-34"));
        assertThat(fill("{{plate}}", Map.of("PLATE", "1", "plate", "2"), Locale.US))
                .isEqualTo(new Filled.Text("2"));
    }

    @Test
    void saysWhatItAsksFor() {
        assertThat(Template.of("{{a}} {{b | date}} {% if c == d %}{{e | default(f)}}{% else %}{{ g ~ h }}{% endif %}"
                                + "{{ i ? j : 'k' }} {{ not l }} {{ m is empty }}")
                        .variables())
                .containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "l", "m");
    }

    @Test
    void holdsNothingThatIsNotPlainlyHarmless() {
        for (var refused : REFUSED) {
            assertThatThrownBy(() -> Template.of(refused), refused).isInstanceOf(TemplateException.class);
        }
    }

    @Test
    void hasAnEnd() {
        assertThat(fill("{{x}}", Map.of("x", "a".repeat(40_000)), Locale.US)).isInstanceOf(Filled.Failed.class);
    }

    @Test
    void linksAreEncoded() {
        var link = Template.ofLink("app://cars/{{x}}?a=1&b={{x | raw}}");
        assertThat(link.fill(Map.of("x", "a b/ü&?~*"), Locale.ROOT))
                .isEqualTo(new Filled.Text("app://cars/a%20b%2F%C3%BC%26%3F~%2A?a=1&b=a b/ü&?~*"));
        assertThat(Template.ofLink(" {{x}} ").fill(Map.of("x", "https://a/b?c"), Locale.ROOT))
                .isEqualTo(new Filled.Text(" https://a/b?c "));
    }

    @Test
    void aMaskedValueStaysAsItIsWhateverWouldReadIt() {
        var row = new HashMap<String, @Nullable String>(Map.of("x", "●●●"));
        assertThat(Template.ofMasked("{{ x | date('M月d日') }}, {{ x | number(2) }}, {{ x | upper }}")
                        .fill(row, Locale.JAPAN))
                .isEqualTo(new Filled.Text("●●●, ●●●, ●●●"));
        assertThat(Template.ofMasked("app://cars/{{ x }}").fill(row, Locale.ROOT))
                .isEqualTo(new Filled.Text("app://cars/●●●"));
        assertThat(en("{{ x | date }}", "●●●"))
                .as("what is sent is no masked value")
                .isEqualTo("failed");
        REFUSED.forEach(text ->
                assertThatThrownBy(() -> Template.ofMasked(text)).as(text).isInstanceOf(TemplateException.class));
    }
}
