package dev.hikyaku.histories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Books.Balance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Coalescing and order: whatever comes between, the org ends as if every change had been applied one after another.
///
/// A history is what befalls one key. `-Dhikyaku.histories=10000` goes through that many, `-Dhikyaku.seed=42` begins
/// with that seed.
class HistoriesTest {
    private static final int KEYS = 500;
    private static final int ROUNDS = 6;
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path folder;

    static LongStream seeds() {
        var worlds = Math.ceilDiv(Integer.getInteger("hikyaku.histories", 2 * KEYS), KEYS);
        return LongStream.range(0, worlds).map(world -> Long.getLong("hikyaku.seed", 20_261_122L) + world);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void endAsIfEveryChangeHadBeenAppliedInTurn(long seed) throws IOException {
        var dice = new Random(seed);
        var application = new Application(dice, KEYS, seed % 2 == 0);
        try (var world = new World(folder.resolve("world-" + seed), dice)) {
            for (int round = 0; round < ROUNDS; round++) {
                try (var ledger = world.ledger()) {
                    application.act(ledger);
                }
                world.runInTrouble();
            }
            var report = world.settleAll();
            assertThat(report.problems()).as("seed %s", seed).isEmpty();
            assertThat(world.records())
                    .as("seed %s", seed)
                    .isEqualTo(application.model().records());
            try (var ledger = world.ledger()) {
                assertThat(ledger.books().of("person"))
                        .as("seed %s", seed)
                        .satisfies(books -> assertThat(books.unaccounted()).isZero())
                        .extracting(Balance::waiting, Balance::rejected)
                        .containsExactly(0L, 0L);
            }
            versionsNeverFall(seed, world.journal());
        }
        System.out.println("histories: " + KEYS + " of seed " + seed);
    }

    /// What the org was told of one record, in its own order.
    private static void versionsNeverFall(long seed, Path journal) throws IOException {
        var newest = new HashMap<String, Long>();
        try (var lines = Files.lines(journal)) {
            lines.map(JSON::readTree).filter(HistoriesTest::isSaved).forEach(line -> {
                var key = line.path("externalId").asString("");
                var version = line.path("values").path("Version__c").asString("0");
                assertThat(Long.parseLong(version))
                        .as("seed %s, key %s: %s", seed, key, line)
                        .isGreaterThanOrEqualTo(newest.getOrDefault(key, 0L));
                newest.put(key, Long.parseLong(version));
            });
        }
        assertThat(newest).hasSizeGreaterThan(KEYS / 2);
    }

    private static boolean isSaved(JsonNode line) {
        var kind = line.path("kind").asString("");
        return kind.equals("record.created") || kind.equals("record.updated");
    }
}
