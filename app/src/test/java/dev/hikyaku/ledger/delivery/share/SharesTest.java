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

    private static final Shares.Quota KEPT = new Shares.Quota(100, 0.2);

    private static Shares.Claim usual(double wanted) {
        return new Shares.Claim(wanted, false);
    }

    private static Shares.Claim urgent(double wanted) {
        return new Shares.Claim(wanted, true);
    }

    @Test
    void whatIsKeptFreeIsForUrgentOnesAlone() {
        assertThat(Shares.of(KEPT, usual(300), List.of())).isEqualTo(80);
        assertThat(Shares.of(KEPT, urgent(300), List.of())).isEqualTo(100);
        assertThat(Shares.of(KEPT, usual(300), List.of(urgent(15)))).isEqualTo(80);
        assertThat(Shares.of(KEPT, urgent(15), List.of(usual(300)))).isEqualTo(15);
    }

    @Test
    void urgentOnesComeFirst() {
        assertThat(Shares.of(KEPT, usual(300), List.of(urgent(60), usual(300)))).isEqualTo(20);
        assertThat(Shares.of(KEPT, urgent(60), List.of(usual(300), usual(300)))).isEqualTo(60);
        assertThat(Shares.of(KEPT, urgent(300), List.of(urgent(300)))).isEqualTo(50);
    }

    @Test
    void usualOnesNeverStandStill() {
        assertThat(Shares.of(KEPT, usual(300), List.of(urgent(300)))).isEqualTo(5);
        assertThat(Shares.of(KEPT, urgent(300), List.of(usual(300)))).isEqualTo(95);
        assertThat(Shares.of(new Shares.Quota(100, 1), usual(300), List.of())).isEqualTo(5);
    }

    @Test
    void nobodyTogetherTakesMoreThanThereIsWhoeverIsUrgent() {
        var all = List.of(usual(5), urgent(30), usual(45), urgent(40), urgent(70), usual(500));
        for (int few = 1; few <= all.size(); few++) {
            var sum = 0.0;
            for (int own = 0; own < few; own++) {
                var others = new ArrayList<>(all.subList(0, few));
                sum += Shares.of(KEPT, others.remove(own), others);
            }
            assertThat(sum).isLessThan(100.001);
        }
    }
}
