package dev.hikyaku.crucible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.crucible.world.Child;
import dev.hikyaku.crucible.world.Database;
import dev.hikyaku.crucible.world.Place;
import dev.hikyaku.crucible.world.Shop;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service that dies of one sync each time it is started again, as an orchestrator does: the others must travel.
class DyingServiceTest {
    private static final int KILLED = 137;
    private static final int DEATHS = 2;
    private static final int POISON = 6_000_001;
    private static final int HIRED = 6_000_002;

    @TempDir
    Path folder;

    @Test
    void pausesTheSyncItsProcessesDieOfAndCarriesTheOthers() {
        try (var place = new Place(folder, Database.H2)) {
            place.tell("HIKYAKU_DEATHS", Integer.toString(DEATHS));
            place.tell("HIKYAKU_BULK_ABOVE", "2000");
            place.tell("HIKYAKU_SCAN_EVERY", "1s");
            place.shop().fill(3, 3);
            assertThat(place.run().code()).isZero();
            place.shop().save(new Shop.Company(POISON, "poison", ""));
            for (var death = 1; death <= DEATHS; death++) {
                var died = place.serve("-Dhikyaku.failpoint=before-call@1:halt").await();
                assertThat(died.code()).as(died.told()).isEqualTo(KILLED);
            }
            place.shop().save(new Shop.Person(HIRED, "hired", 0, 0));
            var service = place.serve();
            awaitRecord(place, service, "Contact", HIRED);
            assertThat(records(place, "Account")).doesNotContainKey(Integer.toString(POISON));
            service.awaitText("HK2009  company is paused: " + DEATHS + " processes in a row died in its stage send");
            service.signal("TERM");
            assertThat(service.await().code()).isEqualTo(143);
            var resumed = place.startVerb("resume", "company").await();
            assertThat(resumed.code()).as(resumed.told()).isZero();
            var again = place.serve();
            awaitRecord(place, again, "Account", POISON);
            again.signal("TERM");
            again.await();
            place.runUntilDone();
            place.judge();
        }
    }

    private static Map<String, ?> records(Place place, String object) {
        return place.org().journal().records(object);
    }

    private static void awaitRecord(Place place, Child service, String object, int id) {
        var patience = Instant.now().plusSeconds(60);
        while (!records(place, object).containsKey(Integer.toString(id))) {
            assertThat(service.isAlive()).as(service.out()).isTrue();
            assertThat(Instant.now()).as(service.out()).isBefore(patience);
            Child.pause();
        }
    }
}
