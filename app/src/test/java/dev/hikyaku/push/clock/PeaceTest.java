package dev.hikyaku.push.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.manifest.campaign.QuietHours;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PeaceTest {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final QuietHours NIGHT = hours("21:00", "08:00", null);

    private static QuietHours hours(String from, String to, @Nullable ZoneId zone) {
        return new QuietHours(LocalTime.parse(from), LocalTime.parse(to), zone, QuietHours.Then.HOLD);
    }

    private static Peace at(String instant, QuietHours hours, ZoneId zone) {
        return Peace.at(Instant.parse(instant), hours, zone);
    }

    private static Peace until(String instant) {
        return new Peace.Quiet(Instant.parse(instant));
    }

    @Test
    void theNightGoesAcrossMidnight() {
        assertThat(at("2026-11-22T11:59:59.999Z", NIGHT, TOKYO)).isEqualTo(new Peace.Free());
        assertThat(at("2026-11-22T12:00:00Z", NIGHT, TOKYO)).isEqualTo(until("2026-11-22T23:00:00Z"));
        assertThat(at("2026-11-22T18:00:00Z", NIGHT, TOKYO)).isEqualTo(until("2026-11-22T23:00:00Z"));
        assertThat(at("2026-11-22T22:59:59.999Z", NIGHT, TOKYO)).isEqualTo(until("2026-11-22T23:00:00Z"));
        assertThat(at("2026-11-22T23:00:00Z", NIGHT, TOKYO)).isEqualTo(new Peace.Free());
    }

    @Test
    void noonIsWithinADay() {
        var noon = hours("12:00", "13:00", null);
        assertThat(at("2026-11-22T02:59:59Z", noon, TOKYO)).isEqualTo(new Peace.Free());
        assertThat(at("2026-11-22T03:00:00Z", noon, TOKYO)).isEqualTo(until("2026-11-22T04:00:00Z"));
        assertThat(at("2026-11-22T04:00:00Z", noon, TOKYO)).isEqualTo(new Peace.Free());
    }

    @Test
    void theRecipientsClockCountsUnlessAZoneIsNamed() {
        assertThat(at("2026-11-22T12:00:00Z", NIGHT, NEW_YORK)).isEqualTo(until("2026-11-22T13:00:00Z"));
        assertThat(at("2026-11-22T13:00:00Z", NIGHT, NEW_YORK)).isEqualTo(new Peace.Free());
        assertThat(at("2026-11-22T13:00:00Z", hours("21:00", "08:00", TOKYO), NEW_YORK))
                .isEqualTo(until("2026-11-22T23:00:00Z"));
    }

    @Test
    void anEndThatTheClocksSkipIsTheFirstInstantAfterTheGap() {
        assertThat(at("2026-03-08T06:00:00Z", hours("22:00", "02:30", null), NEW_YORK))
                .isEqualTo(until("2026-03-08T07:00:00Z"));
        assertThat(at("2026-03-08T06:59:00Z", hours("02:10", "02:50", null), NEW_YORK))
                .isEqualTo(new Peace.Free());
        assertThat(at("2026-03-08T07:00:00Z", hours("02:10", "02:50", null), NEW_YORK))
                .isEqualTo(new Peace.Free());
        assertThat(at("2026-03-08T07:10:00Z", hours("02:30", "04:00", null), NEW_YORK))
                .isEqualTo(until("2026-03-08T08:00:00Z"));
    }

    @Test
    void anEndThatComesTwiceIsTheFirst() {
        var night = hours("22:00", "01:30", null);
        assertThat(at("2026-11-01T05:29:00Z", night, NEW_YORK)).isEqualTo(until("2026-11-01T05:30:00Z"));
        assertThat(at("2026-11-01T05:30:00Z", night, NEW_YORK)).isEqualTo(new Peace.Free());
        assertThat(at("2026-11-01T06:10:00Z", night, NEW_YORK)).isEqualTo(new Peace.Free());
    }

    @Test
    void anHourThatComesTwiceIsQuietInOnePiece() {
        var early = hours("01:30", "07:00", null);
        assertThat(at("2026-11-01T05:29:00Z", early, NEW_YORK)).isEqualTo(new Peace.Free());
        assertThat(at("2026-11-01T06:10:00Z", early, NEW_YORK)).isEqualTo(until("2026-11-01T12:00:00Z"));
    }

    @Test
    void aDayThatNeverWasIsNoTrouble() {
        var apia = ZoneId.of("Pacific/Apia");
        assertThat(at("2011-12-30T08:00:00Z", NIGHT, apia)).isEqualTo(until("2011-12-30T18:00:00Z"));
    }

    /// Held against somebody who watches the clock: quiet begins when it first shows or passes `from`, and ends when it
    /// then first shows or passes `to`.
    @Test
    void seesWhatAWatcherSees() {
        var zones = List.of(
                "America/New_York",
                "America/St_Johns",
                "Australia/Lord_Howe",
                "Europe/London",
                "Asia/Tokyo",
                "Africa/Cairo",
                "America/Havana",
                "America/Sao_Paulo",
                "Pacific/Apia");
        for (int seed = 0; seed < 250; seed++) {
            var random = new Random(seed);
            var zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
            var search = Instant.parse("2008-01-01T00:00:00Z").plusSeconds(60L * random.nextInt(1_600_000));
            var transition = zone.getRules().nextTransition(search);
            var around = transition == null ? search : transition.getInstant();
            var from = LocalTime.of(random.nextInt(24), random.nextInt(60));
            var to = LocalTime.of(random.nextInt(24), random.nextInt(60));
            if (!from.equals(to)) {
                watch(around, new QuietHours(from, to, null, QuietHours.Then.HOLD), zone);
            }
        }
    }

    private static void watch(Instant around, QuietHours hours, ZoneId zone) {
        var start = around.minusSeconds(50 * 3_600);
        var free = free(start, around.plusSeconds(50 * 3_600), hours, zone);
        for (int minute = 26 * 60; minute < 74 * 60; minute++) {
            var at = start.plusSeconds(60L * minute);
            var next = free.indexOf(true, minute);
            var wanted = next == minute ? new Peace.Free() : new Peace.Quiet(start.plusSeconds(60L * next));
            assertThat(Peace.at(at, hours, zone))
                    .as("%s in %s at %s", hours, zone, at)
                    .isEqualTo(wanted);
        }
    }

    private static Minutes free(Instant start, Instant end, QuietHours hours, ZoneId zone) {
        var minutes = new Minutes();
        var latest = LocalDateTime.ofInstant(start, ZoneOffset.UTC).minusDays(9);
        var quiet = false;
        for (var at = start; at.isBefore(end); at = at.plusSeconds(60)) {
            var shown = LocalDateTime.ofInstant(at, zone);
            var from = latest.isBefore(shown.minusDays(3)) ? shown.minusMinutes(1) : latest;
            for (var passed = from.plusMinutes(1); !passed.isAfter(shown); passed = passed.plusMinutes(1)) {
                quiet = passed.toLocalTime().equals(hours.from())
                        || (quiet && !passed.toLocalTime().equals(hours.to()));
            }
            latest = shown.isAfter(latest) ? shown : latest;
            minutes.add(!quiet);
        }
        return minutes;
    }

    private static final class Minutes {
        private final BitSet free = new BitSet();
        private int size;

        void add(boolean isFree) {
            free.set(size++, isFree);
        }

        int indexOf(boolean isFree, int from) {
            return isFree ? free.nextSetBit(from) : free.nextClearBit(from);
        }
    }
}
