package dev.hikyaku.intake.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.intake.body.ChangeReader.Given;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Whatever the bytes, the reader gives a change that is one, or a problem with words; it never throws.
class BodyFuzzTest {
    /// What once was, or might be, trouble.
    private static final List<String> CORPUS = List.of(
            "",
            " ",
            "\uFEFF{\"key\":\"1\",\"op\":\"delete\"}",
            "{",
            "}",
            "[",
            "[]",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "{\"a\":{\"a\":{\"a\":{\"a\":1}}}}",
            "null",
            "NaN",
            "-",
            "1e",
            "{\"key\":1e5,\"op\":\"delete\"}",
            "{\"key\":-0,\"op\":\"delete\"}",
            "{\"key\":99999999999999999999999999999999999999,\"op\":\"delete\"}",
            "{\"key\":\"\\ud800\",\"op\":\"delete\"}",
            "{\"key\":\"\\udc00\\ud800\",\"op\":\"delete\"}",
            "{\"key\":\"\\u0000\",\"op\":\"delete\"}",
            "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"score\":1e-999999999}}",
            "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"score\":-1.0e+59}}",
            "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"name\":\"#N/A\",\"born\":\"+999999999-01-01\"}}",
            "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"born\":\"2026-02-30T99:99\"}}",
            "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"~0/1\":1,\"\":2}}",
            "{\"key\":\"{0} '%s\",\"op\":\"{1}\"}",
            "{\"key\":\"1\",\"op\":\"delete\",\"at\":\"-999999999-01-01T00:00:00Z\"}",
            "{\"key\":\"1\",\"op\":\"delete\",\"at\":\"2026-11-22T10:02:11+18:01\"}",
            "{\"__proto__\":{},\"constructor\":1,\"key\":\"1\",\"op\":\"delete\"}",
            "{\"key\":\"1\",\"op\":\"delete\"}\u0000",
            "// {\"key\":\"1\"}",
            "{'key':'1'}",
            "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"name\":\"a\",}}");

    @TempDir
    private Path folder;

    private ChangeReader reader;

    @BeforeEach
    void readContacts() {
        reader = new ChangeReader(BodySyncs.contact(folder));
    }

    @Test
    void answersTheCorpus() {
        CORPUS.forEach(body -> assertAnswered(body.getBytes(StandardCharsets.UTF_8)));
        CORPUS.forEach(body -> assertAnswered(body.getBytes(StandardCharsets.UTF_16)));
    }

    @Test
    void answersWhatIsBrokenAtRandom() {
        var seeds = CORPUS.stream()
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
