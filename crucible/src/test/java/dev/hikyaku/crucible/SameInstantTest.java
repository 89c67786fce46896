package dev.hikyaku.crucible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.crucible.world.Again;
import dev.hikyaku.crucible.world.Child;
import dev.hikyaku.crucible.world.Database;
import dev.hikyaku.crucible.world.Place;
import dev.hikyaku.crucible.world.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Eight processes are given one scheduled instant, over and over, and nobody holds the winner back: whoever comes
/// while
/// it works or after its end has to leave all the same.
class SameInstantTest {
    private static final int ROUNDS =
            Integer.getInteger("crucible.rounds", Boolean.getBoolean("crucible.full") ? 200 : 1);
    private static final int MEETINGS =
            Integer.getInteger("crucible.meetings", Boolean.getBoolean("crucible.full") ? 200 : 10);
    private static final int PROCESSES = 8;
    private static final int HELD = 11;
    private static final Instant FIRST = Instant.parse("2026-11-22T00:00:00Z");

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("dev.hikyaku.crucible.world.Database#servers")
    void oneProcessRunsAnInstant(Database database) {
        try (var place = new Place(folder, database)) {
            place.shop().fill(10, 10);
            assertThat(place.run().code()).isZero();
            var runs = place.ledger().runs();
            var left = new ArrayList<Long>();
            var ran = new ArrayList<Long>();
            for (var round = 1; round <= ROUNDS; round++) {
                place.shop().save(new Shop.Company(7_000_000 + round, "round " + round, ""));
                for (var ended : together(place, FIRST.plus(Duration.ofMinutes(round)))) {
                    (ended.code() == HELD ? left : ran).add(ended.lasted().toMillis());
                }
            }
            print(ROUNDS + " instants on " + database, left, ran);
            assertThat(place.ledger().runs() - runs).isEqualTo(ROUNDS);
            place.judge();
        }
    }

    /// Processes that have started already meet more closely than those that start.
    @ParameterizedTest
    @MethodSource("dev.hikyaku.crucible.world.Database#servers")
    void oneOfThoseThatStandReadyRunsAnInstant(Database database) {
        try (var place = new Place(folder, database)) {
            place.tell("HIKYAKU_BULK_ABOVE", "2000");
            place.shop().fill(10, 10);
            assertThat(place.run().code()).isZero();
            var runs = place.ledger().runs();
            var ready = IntStream.range(0, PROCESSES)
                    .mapToObj(_ -> place.startAgain())
                    .toList();
            var left = new ArrayList<Long>();
            var ran = new ArrayList<Long>();
            // The first one finds them cold: it has to go as the others, its times say nothing.
            meet(place, ready, 1);
            for (var meeting = 2; meeting <= MEETINGS; meeting++) {
                place.shop().save(new Shop.Company(8_000_000 + meeting, "meeting " + meeting, ""));
                meet(place, ready, meeting).forEach(one -> (one.code() == HELD ? left : ran).add(one.millis()));
            }
            print(MEETINGS + " meetings on " + database, left, ran);
            assertThat(place.ledger().runs() - runs).isEqualTo(MEETINGS);
            place.judge();
        }
    }

    private static List<Again.Time> meet(Place place, List<Child> ready, int meeting) {
        var instant = FIRST.minus(Duration.ofDays(meeting)).toString();
        ready.forEach(one -> place.next(one, "run", "all", "--at-instant", instant));
        var ended = ready.stream().map(one -> Again.await(one, meeting)).toList();
        assertThat(ended)
                .as("meeting " + meeting)
                .extracting(Again.Time::code)
                .containsExactlyInAnyOrder(0, HELD, HELD, HELD, HELD, HELD, HELD, HELD);
        return ended;
    }

    private static List<Child.Ended> together(Place place, Instant instant) {
        var all = IntStream.range(0, PROCESSES)
                .mapToObj(_ -> place.startVerb("run", "all", "--at-instant", instant.toString()))
                .toList();
        var ended = all.stream().map(Child::await).toList();
        assertThat(ended)
                .as(() -> ended.stream().map(Child.Ended::told).toList().toString())
                .extracting(Child.Ended::code)
                .containsExactlyInAnyOrder(0, HELD, HELD, HELD, HELD, HELD, HELD, HELD);
        all.forEach(Child::close);
        return ended;
    }

    private static void print(String what, List<Long> left, List<Long> ran) {
        System.out.println("crucible: " + what + ", " + PROCESSES + " processes each: " + ran.size() + " ran, ms "
                + spread(ran) + "; " + left.size() + " left, ms " + spread(left));
    }

    private static String spread(List<Long> times) {
        var sorted = times.stream().sorted().toList();
        return "median " + sorted.get(sorted.size() / 2) + ", most " + sorted.getLast();
    }
}
