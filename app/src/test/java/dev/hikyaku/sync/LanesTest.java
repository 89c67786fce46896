package dev.hikyaku.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.salesforce.Budget;
import dev.hikyaku.salesforce.Limits;
import dev.hikyaku.salesforce.Limits.Allowance;
import dev.hikyaku.salesforce.Limits.ApiUsage;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Which way rows take.
class LanesTest {
    private final Budget budget = new Budget(20, Clock.systemUTC());
    private final Lanes lanes = new Lanes(2_000, () -> budget, () -> budget);

    @Test
    void muchGoesByBulkJobAndLittleByCalls() {
        assertThat(lanes.isBulk(2_000)).isFalse();
        assertThat(lanes.isBulk(2_001)).isTrue();
    }

    @Test
    void lessGoesByBulkJobWhenCallsRunLow() {
        budget.told(new ApiUsage(79_000, 100_000));
        assertThat(lanes.isBulk(2_000))
                .as("ten calls of the thousand that are left")
                .isFalse();
        budget.told(new ApiUsage(79_001, 100_000));
        assertThat(lanes.isBulk(2_000)).isTrue();
        assertThat(lanes.isBulk(1_600))
                .as("eight calls, as many as a bulk job takes")
                .isFalse();
    }

    @Test
    void muchGoesByCallsWhenTheBatchesAreUsedUp() {
        batches(3_000);
        assertThat(lanes.isBulk(2_001)).isFalse();
        budget.told(new ApiUsage(79_001, 100_000));
        assertThat(lanes.isBulk(2_000)).isFalse();
        budget.told(new ApiUsage(90_000, 100_000));
        assertThat(lanes.isBulk(2_001))
                .as("nothing is left of either; a bulk job says so")
                .isTrue();
    }

    @Test
    void ourOwnBatchesCountUntilSalesforceTellsThem() {
        batches(3_002);
        lanes.gathered(15_000);
        assertThat(lanes.isBulk(2_001)).isFalse();
    }

    @Test
    void asksWhatIsLeftOfTheBatchesOnlyWhenABulkJobIsConsidered() {
        var asking = new Lanes(2_000, () -> budget, () -> {
            throw new IllegalStateException("asked");
        });
        assertThat(asking.isBulk(100)).isFalse();
        assertThat(asking.isBulk(2_000)).isFalse();
    }

    private void batches(long left) {
        budget.told(new Limits(Map.of("DailyBulkApiBatches", new Allowance(15_000, left))));
    }
}
