package dev.hikyaku.crucible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.crucible.world.Child;
import dev.hikyaku.crucible.world.Database;
import dev.hikyaku.crucible.world.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Kills the program at every place where a crash is rehearsed, then simply runs it again.
@Execution(ExecutionMode.CONCURRENT)
class KillTest {
    private static final int KILLED = 137;
    private static final boolean FULL = Boolean.getBoolean("crucible.full");

    /// Places in the middle of pages (2,000 rows) or ranges (5,000 rows): only many rows have a middle.
    private static final Set<String> IN_THE_MIDDLE = Set.of("mid-scan", "mid-extract", "mid-settle");

    @TempDir
    Path folder;

    /// In full each place with each database; else with one of them, in turn.
    /// `-Dcrucible.failpoints=before-create -Dcrucible.databases=H2` for one cell alone.
    static Stream<Arguments> cells() throws IOException {
        var output = Files.createTempDirectory("crucible-");
        var failpoints = Place.failpoints(output).stream()
                // This shop has no outbox; the examples' tests kill there.
                .filter(name -> !name.endsWith("-take-in"))
                .filter(name -> name.matches(System.getProperty("crucible.failpoints", ".*")))
                .toList();
        var all = Database.chosen().toList();
        return IntStream.range(0, failpoints.size())
                .boxed()
                .flatMap(index -> (FULL ? all : List.of(all.get(index % all.size())))
                        .stream().map(database -> Arguments.of(failpoints.get(index), database)));
    }

    private Place place(Database database, String failpoint) {
        var place = new Place(folder, database);
        if (failpoint.endsWith("-call")) {
            place.tell("HIKYAKU_BULK_ABOVE", "2000");
        }
        place.shop().fill(FULL || IN_THE_MIDDLE.contains(failpoint) ? 6_000 : 40, 60);
        return place;
    }

    private static void assertKilled(Child.Ended ended, String failpoint) {
        assertThat(ended.code()).as(ended.told()).isEqualTo(KILLED);
        assertThat(ended.err()).contains("failpoint " + failpoint + ":");
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("cells")
    void goesOnAfterAKill(String failpoint, Database database) {
        var began = Instant.now();
        try (var place = place(database, failpoint)) {
            assertKilled(place.run("-Dhikyaku.failpoint=" + failpoint + "@1:halt"), failpoint);
            place.shop().live();
            place.runUntilDone();
            place.judge();
            assertThat(place.court().referencesSeen()).isPositive();
        }
        System.out.println("crucible: " + failpoint + " on " + database + " kept all promises in "
                + Duration.between(began, Instant.now()).toMillis() + " ms");
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("cells")
    @EnabledIfSystemProperty(named = "crucible.full", matches = "true")
    void goesOnThoughKilledALittleLaterEachTime(String failpoint, Database database) {
        try (var place = place(database, failpoint)) {
            var kills = 0;
            Child.Ended ended;
            do {
                ended = place.run("-Dhikyaku.failpoint=" + failpoint + "@" + (kills + 1) + ":halt");
                kills += ended.code() == KILLED ? 1 : 0;
                place.shop().live();
            } while (ended.code() == KILLED && kills < 12);
            assertThat(kills).isPositive();
            place.runUntilDone();
            place.judge();
            System.out.println("crucible: " + failpoint + " on " + database + " survived " + kills + " kills");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.hikyaku.crucible.world.Database#chosen")
    void goesOnAfterAKillFromOutside(Database database) {
        try (var place = place(database, "mid-upload")) {
            var child = place.start("-Dhikyaku.failpoint=mid-upload@1:hang").awaitText("failpoint mid-upload: hang");
            assertKilled(place.heard(child.kill()), "mid-upload");
            place.shop().live();
            place.runUntilDone();
            place.judge();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.hikyaku.crucible.world.Database#chosen")
    void goesOnAfterSalesforceItselfWasKilled(Database database) {
        try (var place = place(database, "while-polling")) {
            place.org().fault("{\"kind\":\"slowInProgress\",\"ms\":60000,\"times\":1}");
            var child = place.start();
            awaitInProgress(place, child);
            place.org().kill();
            place.org().startAgain();
            place.heard(child);
            place.shop().live();
            place.runUntilDone();
            place.judge();
        }
    }

    private static void awaitInProgress(Place place, Child child) {
        var patience = Instant.now().plusSeconds(60);
        while (!place.org().journal().jobs().containsKey("InProgress")) {
            assertThat(child.isAlive()).as(child.out()).isTrue();
            assertThat(Instant.now()).isBefore(patience);
            Child.pause();
        }
    }

    static Stream<Arguments> emptyDisks() {
        return Stream.of("mid-upload", "after-upload", "while-polling")
                .flatMap(name -> Database.chosen().map(database -> Arguments.of(name, database)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("emptyDisks")
    void goesOnOnAMachineWithAnEmptyDisk(String failpoint, Database database) {
        try (var place = place(database, failpoint)) {
            assertKilled(place.run("-Dhikyaku.failpoint=" + failpoint + "@1:halt"), failpoint);
            place.emptyDisk();
            place.shop().live();
            place.runUntilDone();
            place.judge();
        }
    }
}
