package dev.hikyaku.ledger.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void namesIdsThatStandSideBySideByTheirRanges() {
        assertThat(Ids.of(List.of(3L, 1L, 2L)).condition()).isEqualTo("(id BETWEEN :first0 AND :last0)");
        assertThat(Ids.of(List.of(7L, 1L, 2L, 9L, 8L, 7L)).condition())
                .isEqualTo("(id BETWEEN :first0 AND :last0 OR id BETWEEN :first1 AND :last1)");
    }

    @Test
    void listsIdsThatLieApart() {
        var apart = LongStream.range(0, 9).map(id -> 2 * id).boxed().toList();
        assertThat(Ids.of(apart.subList(0, 8)).condition()).contains("BETWEEN");
        assertThat(Ids.of(apart).condition()).isEqualTo("id IN (:ids)");
    }
}
