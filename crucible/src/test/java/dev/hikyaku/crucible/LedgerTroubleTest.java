package dev.hikyaku.crucible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.crucible.world.Child;
import dev.hikyaku.crucible.world.Database;
import dev.hikyaku.crucible.world.Place;
import dev.hikyaku.crucible.world.Shop;
import dev.hikyaku.servers.OwnMariaDb;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ledger's database is killed, or becomes read-only, while a service is at work.
class LedgerTroubleTest {
    private static final boolean FULL = Boolean.getBoolean("crucible.full");
    private static final int KILLS = Integer.getInteger("crucible.databaseKills", FULL ? 20 : 1);
    private static final int FAIL_OVERS = Integer.getInteger("crucible.failOvers", FULL ? 10 : 1);

    /// The goal; a busy machine is given as much again.
    private static final Duration MOST = Duration.ofSeconds(15 + 15);

    @TempDir
    Path folder;

    @Test
    void losesNothingAndGoesOnByItself() {
        var seed = Long.getLong("crucible.seed", System.nanoTime());
        var random = new Random(seed);
        System.out.println("crucible: -Dcrucible.seed=" + seed);
        try (var server = new OwnMariaDb();
                var place = new Place(folder, Database.MARIADB)) {
            place.tell("HIKYAKU_LEDGER_URL", server.newDatabase("ledger"));
            place.tell("HIKYAKU_LEDGER_USER", server.user());
            place.tell("HIKYAKU_SCAN_EVERY", "1s");
            place.tell("HIKYAKU_BULK_ABOVE", "100");
            place.shop().fill(40, 300);
            var service = place.startVerb("serve");
            awaitCarried(place, service, 1);
            var kills = killed(server, place, service, random);
            var failOvers = failedOver(server, place, service, random);
            service.signal("TERM");
            var ended = service.await();
            assertThat(ended.code()).as(ended.told()).isEqualTo(143);
            System.out.println("crucible: went on after ms: killed " + kills + ", read-only " + failOvers);
            place.runUntilDone();
            place.judge();
            assertThat(all(kills, failOvers))
                    .allSatisfy(ms -> assertThat(Duration.ofMillis(ms)).isLessThan(MOST));
        }
    }

    private static List<Long> killed(OwnMariaDb server, Place place, Child service, Random random) {
        var took = new ArrayList<Long>();
        for (var kill = 0; kill < KILLS; kill++) {
            place.shop().live();
            Child.pause();
            server.kill();
            rest(Duration.ofMillis(500 + random.nextLong(4_000)));
            server.startAgain();
            took.add(resumed(place, service, 2 + kill));
        }
        return took;
    }

    private static List<Long> failedOver(OwnMariaDb server, Place place, Child service, Random random) {
        var took = new ArrayList<Long>();
        for (var failOver = 0; failOver < FAIL_OVERS; failOver++) {
            place.shop().live();
            server.readOnly(true);
            rest(Duration.ofMillis(2_000 + random.nextLong(FULL ? 8_000 : 2_000)));
            server.readOnly(false);
            took.add(resumed(place, service, 2 + KILLS + failOver));
        }
        return took;
    }

    private static List<Long> all(List<Long> some, List<Long> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    /// How long a new row takes to Salesforce from now on.
    private static long resumed(Place place, Child service, int number) {
        var back = Instant.now();
        awaitCarried(place, service, number);
        return Duration.between(back, Instant.now()).toMillis();
    }

    private static void awaitCarried(Place place, Child service, int number) {
        var id = 5_000_000 + number;
        place.shop().save(new Shop.Company(id, "proof " + number, ""));
        var patience = Instant.now().plusSeconds(120);
        while (!place.org().journal().records("Account").containsKey(Integer.toString(id))) {
            assertThat(service.isAlive()).as(service.out()).isTrue();
            assertThat(Instant.now()).as(service.out()).isBefore(patience);
            rest(Duration.ofMillis(100));
        }
    }

    private static void rest(Duration time) {
        var end = Instant.now().plus(time);
        while (Instant.now().isBefore(end)) {
            Child.pause();
        }
    }
}
