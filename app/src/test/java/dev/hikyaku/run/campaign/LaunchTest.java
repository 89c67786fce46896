package dev.hikyaku.run.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.run.Report;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Campaigns that start by the clock, while this process may be in any zone.
class LaunchTest extends ClockedGarage {
    @Test
    void nineInTokyoIsMidnightUtc() {
        var early = due(NINE.minusSeconds(30));
        assertThat(early.reports()).isEmpty();
        assertThat(early.exitCode()).isZero();
        assertThat(early.next()).isEqualTo(NINE);
        var now = due(NINE.plusSeconds(20));
        assertThat(now.start()).isEqualTo(NINE);
        assertThat(now.late()).isFalse();
        assertThat(shown).containsExactlyInAnyOrder("one", "two");
        assertThat(runs()).extracting(CampaignRun::key).containsExactly("2026-11-22T00:00:00Z");
        var again = due(NINE.plusSeconds(40));
        assertThat(again.reports()).isEmpty();
        assertThat(again.next()).isEqualTo(NINE.plus(Duration.ofDays(1)));
    }

    @Test
    void theFirstLookMayBeTheStartItself() {
        assertThat(due(NINE.plusSeconds(5)).start()).isEqualTo(NINE);
    }

    @Test
    void aLateStartIsMadeUpForWithinItsGrace() {
        due(NINE.minusSeconds(30));
        var late = due(NINE.plus(Duration.ofMinutes(90)));
        assertThat(late.late()).isTrue();
        assertThat(late.start()).isEqualTo(NINE);
        assertThat(shown).hasSize(2);
    }

    @Test
    void aMissedStartIsWrittenDownOnce() {
        due(NINE.minusSeconds(30));
        var tooLate = due(NINE.plus(Duration.ofHours(3)));
        assertThat(tooLate.missed()).containsExactly(NINE);
        assertThat(tooLate.exitCode()).isZero();
        assertThat(shown).isEmpty();
        assertThat(runs()).singleElement().satisfies(run -> {
            assertThat(run.state()).isEqualTo(State.MISSED);
            assertThat(run.reason())
                    .isEqualTo(
                            "nobody was there; seen 180 min late, and only the newest is made up for, within 120 min");
        });
        assertThat(due(NINE.plus(Duration.ofHours(4))).missed()).isEmpty();
        var byHand = at(NINE, NINE.plus(Duration.ofHours(4)));
        assertThat(byHand.exitCode()).isEqualTo(Report.HELD);
        assertThat(byHand.reports().getFirst().problems().getFirst())
                .startsWith("run 2026-11-22T00:00:00Z of campaign reminder was missed: nobody was there");
    }

    @Test
    void aSkippedStartIsNotMadeUpForHoweverItIsLaunched() throws IOException {
        declare("schedule: { cron: \"0 9 * * *\", zone: Asia/Tokyo, missed: skip }");
        var launched = at(NINE, NINE.plus(Duration.ofMinutes(5)));
        assertThat(launched.missed()).containsExactly(NINE);
        assertThat(shown).isEmpty();
        assertThat(at(NINE.plus(Duration.ofDays(1)), NINE.plus(Duration.ofDays(1)))
                        .exitCode())
                .isZero();
        assertThat(shown).hasSize(2);
    }

    @Test
    void aSecondLaunchOfOneInstantFindsItDone() {
        assertThat(at(NINE, NINE.plusSeconds(1)).exitCode()).isZero();
        var second = at(NINE, NINE.plusSeconds(2));
        assertThat(second.exitCode()).isEqualTo(Report.HELD);
        assertThat(second.reports().getFirst().problems().getFirst())
                .startsWith("run 2026-11-22T00:00:00Z of campaign reminder was already done at ");
        assertThat(due(NINE.plusSeconds(30)).reports()).isEmpty();
        assertThat(shown).hasSize(2);
    }

    @Test
    void whatACrashLeftIsCarriedOnByTheNextLook() {
        whatACrashLeftBehind();
        var next = due(NINE.plus(Duration.ofHours(5)));
        assertThat(next.reports())
                .singleElement()
                .satisfies(report -> assertThat(report.exitCode()).isZero());
        assertThat(next.missed()).isEmpty();
        assertThat(shown).hasSize(2);
    }

    /// A night of quiet hours may be many starts long.
    @Test
    void howeverManyStartsCameSinceWhatACrashLeftIsCarriedOn() {
        whatACrashLeftBehind();
        try (var ledger = project().openLedger()) {
            for (int later = 0; later < 60; later++) {
                ledger.deliveries().notes().missed("reminder", "later-" + later, "a start since");
            }
        }
        due(NINE.plus(Duration.ofHours(5)));
        assertThat(shown).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void ofEightThatLaunchOneInstantOneRuns() throws InterruptedException, ExecutionException {
        var work = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 8; i++) {
            work.add(() -> at(NINE, NINE.plusSeconds(1)).exitCode());
        }
        var codes = new ArrayList<Integer>();
        try (var pool = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> one : pool.invokeAll(work)) {
                codes.add(one.get());
            }
        }
        assertThat(codes).containsOnly(0, Report.HELD);
        assertThat(codes.stream().filter(code -> code == 0)).hasSize(1);
        assertThat(shown).containsExactlyInAnyOrder("one", "two");
        assertThat(runs()).hasSize(1);
    }

    @Test
    void theHourThatClocksSkipAndTheOneThatComesTwiceStartOnce() throws IOException {
        declare("schedule: { cron: \"30 2 * * *\", zone: America/New_York }");
        due(Instant.parse("2026-03-08T06:59:30Z"));
        assertThat(due(Instant.parse("2026-03-08T07:00:10Z")).start()).isEqualTo(Instant.parse("2026-03-08T07:00:00Z"));
        assertThat(due(Instant.parse("2026-03-08T07:30:10Z")).start()).isNull();
        declare("schedule: { cron: \"30 1 * * *\", zone: America/New_York }");
        assertThat(due(Instant.parse("2026-11-01T05:30:10Z")).start()).isEqualTo(Instant.parse("2026-11-01T05:30:00Z"));
        assertThat(due(Instant.parse("2026-11-01T06:30:10Z")).start()).isNull();
        assertThat(shown).hasSize(2);
    }
}
