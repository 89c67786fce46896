package dev.hikyaku.manifest.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.manifest.Expression;
import dev.hikyaku.manifest.ExpressionFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExpressionParserTest {

    private static final List<String> TEXTS = List.of("", "'", "a'b", " ", "佐藤", "𠮷", "\"", "),(", "\n", "''");
    private static final List<String> COLUMNS = List.of("id", "_x", "Last_Name", "a$1", "concat", "upper");

    @Test
    void readsBackWhatItWrites() {
        for (int seed = 0; seed < 2_000; seed++) {
            var expression = any(new Random(seed), 4);
            var parsed = ExpressionParser.parse(expression.written());
            assertThat(parsed.findings())
                    .as("seed %d: %s", seed, expression.written())
                    .isEmpty();
            assertThat(parsed.expression()).as("seed %d", seed).isEqualTo(expression);
        }
    }

    @Test
    void doesNotMindBlanksOrCapitals() {
        assertThat(ExpressionParser.parse("  CONCAT ( pref ,' ', Lower(city) )\n")
                        .expression())
                .isEqualTo(
                        ExpressionParser.parse("concat(pref, ' ', lower(city))").expression());
    }

    @Test
    void readsNumbersAsTexts() {
        assertThat(ExpressionParser.parse("007").expression()).isEqualTo(new Expression.Literal("007"));
    }

    /// A text with one character gone, doubled or changed is either read or has a finding inside the text; it never
    /// fails
    /// in another way.
    @Test
    void answersOnEveryDamagedText() {
        for (int seed = 0; seed < 5_000; seed++) {
            var random = new Random(seed);
            var damaged = damage(any(random, 3).written(), random);
            var parsed = ExpressionParser.parse(damaged);
            assertThat(parsed.expression() == null)
                    .as("seed %d: %s", seed, damaged)
                    .isEqualTo(!parsed.findings().isEmpty());
            var length = damaged.codePointCount(0, damaged.length());
            assertThat(parsed.findings()).allMatch(finding -> finding.offset() >= 0 && finding.offset() <= length);
        }
    }

    private static String damage(String text, Random random) {
        var at = random.nextInt(text.length() + 1);
        var other = "(),'x9 %".charAt(random.nextInt(8));
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + other + text.substring(at);
            default -> text.substring(0, at) + other + text.substring(Math.min(at + 1, text.length()));
        };
    }

    private static Expression any(Random random, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return random.nextBoolean()
                    ? new Expression.Column(COLUMNS.get(random.nextInt(COLUMNS.size())))
                    : new Expression.Literal(TEXTS.get(random.nextInt(TEXTS.size())));
        }
        var functions = ExpressionFunction.values();
        var function = functions[random.nextInt(functions.length)];
        var arguments = new ArrayList<Expression>();
        var first = any(random, depth - 1);
        arguments.add(first);
        switch (function) {
            case UPPER, LOWER, TRIM -> {}
            case CONCAT, COALESCE -> {
                for (int more = random.nextInt(3); more > 0; more--) {
                    arguments.add(any(random, depth - 1));
                }
            }
            case SUBSTRING -> {
                arguments.add(new Expression.Literal(String.valueOf(1 + random.nextInt(999))));
                arguments.add(new Expression.Literal(String.valueOf(random.nextInt(999))));
            }
            case REPLACE -> {
                arguments.add(any(random, depth - 1));
                arguments.add(any(random, depth - 1));
            }
        }
        return new Expression.Call(function, arguments);
    }
}
