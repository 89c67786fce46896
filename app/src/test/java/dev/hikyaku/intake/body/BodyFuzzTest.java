package dev.hikyaku.intake.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Whatever the bytes, the reader gives a change that is one, or a problem with words; it never throws.
class BodyFuzzTest {
    @TempDir
    private Path folder;

    private ChangeReader reader;

    @BeforeEach
    void readContacts() {
        reader = new ChangeReader(BodySyncs.contact(folder));
    }

    @Test
    void answersTheCorpus() {
        BodyCorpus.ALL.forEach(body -> assertAnswered(body.getBytes(StandardCharsets.UTF_8)));
        BodyCorpus.ALL.forEach(body -> assertAnswered(body.getBytes(StandardCharsets.UTF_16)));
    }

    @Test
    void answersWhatIsBrokenAtRandom() {
        var seeds = BodyCorpus.ALL.stream()
                .map(body -> body.getBytes(StandardCharsets.UTF_8))
                .filter(bytes -> bytes.length > 0)
                .toList();
        var random = new Random(20261122);
        for (int i = 0; i < 20_000; i++) {
            var body = seeds.get(random.nextInt(seeds.size())).clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            assertAnswered(body);
        }
    }

    private void assertAnswered(byte[] body) {
        for (var reading : reader.readAll(body, Given.NOTHING)) {
            switch (reading) {
                case Reading.Right(var change) -> {
                    assertThat(change.key()).isNotBlank().hasSizeLessThan(512);
                    if (change.payload() != null) {
                        assertThat(JsonMapper.shared()
                                        .readTree(change.payload())
                                        .isObject())
                                .isTrue();
                    }
                }
                case Reading.Wrong(var problems) ->
                    assertThat(problems).isNotEmpty().allSatisfy(problem -> {
                        assertThat(problem.code()).matches("HK\\d{4}");
                        assertThat(problem.message(Locale.ENGLISH)).isNotBlank();
                        assertThat(problem.fix(Locale.JAPANESE)).isNotBlank();
                    });
            }
        }
    }
}
