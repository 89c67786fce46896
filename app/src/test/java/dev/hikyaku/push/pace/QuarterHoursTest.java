package dev.hikyaku.push.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuarterHoursTest {
    @ParameterizedTest
    @CsvSource({
        "09:00:00, PT2M",
        "09:01:59, PT1S",
        "09:02:00, PT0S",
        "09:12:59, PT0S",
        "09:13:00, PT4M",
        "09:15:00, PT2M",
        "08:59:59, PT2M1S"
    })
    void keepsAwayFromTheMomentWhenEverybodyStarts(String time, Duration wait) {
        assertThat(QuarterHours.until(Instant.parse("2026-11-22T" + time + "Z")))
                .isEqualTo(wait);
    }
}
