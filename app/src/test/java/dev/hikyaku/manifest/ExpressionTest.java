package dev.hikyaku.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpressionTest {

    @Test
    void joinsWhatIsNotNull() {
        assertThat(of(ExpressionFunction.CONCAT, "a", null, "b")).isEqualTo("ab");
        assertThat(of(ExpressionFunction.CONCAT, (String) null)).isEmpty();
    }

    @Test
    void takesTheFirstThatIsNotNull() {
        assertThat(of(ExpressionFunction.COALESCE, null, "", "b")).isEmpty();
        assertThat(of(ExpressionFunction.COALESCE, null, null)).isNull();
    }

    @Test
    void changesLettersTheSameOnEveryMachine() {
        assertThat(of(ExpressionFunction.UPPER, "iß")).isEqualTo("ISS");
        assertThat(of(ExpressionFunction.LOWER, "I")).isEqualTo("i");
        assertThat(of(ExpressionFunction.UPPER, (String) null)).isNull();
    }

    @Test
    void trimsTheWideBlankToo() {
        assertThat(of(ExpressionFunction.TRIM, "　佐藤 ")).isEqualTo("佐藤");
    }

    @Test
    void takesPartsByCharactersNotSurrogates() {
        assertThat(of(ExpressionFunction.SUBSTRING, "𠮷野家", "1", "2")).isEqualTo("𠮷野");
        assertThat(of(ExpressionFunction.SUBSTRING, "abc", "3", "9")).isEqualTo("c");
        assertThat(of(ExpressionFunction.SUBSTRING, "abc", "4", "1")).isEmpty();
        assertThat(of(ExpressionFunction.SUBSTRING, null, "1", "1")).isNull();
    }

    @Test
    void replacesEverywhere() {
        assertThat(of(ExpressionFunction.REPLACE, "1,000,000", ",", "")).isEqualTo("1000000");
        assertThat(of(ExpressionFunction.REPLACE, "abc", "", "x")).isEqualTo("abc");
        assertThat(of(ExpressionFunction.REPLACE, "abc", "b", null)).isEqualTo("ac");
        assertThat(of(ExpressionFunction.REPLACE, null, "b", "c")).isNull();
    }

    @Test
    void readsColumnsOfTheRow() {
        var call = new Expression.Call(
                ExpressionFunction.CONCAT, List.of(new Expression.Column("pref"), new Expression.Literal("-")));

        assertThat(call.evaluate(Map.of("pref", "東京"))).isEqualTo("東京-");
        assertThat(call.columns()).containsExactly("pref");
        assertThat(call.written()).isEqualTo("concat(pref, '-')");
    }

    private static @Nullable String of(ExpressionFunction function, @Nullable String... values) {
        var row = new HashMap<String, @Nullable String>();
        for (int i = 0; i < values.length; i++) {
            row.put("c" + i, values[i]);
        }
        var columns = row.keySet().stream()
                .sorted()
                .<Expression>map(Expression.Column::new)
                .toList();
        return new Expression.Call(function, columns).evaluate(row);
    }
}
