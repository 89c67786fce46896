package dev.hikyaku.crucible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.crucible.world.Child;
import dev.hikyaku.crucible.world.Database;
import dev.hikyaku.crucible.world.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// SIGTERM at random moments, as every deployment sends it.
class StopTest {
    private static final int STOPS = Integer.getInteger("crucible.stops", Boolean.getBoolean("crucible.full") ? 50 : 3);
    private static final Duration MOST = Duration.ofSeconds(25);

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("dev.hikyaku.crucible.world.Database#chosen")
    void leavesNothingClaimedWheneverItIsAskedToEnd(Database database) {
        var seed = Long.getLong("crucible.seed", System.nanoTime());
        var random = new Random(seed);
        System.out.println("crucible: -Dcrucible.seed=" + seed);
        try (var place = new Place(folder, database)) {
            place.shop().fill(40, 400);
            // Bulk jobs and calls, and a while to be met in.
            place.org().fault("{\"kind\":\"slowInProgress\",\"ms\":1500}");
            var whole = place.run().lasted();
            var took = new ArrayList<Long>();
            var codes = new ArrayList<Integer>();
            for (var tries = 0; took.size() < STOPS; tries++) {
                assertThat(tries).as("tries for " + took.size() + " stops").isLessThan(5 + 4 * STOPS);
                place.shop().live();
                place.tell("HIKYAKU_BULK_ABOVE", tries % 3 == 2 ? "2000" : "0");
                var child = place.start();
                rest(Duration.ofMillis(1 + random.nextLong(whole.toMillis() / 2)), child);
                stopped(place, child).ifPresent(stop -> {
                    took.add(stop.millis());
                    codes.add(stop.code());
                });
            }
            System.out.println("crucible: stops on " + database + ": exit codes " + codes + " after ms " + took);
            place.runUntilDone();
            place.judge();
        }
    }

    private record Stopped(int code, long millis) {}

    /// Asks a process to end.
    ///
    /// @return how it ended, unless it had ended already
    private static Optional<Stopped> stopped(Place place, Child child) {
        var isMet = child.isAlive();
        var asked = Instant.now();
        child.signal("TERM");
        var ended = place.heard(child);
        assertThat(ended.code()).as(ended.told()).isIn(0, 10, 143);
        assertAtRest(place, ended);
        var after = Duration.between(asked, ended.startedAt().plus(ended.lasted()));
        assertThat(after).as(ended.told()).isLessThan(MOST);
        return isMet ? Optional.of(new Stopped(ended.code(), after.toMillis())) : Optional.empty();
    }

    private static void assertAtRest(Place place, Child.Ended ended) {
        var ledger = place.ledger();
        assertThat(ledger.leases()).as(ended.told()).isZero();
        assertThat(ledger.claimed()).as(ended.told()).isZero();
        assertThat(ledger.started()).as(ended.told()).isZero();
        assertThat(ledger.running()).as(ended.told()).isZero();
    }

    @ParameterizedTest
    @MethodSource("dev.hikyaku.crucible.world.Database#chosen")
    void leavesABulkJobThatIsPolledToTheNextRun(Database database) {
        try (var place = new Place(folder, database)) {
            place.shop().fill(10, 20);
            place.org().fault("{\"kind\":\"slowInProgress\",\"ms\":15000,\"times\":1}");
            var child = place.startVerb("serve");
            awaitInProgress(place, child);
            var asked = Instant.now();
            child.signal("TERM");
            var ended = child.await();
            assertThat(ended.code()).as(ended.told()).isEqualTo(143);
            assertThat(Duration.between(asked, ended.startedAt().plus(ended.lasted())))
                    .isLessThan(MOST);
            assertAtRest(place, ended);
            assertThat(place.ledger().waiting()).isPositive();
            place.org().fault("{\"kind\":\"slowInProgress\",\"ms\":10}");
            place.runUntilDone();
            place.judge();
        }
    }

    private static void awaitInProgress(Place place, Child child) {
        var patience = Instant.now().plusSeconds(120);
        while (!place.org().journal().jobs().containsKey("InProgress")) {
            assertThat(child.isAlive()).as(child.out()).isTrue();
            assertThat(Instant.now()).isBefore(patience);
            Child.pause();
        }
    }

    private static void rest(Duration time, Child child) {
        var end = Instant.now().plus(time);
        while (child.isAlive() && Instant.now().isBefore(end)) {
            Child.pause();
        }
    }
}
