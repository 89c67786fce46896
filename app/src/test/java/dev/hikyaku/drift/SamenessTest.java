package dev.hikyaku.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.salesforce.ObjectDescription.FieldDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamenessTest {
    @ParameterizedTest
    @CsvSource(nullValues = "null", textBlock = """
            currency     | 1234.50                  | 1234.5
            double       | 1.005                    | 1.01
            double       | 1E3                      | 1000.0
            int          | 7                        | 7
            datetime     | 2026-11-22T14:00:00+09:00 | 2026-11-22T05:00:00.000+0000
            datetime     | 2026-11-22T05:00:00.789Z | 2026-11-22T05:00:00.000+0000
            date         | 2026-11-22               | 2026-11-22
            boolean      | 1                        | true
            boolean      | null                     | false
            reference    | 001000000000001          | 001000000000001AAA
            email        | Sato@Example.JP          | sato@example.jp
            multipicklist | b;a                     | a;b
            string       | ' blanks '               | blanks
            textarea     | one                      | one
            string       | null                     | null
            """, delimiter = '|')
    void isTheSame(String type, @Nullable String wanted, @Nullable String found) {
        assertThat(Sameness.same(field(type), wanted, found)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null", textBlock = """
            currency  | 1234.50              | 1234.51
            double    | 0                    | null
            datetime  | 2026-11-22T05:00:00Z | 2026-11-22T05:00:01.000+0000
            boolean   | true                 | false
            string    | Sato                 | sato
            string    | null                 | x
            reference | 001000000000001AAA   | null
            int       | not a number         | 1
            """, delimiter = '|')
    void differs(String type, @Nullable String wanted, @Nullable String found) {
        assertThat(Sameness.same(field(type), wanted, found)).isFalse();
    }

    private static FieldDescription field(String type) {
        return new FieldDescription(
                "F__c", type, 40, 18, 0, 2, true, true, true, false, false, false, false, false, List.of(), false,
                List.of(), null, false, null);
    }
}
