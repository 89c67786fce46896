package dev.hikyaku.manifest.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.manifest.campaign.Parameter.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParameterTest {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /// In Tokyo it is 23 November.
    private static final Instant NOW = Instant.parse("2026-11-22T15:30:00Z");

    private static final Parameter.Run FIRST = new Parameter.Run(NOW, NOW.minusSeconds(60), null);

    private static Value value(String written) {
        return Parameter.read(written).orElseThrow().at(FIRST, TOKYO);
    }

    private static Value day(String day) {
        return new Value.Date(LocalDate.parse(day));
    }

    private static Value time(String instant) {
        return new Value.Time(Instant.parse(instant));
    }

    @Test
    void todayIsADayOfTheZone() {
        assertThat(value("today")).isEqualTo(day("2026-11-23"));
        assertThat(value("today + 30d")).isEqualTo(day("2026-12-23"));
        assertThat(value("today-1w")).isEqualTo(day("2026-11-16"));
        assertThat(value("today + 3mo + 1y - 1d")).isEqualTo(day("2028-02-22"));
        assertThat(Parameter.read("today").orElseThrow().at(FIRST, NEW_YORK)).isEqualTo(day("2026-11-22"));
    }

    @Test
    void anInstantMovesByHoursExactlyAndByDaysOfTheCalendar() {
        assertThat(value("now - 2h")).isEqualTo(time("2026-11-22T13:30:00Z"));
        assertThat(value("now + 90m - 30s")).isEqualTo(time("2026-11-22T16:59:30Z"));
        var beforeTheClocksGoForward = new Parameter.Run(Instant.parse("2026-03-07T17:00:00Z"), NOW, null);
        assertThat(Parameter.read("now + 1d").orElseThrow().at(beforeTheClocksGoForward, NEW_YORK))
                .isEqualTo(time("2026-03-08T16:00:00Z"));
        assertThat(Parameter.read("now + 24h").orElseThrow().at(beforeTheClocksGoForward, NEW_YORK))
                .isEqualTo(time("2026-03-08T17:00:00Z"));
    }

    @Test
    void theFirstRunHasNoLastOne() {
        assertThat(value("run_start")).isEqualTo(time("2026-11-22T15:29:00Z"));
        assertThat(value("last_run")).isEqualTo(time("2026-11-22T15:29:00Z"));
        var second = new Parameter.Run(NOW, NOW, Instant.parse("2026-11-21T15:30:00Z"));
        assertThat(Parameter.read("last_run - 1h").orElseThrow().at(second, TOKYO))
                .isEqualTo(time("2026-11-21T14:30:00Z"));
    }

    @Test
    void whatLooksLikeANumberOrADayIsOne() {
        assertThat(value("5")).isEqualTo(new Value.Amount(new BigDecimal("5")));
        assertThat(value("-1.50")).isEqualTo(new Value.Amount(new BigDecimal("-1.50")));
        assertThat(value("2026-02-28")).isEqualTo(day("2026-02-28"));
    }

    @Test
    void theRestIsText() {
        for (var text : List.of("gold", "0123", "1e9", "now or never", "today's", "a + b", "+ 1d", "", "2026-2-3")) {
            assertThat(value(text)).isEqualTo(new Value.Words(text));
        }
        assertThat(value("'5'")).isEqualTo(new Value.Words("5"));
        assertThat(value("'today'")).isEqualTo(new Value.Words("today"));
        assertThat(value("'it''s'")).isEqualTo(new Value.Words("it's"));
    }

    @Test
    void whatIsMeantAsATimeHasToBeOne() {
        for (var wrong : List.of(
                "today + 2h",
                "today + 30 days",
                "now +",
                "now + d",
                "now - 1x",
                "tomorrow + 1d",
                "now + 1d 2h",
                "2026-02-30")) {
            assertThat(Parameter.read(wrong)).as(wrong).isEmpty();
        }
    }

    @Test
    void allNamesOfAnAudienceHaveAValue() {
        var audience = new Audience("SELECT 1", Map.of("due", "today + 1d", "plan", "gold"), "id", List.of("id"), null);
        assertThat(Parameters.of(audience).at(FIRST))
                .containsOnly(
                        Map.entry("due", day("2026-11-23")),
                        Map.entry("plan", new Value.Words("gold")),
                        Map.entry("now", new Value.Time(NOW)),
                        Map.entry("today", day("2026-11-22")),
                        Map.entry("run_start", time("2026-11-22T15:29:00Z")),
                        Map.entry("last_run", time("2026-11-22T15:29:00Z")));
    }

    @Test
    void anAudienceThatNobodyCheckedIsRefused() {
        var audience = new Audience("SELECT 1", Map.of("due", "today + 1h"), "id", List.of("id"), null);
        assertThatThrownBy(() -> Parameters.of(audience))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the parameter :due can't be read: \"today + 1h\"");
    }
}
