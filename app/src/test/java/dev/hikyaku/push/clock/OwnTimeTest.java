package dev.hikyaku.push.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.manifest.campaign.Cron;
import dev.hikyaku.manifest.campaign.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnTimeTest {
    private static Instant start(String day) {
        var schedule = new Schedule("0 9 * * *", Schedule.FIRST, true, Schedule.Missed.RUN_ONCE, Duration.ofHours(1));
        return Cron.of(schedule)
                .next(LocalDateTime.parse(day + "T00:00").atZone(Schedule.FIRST).toInstant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Pacific/Kiritimati",
                "Pacific/Auckland",
                "Asia/Tokyo",
                "Asia/Kathmandu",
                "Europe/Berlin",
                "America/New_York",
                "Pacific/Pago_Pago",
                "Etc/GMT+12"
            })
    void isTheSameDateAndTimeOnEveryClock(String zone) {
        var own = OwnTime.of(start("2026-11-23"), ZoneId.of(zone));
        assertThat(LocalDateTime.ofInstant(own, ZoneId.of(zone))).isEqualTo("2026-11-23T09:00");
        assertThat(own).isBetween(start("2026-11-23"), start("2026-11-23").plus(Schedule.AROUND_THE_EARTH));
    }

    @Test
    void aTimeThatTheClocksSkipIsTheFirstInstantAfterIt() {
        var own = OwnTime.of(
                LocalDateTime.parse("2026-03-08T02:30").atZone(Schedule.FIRST).toInstant(),
                ZoneId.of("America/New_York"));
        assertThat(own).isEqualTo("2026-03-08T07:00:00Z");
    }
}
