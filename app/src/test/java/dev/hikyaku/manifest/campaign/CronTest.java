package dev.hikyaku.manifest.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CronTest {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static List<String> starts(String cron, ZoneId zone, String after, int count) {
        var read = Cron.of(cron, zone);
        var starts = new ArrayList<String>();
        var at = Instant.parse(after);
        for (int i = 0; i < count; i++) {
            at = read.next(at);
            starts.add(at.toString());
        }
        return starts;
    }

    private static List<LocalDate> days(String cron, String from, int count) {
        return starts(cron, ZoneOffset.UTC, from + "T00:00:00Z", count).stream()
                .map(start -> LocalDate.parse(start.substring(0, 10)))
                .toList();
    }

    @Test
    void nineInTokyoIsMidnightInUtc() {
        assertThat(starts("0 9 * * *", TOKYO, "2026-11-22T00:00:00Z", 2))
                .containsExactly("2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z");
        assertThat(starts("0 9 * * *", TOKYO, "2026-11-21T23:59:59.999Z", 1)).containsExactly("2026-11-22T00:00:00Z");
        assertThat(starts("0 8 * * MON", TOKYO, "2026-11-21T00:00:00Z", 1)).containsExactly("2026-11-22T23:00:00Z");
    }

    @Test
    void anHourThatTheClocksSkipIsMadeUpForRightAfterIt() {
        assertThat(starts("30 2 * * *", NEW_YORK, "2026-03-07T12:00:00Z", 2))
                .containsExactly("2026-03-08T07:00:00Z", "2026-03-09T06:30:00Z");
        assertThat(starts("0 2,3 * * *", NEW_YORK, "2026-03-08T06:00:00Z", 2))
                .containsExactly("2026-03-08T07:00:00Z", "2026-03-09T06:00:00Z");
    }

    @Test
    void anHourThatComesTwiceStartsOnce() {
        assertThat(starts("30 1 * * *", NEW_YORK, "2026-11-01T00:00:00Z", 2))
                .containsExactly("2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z");
        assertThat(starts("30 1 * * *", NEW_YORK, "2026-11-01T05:45:00Z", 1)).containsExactly("2026-11-02T06:30:00Z");
        assertThat(starts("30 1 * * *", NEW_YORK, "2026-11-01T06:10:00Z", 1)).containsExactly("2026-11-02T06:30:00Z");
    }

    @Test
    void everyHourMeansEachRealHour() {
        assertThat(starts("30 * * * *", NEW_YORK, "2026-11-01T04:00:00Z", 4))
                .containsExactly(
                        "2026-11-01T04:30:00Z", "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z", "2026-11-01T07:30:00Z");
        assertThat(starts("30 * * * *", NEW_YORK, "2026-11-01T05:45:00Z", 1)).containsExactly("2026-11-01T06:30:00Z");
        assertThat(starts("30 * * * *", NEW_YORK, "2026-03-08T06:00:00Z", 2))
                .containsExactly("2026-03-08T06:30:00Z", "2026-03-08T07:30:00Z");
    }

    @Test
    void eachMinuteOfAYearWithBothChangesComesOnce() {
        var cron = Cron.of("*/20 * * * *", NEW_YORK);
        for (var from : List.of("2026-03-08T00:00:00Z", "2026-11-01T00:00:00Z")) {
            var at = Instant.parse(from);
            for (int i = 0; i < 100; i++) {
                var next = cron.next(at);
                assertThat(next).isEqualTo(at.plusSeconds(1_200));
                assertThat(cron.previous(next.plusSeconds(1))).contains(next);
                assertThat(cron.previous(next.minusSeconds(1))).contains(at);
                at = next;
            }
        }
    }

    @Test
    void sundayIsZeroAndSeven() {
        var sundays = List.of(LocalDate.of(2026, 11, 22), LocalDate.of(2026, 11, 29));
        assertThat(days("5 0 * * 0", "2026-11-21", 2)).isEqualTo(sundays);
        assertThat(days("5 0 * * 7", "2026-11-21", 2)).isEqualTo(sundays);
        assertThat(days("5 0 * * sun", "2026-11-21", 2)).isEqualTo(sundays);
        assertThat(days("5 0 * * 6-7", "2026-11-20", 3))
                .containsExactly(LocalDate.of(2026, 11, 21), sundays.get(0), LocalDate.of(2026, 11, 28));
        assertThat(days("5 0 * * SUN-TUE", "2026-11-21", 3))
                .containsExactly(sundays.get(0), LocalDate.of(2026, 11, 23), LocalDate.of(2026, 11, 24));
    }

    @Test
    void eitherDayIsEnoughWhereBothSaySomething() {
        assertThat(days("5 0 13 * FRI", "2026-11-12", 4))
                .containsExactly(
                        LocalDate.of(2026, 11, 13),
                        LocalDate.of(2026, 11, 20),
                        LocalDate.of(2026, 11, 27),
                        LocalDate.of(2026, 12, 4));
        assertThat(days("5 0 13 * FRI", "2026-12-12", 1)).containsExactly(LocalDate.of(2026, 12, 13));
        assertThat(days("5 0 */2 * FRI", "2026-11-12", 2))
                .containsExactly(LocalDate.of(2026, 11, 13), LocalDate.of(2026, 11, 27));
    }

    @Test
    void rareDaysAreFound() {
        assertThat(days("5 0 29 2 *", "2026-11-12", 2))
                .containsExactly(LocalDate.of(2028, 2, 29), LocalDate.of(2032, 2, 29));
        assertThat(days("5 0 31 * *", "2026-11-12", 2))
                .containsExactly(LocalDate.of(2026, 12, 31), LocalDate.of(2027, 1, 31));
        assertThat(Cron.of("5 0 29 feb *", ZoneOffset.UTC).previous(Instant.parse("2026-11-12T00:00:00Z")))
                .contains(Instant.parse("2024-02-29T00:05:00Z"));
    }

    @Test
    void whatIsNoCronIsRefused() {
        for (var wrong : List.of(
                "",
                "0 9 * *",
                "0 9 * * * *",
                "60 9 * * *",
                "0 24 * * *",
                "0 9 0 * *",
                "0 9 32 * *",
                "0 9 * 13 *",
                "0 9 * * 8",
                "0 9 ? * *",
                "0 9 L * *",
                "5-1 9 * * *",
                "*/0 9 * * *",
                "1/5 9 * * *",
                "a 9 * * *",
                "@daily",
                "0 9 * * MON#1",
                "0 9 30 2 *",
                "0 9 * * ,",
                "-1 9 * * *",
                "0 9 * JANUARY *")) {
            assertThatThrownBy(() -> Cron.of(wrong, ZoneOffset.UTC))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Cron.of("0 9 * * 8", ZoneOffset.UTC)).hasMessage("day of week \"8\"");
    }

    /// Held against a walk from minute to minute.
    @Test
    void findsWhatAClockWouldShow() {
        var zones =
                List.of("America/New_York", "Australia/Lord_Howe", "Europe/London", "America/St_Johns", "Africa/Cairo");
        for (int seed = 0; seed < 120; seed++) {
            var random = new Random(seed);
            var zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
            var change = zone.getRules()
                    .nextTransition(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(20_000_000)))
                    .getInstant();
            var minute = random.nextInt(60);
            var hour = random.nextInt(5);
            var cron = Cron.of(minute + " " + hour + " * * *", zone);
            var from = change.minusSeconds(36 * 3_600);
            var to = change.plusSeconds(36 * 3_600);
            var wanted = watched(from, to, zone, LocalTime.of(hour, minute));
            var found = new TreeSet<Instant>();
            for (var at = cron.next(from); at.isBefore(to); at = cron.next(at)) {
                found.add(at);
            }
            assertThat(found)
                    .as("%d %d in %s around %s", minute, hour, zone, change)
                    .isEqualTo(wanted);
            assertThat(cron.previous(to.minusSeconds(1))).contains(wanted.last());
        }
    }

    /// The minutes at which the clock first shows or passes a time.
    private static TreeSet<Instant> watched(Instant from, Instant to, ZoneId zone, LocalTime time) {
        var wanted = new TreeSet<Instant>();
        var seen = new TreeSet<LocalDateTime>();
        for (var at = from.plusSeconds(60); at.isBefore(to); at = at.plusSeconds(60)) {
            var now = LocalDateTime.ofInstant(at, zone);
            var before = LocalDateTime.ofInstant(at.minusSeconds(60), zone);
            for (var passed = before.plusMinutes(1); !passed.isAfter(now); passed = passed.plusMinutes(1)) {
                if (passed.toLocalTime().equals(time) && seen.add(passed)) {
                    wanted.add(at);
                }
            }
        }
        return wanted;
    }
}
