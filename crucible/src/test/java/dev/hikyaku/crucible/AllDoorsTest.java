package dev.hikyaku.crucible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.crucible.doors.Market;
import dev.hikyaku.crucible.doors.Victim;
import dev.hikyaku.crucible.world.Child;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Changes of the same keys come in by all four doors at once, shuffled, some of them twice, while every process on the
/// way
/// is killed again and again: each of them is accounted for, and the last version of each key is what the org has.
class AllDoorsTest {
    private static final boolean FULL = Boolean.getBoolean("crucible.full");
    private static final int CHANGES = Integer.getInteger("crucible.changes", FULL ? 100_000 : 3_000);
    private static final int ROUNDS = Integer.getInteger("crucible.rounds", FULL ? 6 : 1);
    private static final Duration LIMIT = Duration.ofMinutes(FULL ? 45 : 4);

    @TempDir
    Path folder;

    @Test
    void accountForEveryChangeThoughEverythingIsKilled() {
        var began = Instant.now();
        try (var market = new Market(folder, CHANGES, CHANGES / 5)) {
            market.open();
            var kills = killInBetween(market);
            market.awaitRest(LIMIT);
            var table = market.toString();
            var books = market.judge();
            System.out.println("crucible: " + CHANGES + " changes to " + CHANGES / 5 + " keys by all doors, kills "
                    + kills + "\n" + table + "  " + books + "\n  " + Duration.between(began, Instant.now()));
            assertThat(books.takenIn()).isEqualTo(CHANGES);
            assertThat(books.rejected() + books.unknown() + books.waiting()).isZero();
            assertThat(kills).as("kills while changes came in").hasSize(Victim.values().length);
        }
    }

    /// Kills spread over the changes as the ledger takes them in.
    private static EnumMap<Victim, Integer> killInBetween(Market market) {
        var kills = new EnumMap<Victim, Integer>(Victim.class);
        var all = ROUNDS * Victim.values().length;
        var done = 0;
        var patience = Instant.now().plus(LIMIT);
        while (done < all) {
            market.tend();
            var taken = market.takenIn();
            if (taken >= (long) CHANGES * (done + 1) / (all + 2)) {
                assertThat(taken).as("in between").isLessThan(CHANGES);
                var victim = Victim.values()[done % Victim.values().length];
                market.kill(victim);
                kills.merge(victim, 1, Integer::sum);
                done++;
            }
            assertThat(Instant.now()).as(market::toString).isBefore(patience);
            Child.pause();
        }
        return kills;
    }
}
