package dev.hikyaku.crucible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.crucible.promises.push.Evidence;
import dev.hikyaku.crucible.world.Child;
import dev.hikyaku.crucible.world.Database;
import dev.hikyaku.crucible.world.FakeProvider;
import dev.hikyaku.crucible.world.Provider;
import dev.hikyaku.crucible.world.Town;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Kills a campaign's run at every place on the way to the phones, then simply runs it again.
@Execution(ExecutionMode.CONCURRENT)
class CampaignKillTest {
    private static final int KILLED = 137;
    private static final boolean FULL = Boolean.getBoolean("crucible.full");

    /// Which visit is somewhere in the middle, with the first hundred or behind them; the first one elsewhere.
    private static final Map<String, Integer> MIDDLE = Map.of("before-intent", 2, "after-intent", 2, "mid-send", 120);

    private static final Map<Provider, FakeProvider> PROVIDERS = new EnumMap<>(Provider.class);

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    /// One place and one world.
    record Cell(String failpoint, Provider provider, Database database, boolean repeats) {
        @Override
        public String toString() {
            return failpoint + ", " + provider + ", " + database + ", " + (repeats ? "at-least-once" : "at-most-once");
        }
    }

    @BeforeAll
    static void startProviders() {
        for (var provider : Provider.values()) {
            PROVIDERS.put(provider, FakeProvider.start(provider, shared.resolve(provider.name())));
        }
    }

    @AfterAll
    static void closeProviders() {
        PROVIDERS.values().forEach(FakeProvider::close);
    }

    /// All of them in full; else each place with FCM from H2 and with SNS from MariaDB, one of the two repeating.
    static Stream<Cell> cells() throws IOException {
        var cells = new ArrayList<Cell>();
        var first = false;
        for (var failpoint : Town.failpoints(Files.createTempDirectory("crucible-"))) {
            first = !first;
            for (var provider : Provider.values()) {
                for (var database : Database.chosen().toList()) {
                    for (var repeats : List.of(false, true)) {
                        var half = (provider == Provider.FCM) == (database == Database.H2);
                        if (FULL || half && repeats == (first == (provider == Provider.FCM))) {
                            cells.add(new Cell(failpoint, provider, database, repeats));
                        }
                    }
                }
            }
        }
        return cells.stream();
    }

    private Town town(Cell cell) {
        var town = new Town(folder, cell.database(), PROVIDERS.get(cell.provider()), cell.repeats());
        // an audience is taken in by 5,000; only more of them have a middle
        town.fill(5, 140, cell.failpoint().equals("mid-audience") ? 5_100 : 15);
        return town;
    }

    private static void assertKilled(Child.Ended ended, String failpoint) {
        assertThat(ended.code()).as(ended.told()).isEqualTo(KILLED);
        assertThat(ended.err()).contains("failpoint " + failpoint + ":");
    }

    private static void assertDone(Child.Ended ended) {
        assertThat(ended.code()).as(ended.told()).isZero();
    }

    private static String option(String failpoint, int visit, String act) {
        return "-Dhikyaku.failpoint=" + failpoint + "@" + visit + ":" + act;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void goesOnAfterAKill(Cell cell) {
        var began = Instant.now();
        try (var town = town(cell)) {
            var visit = MIDDLE.getOrDefault(cell.failpoint(), 1);
            assertKilled(town.run("one", option(cell.failpoint(), visit, "halt")), cell.failpoint());
            assertDone(town.run("one"));
            var evidence = town.judge("one", 1);
            assertItWasInTheMiddle(cell, evidence);
            print(cell, evidence, began);
        }
    }

    /// A kill that left no trace would show nothing.
    private static void assertItWasInTheMiddle(Cell cell, Evidence evidence) {
        var afterIntent = List.of("after-intent", "mid-send", "before-outcome").contains(cell.failpoint());
        if (afterIntent && !cell.repeats()) {
            assertThat(evidence.count("unknown")).isPositive();
        }
        if (cell.failpoint().equals("before-outcome") && cell.repeats()) {
            assertThat(evidence.copies()).isGreaterThan(evidence.reached());
        }
    }

    private static void print(Cell cell, Evidence evidence, Instant began) {
        System.out.println("crucible: " + cell + ": owed " + evidence.owed() + ", accepted "
                + evidence.count("accepted") + ", unknown " + evidence.count("unknown") + ", suppressed "
                + evidence.count("suppressed") + "; phones reached " + evidence.reached() + ", copies "
                + evidence.copies() + ", seen twice 0; "
                + Duration.between(began, Instant.now()).toMillis() + " ms");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    @EnabledIfSystemProperty(named = "crucible.full", matches = "true")
    void goesOnThoughKilledALittleLaterEachTime(Cell cell) {
        try (var town = town(cell)) {
            var kills = 0;
            Child.Ended ended;
            do {
                ended = town.run("one", option(cell.failpoint(), kills + 1, "halt"));
                kills += ended.code() == KILLED ? 1 : 0;
            } while (ended.code() == KILLED && kills < 6);
            assertThat(kills).isPositive();
            if (ended.code() == KILLED) {
                assertDone(town.run("one"));
            }
            town.judge("one", kills);
        }
    }

    static Stream<Cell> outside() {
        return Stream.of(
                new Cell("mid-send", Provider.FCM, Database.MARIADB, false),
                new Cell("mid-send", Provider.SNS, Database.H2, true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outside")
    void goesOnAfterAKillFromOutside(Cell cell) {
        try (var town = town(cell)) {
            var child = town.start("one", option(cell.failpoint(), 40, "hang"))
                    .awaitText("failpoint " + cell.failpoint() + ": hang");
            town.awaitFirst();
            assertKilled(town.heard(List.of(child.kill())).getFirst(), cell.failpoint());
            assertDone(town.run("one"));
            print(cell, town.judge("one", 1), Instant.now());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outside")
    void leavesNothingUnknownWhenItIsAskedToEnd(Cell cell) {
        try (var town = town(cell)) {
            var child = town.start("one");
            town.awaitFirst();
            child.signal("TERM");
            var ended = town.heard(List.of(child)).getFirst();
            assertThat(ended.code()).as(ended.told()).isIn(0, 143);
            if (ended.code() != 0) {
                assertDone(town.run("one"));
            }
            var evidence = town.judge("one", 0);
            System.out.println(
                    "crucible: asked to end, exit " + ended.code() + ", unknown " + evidence.count("unknown"));
        }
    }
}
