package dev.hikyaku.crucible;

import static org.assertj.core.api.Assertions.assertThat;

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
            print(database, left, ran);
            assertThat(place.ledger().runs() - runs).isEqualTo(ROUNDS);
            place.judge();
        }
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

    private static void print(Database database, List<Long> left, List<Long> ran) {
        System.out.println("crucible: " + ROUNDS + " instants on " + database + ", " + PROCESSES
                + " processes each: " + ran.size() + " ran, ms " + spread(ran) + "; " + left.size() + " left, ms "
                + spread(left));
    }

    private static String spread(List<Long> times) {
        var sorted = times.stream().sorted().toList();
        return "median " + sorted.get(sorted.size() / 2) + ", most " + sorted.getLast();
    }
}
