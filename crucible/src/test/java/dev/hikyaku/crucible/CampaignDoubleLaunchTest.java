package dev.hikyaku.crucible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.crucible.world.Child;
import dev.hikyaku.crucible.world.Database;
import dev.hikyaku.crucible.world.FakeProvider;
import dev.hikyaku.crucible.world.Provider;
import dev.hikyaku.crucible.world.Town;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Eight schedulers that fire the same campaign at the same instant: one runs, seven leave.
class CampaignDoubleLaunchTest {
    private static final int PROCESSES = 8;
    private static final String KEY = "2026-11-22T00:00:00Z";

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("dev.hikyaku.crucible.world.Database#chosen")
    void oneRunsAndSevenLeave(Database database) {
        try (var fcm = FakeProvider.start(Provider.FCM, folder.resolve("fcm"));
                var town = new Town(folder.resolve("town"), database, fcm, false)) {
            town.fill(2, 36, 2);
            // The winner is told to come again later until the last loser is gone.
            fcm.fault("{\"kind\":\"quota\",\"amount\":1}");
            var all =
                    IntStream.range(0, PROCESSES).mapToObj(_ -> town.start(KEY)).toList();
            awaitOne(all);
            fcm.heal();
            var ended = town.heard(all);
            assertThat(ended).extracting(Child.Ended::code).containsExactlyInAnyOrder(0, 11, 11, 11, 11, 11, 11, 11);
            var evidence = town.judge(KEY, 0);
            assertThat(evidence.count("accepted")).isEqualTo(40);
            assertThat(evidence.copies()).isEqualTo(40);
            var late = town.run(KEY + " again");
            assertThat(late.code()).as(late.told()).isZero();
            assertThat(town.ledger(KEY + " again").alreadySent()).isEqualTo(40);
            assertThat(town.judge(KEY, 0).copies()).isEqualTo(40);
        }
    }

    private static void awaitOne(List<Child> all) {
        var patience = Instant.now().plusSeconds(180);
        while (all.stream().filter(Child::isAlive).count() > 1 && Instant.now().isBefore(patience)) {
            Child.pause();
        }
    }
}
