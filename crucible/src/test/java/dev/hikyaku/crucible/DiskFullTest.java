package dev.hikyaku.crucible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.crucible.world.Database;
import dev.hikyaku.crucible.world.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Files that can't grow: the disk is full, for the CSV files on the way to Salesforce or for the embedded ledger
/// itself. A limit of the process stands for the disk: a write beyond it fails, all that is written stays.
class DiskFullTest {
    private static final int COMPANIES = 6_000;
    private static final int UNREACHABLE = 4;

    @TempDir
    Path folder;

    @Test
    void losesNothingWhenTheFilesOnTheWayHaveNoRoom() {
        try (var place = new Place(folder, Database.MARIADB)) {
            place.shop().fill(COMPANIES, 10);
            var full = place.startOnAFullDisk(64).await();
            assertThat(full.code()).as(full.told()).isNotIn(0, 10);
            assertThat(full.told()).contains("HK").doesNotContain("\tat ");
            assertThat(place.ledger().leases()).isZero();
            place.shop().live();
            place.runUntilDone();
            place.judge();
        }
    }

    @Test
    void losesNothingWhenTheEmbeddedLedgerHasNoRoom() {
        try (var place = new Place(folder, Database.H2)) {
            place.shop().fill(COMPANIES, 10);
            assertThat(place.run().code()).isZero();
            place.shop().live();
            place.shop().fill(COMPANIES, 20);
            var codes = new ArrayList<Integer>();
            for (var more = 16; more <= 1_024; more *= 4) {
                var full =
                        place.startOnAFullDisk(place.ledgerKibibytes() + more).await();
                codes.add(full.code());
                System.out.println("crucible: " + more + " KiB left: exit " + full.code());
                assertThat(full.told()).as("a message for people").doesNotContain("\tat ");
            }
            assertThat(codes).as("at least one had no room").anyMatch(code -> code != 0 && code != 10);
            place.runUntilDone();
            place.judge();
        }
    }

    /// Whoever is in the middle of something when the ledger closes under it may wait for it for ever.
    @Test
    @EnabledOnOs(OS.LINUX)
    void endsAProcessThatStandsStillWhenTheEmbeddedLedgerHasNoRoomAnyMore() {
        try (var place = new Place(folder, Database.H2)) {
            place.tell("HIKYAKU_LEASE_TIME", "4s");
            place.shop().fill(10, 10);
            var hanging =
                    place.start("-Dhikyaku.failpoint=while-polling@1:hang").awaitText("while-polling: hang");
            hanging.limitFiles(16);
            var ended = place.heard(hanging);
            assertThat(ended.code()).as(ended.told()).isEqualTo(UNREACHABLE);
            assertThat(ended.err()).contains("the embedded ledger closed").doesNotContain("\tat ");
            place.runUntilDone();
            place.judge();
        }
    }
}
