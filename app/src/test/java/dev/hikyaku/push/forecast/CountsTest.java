package dev.hikyaku.push.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountsTest {
    @Test
    void countsEachTextWhateverTheirNumber() {
        var counts = new Counts(1_000_000);
        for (int i = 0; i < 20_000; i++) {
            assertThat(counts.add("text " + i)).isZero();
        }
        for (int i = 0; i < 20_000; i++) {
            assertThat(counts.add("text " + i)).isEqualTo(1);
        }
        assertThat(counts.of("text 7")).isEqualTo(2);
        assertThat(counts.of("other")).isZero();
        assertThat(counts.isFull()).isFalse();
    }

    @Test
    void saysWhenThereWereTooManyToRemember() {
        var counts = new Counts(2);
        counts.add("a");
        counts.add("b");
        assertThat(counts.isFull()).isFalse();
        assertThat(counts.add("c")).isZero();
        assertThat(counts.add("c")).isZero();
        assertThat(counts.add("a")).isEqualTo(1);
        assertThat(counts.isFull()).isTrue();
    }
}
