package dev.hikyaku.crucible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.crucible.world.Child;
import dev.hikyaku.crucible.world.Database;
import dev.hikyaku.crucible.world.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Eight impatient schedulers: one runs, seven leave.
class DoubleLaunchTest {
    private static final int PROCESSES = 8;

    /// The goal is 2 seconds; a busy machine is slower, and so is the yardstick.
    private static final Duration SLACK = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("dev.hikyaku.crucible.world.Database#chosen")
    void oneRunsAndSevenLeave(Database database) {
        try (var place = new Place(folder, database)) {
            place.shop().fill(10, 10);
            assertThat(place.run().code()).isZero();
            place.shop().live();
            var yardstick = yardstick(place);
            // The winner has to wait for its org until the last loser is gone.
            place.org().standStill();
            var all = IntStream.range(0, PROCESSES)
                    .mapToObj(_ -> place.startVerb("run", "all"))
                    .toList();
            awaitOne(all);
            place.org().goOn();
            var ended = all.stream().map(Child::await).toList();
            print(database, ended, yardstick);
            place.court().ended(ended);
            place.judge();
            assertThat(ended)
                    .filteredOn(run -> run.code() == 11)
                    .allSatisfy(run -> assertThat(run.lasted())
                            .isLessThan(yardstick.multipliedBy(3).plus(SLACK)));
        }
    }

    /// How long eight processes take on this machine that do nothing but say their version.
    private static Duration yardstick(Place place) {
        var all = IntStream.range(0, PROCESSES)
                .mapToObj(_ -> place.startVerb("version"))
                .toList();
        return all.stream()
                .map(child -> child.await().lasted())
                .max(Duration::compareTo)
                .orElseThrow();
    }

    private static void awaitOne(List<Child> all) {
        var patience = Instant.now().plusSeconds(60);
        while (all.stream().filter(Child::isAlive).count() > 1 && Instant.now().isBefore(patience)) {
            Child.pause();
        }
    }

    private static void print(Database database, List<Child.Ended> ended, Duration yardstick) {
        var losers = ended.stream()
                .filter(run -> run.code() == 11)
                .map(run -> run.lasted().toMillis())
                .sorted()
                .toList();
        System.out.println("crucible: " + ended.size() + " at once on " + database + ": exit codes "
                + ended.stream().map(Child.Ended::code).sorted().toList() + ", left after ms " + losers
                + "; eight that only say their version take " + yardstick.toMillis() + " ms here");
    }
}
