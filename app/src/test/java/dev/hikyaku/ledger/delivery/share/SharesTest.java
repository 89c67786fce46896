package dev.hikyaku.ledger.delivery.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharesTest {
    @Test
    void oneAloneGetsWhatItWants() {
        assertThat(Shares.of(100, 80, List.of())).isEqualTo(80);
        assertThat(Shares.of(100, 300, List.of())).isEqualTo(100);
    }

    @Test
    void allGetTheSameWhereThereIsNotEnough() {
        assertThat(Shares.of(100, 100, List.of(100.0))).isEqualTo(50);
        assertThat(Shares.of(100, 200, List.of(100.0, 100.0, 100.0))).isEqualTo(25);
    }

    @Test
    void whatOneDoesNotWantGoesToTheOthers() {
        assertThat(Shares.of(100, 100, List.of(10.0))).isEqualTo(90);
        assertThat(Shares.of(100, 100, List.of(100.0, 10.0))).isEqualTo(45);
        assertThat(Shares.of(100, 10, List.of(100.0, 100.0))).isEqualTo(10);
        assertThat(Shares.of(100, 40, List.of(100.0, 10.0))).isEqualTo(40);
    }

    @Test
    void togetherTheyNeverTakeMoreThanThereIs() {
        var wanted = List.of(5.0, 30.0, 45.0, 70.0, 500.0);
        var sum = 0.0;
        for (int own = 0; own < wanted.size(); own++) {
            var others = new ArrayList<>(wanted);
            others.remove(own);
            sum += Shares.of(120, wanted.get(own), others);
        }
        assertThat(sum).isBetween(119.999, 120.001);
    }
}
