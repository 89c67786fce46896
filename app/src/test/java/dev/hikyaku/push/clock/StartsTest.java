package dev.hikyaku.push.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.manifest.campaign.Schedule;
import dev.hikyaku.manifest.campaign.Schedule.Missed;
import dev.hikyaku.push.clock.Starts.Due;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class StartsTest {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    /// 21 November, 9:00 in Tokyo.
    private static final Instant YESTERDAY = Instant.parse("2026-11-21T00:00:00Z");

    private static final Instant TODAY = Instant.parse("2026-11-22T00:00:00Z");
    private static final Instant TOMORROW = Instant.parse("2026-11-23T00:00:00Z");

    private static Schedule at9(Missed missed) {
        return new Schedule("0 9 * * *", TOKYO, missed, Duration.ofHours(1));
    }

    @Test
    void nothingIsDueBeforeTheStart() {
        var starts = Starts.at(TODAY.minusMillis(1), at9(Missed.RUN_ONCE), YESTERDAY);
        assertThat(starts.due()).isEqualTo(new Due.Nothing());
        assertThat(starts.missed()).isEmpty();
        assertThat(starts.next()).isEqualTo(TODAY);
    }

    @Test
    void aStartIsMadeOnTimeWhateverHappensToMissedOnes() {
        for (var missed : Missed.values()) {
            for (var late : new int[] {0, 1, 60}) {
                var starts = Starts.at(TODAY.plusSeconds(late), at9(missed), YESTERDAY);
                assertThat(starts.due()).isEqualTo(new Due.Run(TODAY, false));
                assertThat(starts.missed()).isEmpty();
                assertThat(starts.next()).isEqualTo(TOMORROW);
            }
        }
    }

    @Test
    void aStartThatWasMadeIsNotMadeAgain() {
        assertThat(Starts.at(TODAY.plusSeconds(30), at9(Missed.RUN_ONCE), TODAY).due())
                .isEqualTo(new Due.Nothing());
    }

    @Test
    void aMissedStartIsMadeUpForWithinItsGrace() {
        var schedule = at9(Missed.RUN_ONCE);
        assertThat(Starts.at(TODAY.plusSeconds(61), schedule, YESTERDAY).due()).isEqualTo(new Due.Run(TODAY, true));
        assertThat(Starts.at(TODAY.plusSeconds(3_600), schedule, YESTERDAY).due())
                .isEqualTo(new Due.Run(TODAY, true));
        var tooLate = Starts.at(TODAY.plusSeconds(3_601), schedule, YESTERDAY);
        assertThat(tooLate.due()).isEqualTo(new Due.Nothing());
        assertThat(tooLate.missed()).containsExactly(TODAY);
    }

    @Test
    void onlyTheNewestOfManyIsMadeUpFor() {
        var starts = Starts.at(
                TODAY.plusSeconds(600),
                at9(Missed.RUN_ONCE),
                YESTERDAY.minus(Duration.ofDays(3)).plusSeconds(1));
        assertThat(starts.due()).isEqualTo(new Due.Run(TODAY, true));
        assertThat(starts.missed())
                .containsExactly(YESTERDAY.minus(Duration.ofDays(2)), YESTERDAY.minus(Duration.ofDays(1)), YESTERDAY);
    }

    @Test
    void skippedStartsAreWrittenDown() {
        var starts = Starts.at(TODAY.plusSeconds(61), at9(Missed.SKIP), YESTERDAY);
        assertThat(starts.due()).isEqualTo(new Due.Nothing());
        assertThat(starts.missed()).containsExactly(TODAY);
        assertThat(starts.next()).isEqualTo(TOMORROW);
    }

    @Test
    void aLongSleepIsTakenUpFromItsEnd() {
        var schedule = new Schedule("* * * * *", TOKYO, Missed.RUN_ONCE, Duration.ofHours(1));
        var starts = Starts.at(TODAY.plusSeconds(30), schedule, TODAY.minus(Duration.ofDays(400)));
        assertThat(starts.due()).isEqualTo(new Due.Run(TODAY, false));
        assertThat(starts.missed()).hasSize(999).endsWith(TODAY.minusSeconds(60));
    }

    @Test
    void aStartInTheHourThatTheClocksSkipIsMadeOnce() {
        var newYork = new Schedule("30 2 * * *", ZoneId.of("America/New_York"), Missed.RUN_ONCE, Duration.ofHours(1));
        var known = Instant.parse("2026-03-07T07:30:00Z");
        var start = Instant.parse("2026-03-08T07:00:00Z");
        assertThat(Starts.at(start.minusSeconds(1), newYork, known).due()).isEqualTo(new Due.Nothing());
        assertThat(Starts.at(start, newYork, known).due()).isEqualTo(new Due.Run(start, false));
        assertThat(Starts.at(start.plusSeconds(1_800), newYork, start).due()).isEqualTo(new Due.Nothing());
    }

    @Test
    void aStartInTheHourThatComesTwiceIsMadeOnce() {
        var newYork = new Schedule("30 1 * * *", ZoneId.of("America/New_York"), Missed.RUN_ONCE, Duration.ofHours(1));
        var first = Instant.parse("2026-11-01T05:30:00Z");
        assertThat(Starts.at(first, newYork, first.minusSeconds(9_999)).due()).isEqualTo(new Due.Run(first, false));
        var again = Starts.at(first.plusSeconds(3_600), newYork, first);
        assertThat(again.due()).isEqualTo(new Due.Nothing());
        assertThat(again.next()).isEqualTo(Instant.parse("2026-11-02T06:30:00Z"));
    }
}
