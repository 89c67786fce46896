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
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes that stand still for longer than their leases last, and wake when others have gone on. An embedded ledger
/// has none: its lock is the process's own.
class ZombieTest {
    private static final int ZOMBIES =
            Integer.getInteger("crucible.zombies", Boolean.getBoolean("crucible.full") ? 50 : 2);
    private static final int HELD = 11;

    /// Who stood still in the middle of a transaction finds that the database ended it, with the connection.
    private static final int UNREACHABLE = 4;

    private static final Set<Integer> LEFT = Set.of(HELD, UNREACHABLE);

    /// The goal is 5 seconds from its waking; the rest is what a busy machine takes to end a process.
    private static final Duration MOST = Duration.ofSeconds(5 + 5);

    @TempDir
    Path folder;

    @Test
    void writesNothingAndLeavesOnceOthersHaveGoneOn() {
        var seed = Long.getLong("crucible.seed", System.nanoTime());
        var random = new Random(seed);
        System.out.println("crucible: -Dcrucible.seed=" + seed);
        try (var place = new Place(folder, Database.MARIADB)) {
            place.tell("HIKYAKU_LEASE_TIME", "3s");
            place.shop().fill(40, 400);
            place.org().fault("{\"kind\":\"slowInProgress\",\"ms\":1500}");
            var whole = place.run().lasted().toMillis();
            var took = new ArrayList<Long>();
            for (var tries = 0; took.size() < ZOMBIES; tries++) {
                assertThat(tries).as("tries for " + took.size() + " zombies").isLessThan(5 + 3 * ZOMBIES);
                place.shop().live();
                place.tell("HIKYAKU_BULK_ABOVE", tries % 3 == 2 ? "2000" : "0");
                wake(place, Duration.ofMillis(random.nextLong(whole / 2))).ifPresent(took::add);
            }
            System.out.println("crucible: " + took.size() + " zombies left after ms " + took);
            place.runUntilDone();
            place.judge();
        }
    }

    /// Stops a process a while after it has taken its leases, lets another one go on, and wakes it.
    ///
    /// @return milliseconds until it left, if it had lost its leases
    private static Optional<Long> wake(Place place, Duration after) {
        var child = place.start();
        while (child.isAlive() && place.ledger().leases() == 0) {
            Child.pause();
        }
        rest(after, child);
        child.signal("STOP");
        if (!child.isAlive()) {
            place.heard(child);
            return Optional.empty();
        }
        // What it holds is older than what its successor carries.
        place.shop().live();
        succeed(place);
        var woken = Instant.now();
        child.signal("CONT");
        var ended = child.await();
        assertThat(ended.code()).as(ended.told()).isIn(0, 10, HELD, UNREACHABLE);
        if (!LEFT.contains(ended.code())) {
            return Optional.empty();
        }
        var took = Duration.between(woken, ended.startedAt().plus(ended.lasted()));
        assertThat(took).as(ended.told()).isLessThan(MOST);
        return Optional.of(took.toMillis());
    }

    /// Runs as soon as the lease of the one that stands still is over.
    private static void succeed(Place place) {
        var patience = Instant.now().plusSeconds(120);
        Child.Ended ended;
        do {
            assertThat(Instant.now()).isBefore(patience);
            ended = place.start().await();
        } while (ended.code() == HELD);
        assertThat(ended.code()).as(ended.told()).isIn(0, 10);
    }

    private static void rest(Duration time, Child child) {
        var end = Instant.now().plus(time);
        while (child.isAlive() && Instant.now().isBefore(end)) {
            Child.pause();
        }
    }
}
