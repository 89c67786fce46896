package dev.hikyaku.crucible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.crucible.world.Garage;
import dev.hikyaku.crucible.world.Garage.Line;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scenario of `examples/kinto-push`, whole: real processes, a real MariaDB, SNS on a bad day.
class KintoExampleTest {
    private static final int USERS = 400;

    @TempDir
    Path folder;

    @Test
    void accountsForEveryRecipientAndShowsNobodyTheSameTwice() {
        try (var garage = new Garage(folder)) {
            garage.moveIn(USERS);
            garage.carsDue("id > 392 OR id <= 20", 10);
            var earlier = garage.run("october");
            assertThat(earlier.code()).as(earlier.told()).isZero();
            garage.badDay();
            garage.carsDue("id > 0", 20);

            var november = garage.run("2026-11-22T00:00:00Z");

            assertThat(november.code()).as(november.told()).isEqualTo(10);
            assertThat(november.out()).contains("unaccounted 0");
            var table = garage.table("2026-11-22T00:00:00Z");
            table.forEach(line -> System.out.println("crucible: kinto-push: " + line));
            assertThat(table)
                    .containsExactlyInAnyOrder(
                            new Line("well", "accepted", "", 366, 366, 0),
                            new Line("taken", "accepted", "", 20, 20, 0),
                            new Line("throttled", "accepted", "", 4, 4, 0),
                            new Line("disabled", "rejected", "EndpointDisabled", 8, 0, 0),
                            new Line("late", "unknown", "NoAnswer", 2, 2, 0));

            var copies = garage.copies();
            var again = garage.run("again");

            assertThat(again.code()).as(again.told()).isZero();
            assertThat(garage.ledger("again").alreadySent()).isEqualTo(USERS);
            assertThat(garage.ledger("again").deliveries()).isEmpty();
            assertThat(garage.copies()).isEqualTo(copies);
        }
    }
}
