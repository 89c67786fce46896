package dev.hikyaku.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.salesforce.Limits.Allowance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private final Hand clock = new Hand();
    private final Budget budget = new Budget(Budget.DEFAULT_RESERVE, clock);

    @Test
    void holdsNobodyBackBeforeAnythingIsKnown() {
        assertThat(budget.callsLeft()).isEmpty();
        assertThat(budget.batchesLeft()).isEmpty();
        assertThat(budget.exhausted()).isFalse();
        assertThat(budget.batchesExhausted()).isFalse();
        assertThat(budget.pace()).isZero();
        assertThat(budget.wantsLimits()).isTrue();
    }

    @Test
    void keepsAShareForOthers() {
        budget.told(new Limits.ApiUsage(10_000, 100_000));
        assertThat(budget.callsLeft()).hasValue(70_000);
        budget.told(new Limits.ApiUsage(79_999, 100_000));
        assertThat(budget.callsLeft()).hasValue(1);
        assertThat(budget.exhausted()).isFalse();
        budget.told(new Limits.ApiUsage(80_000, 100_000));
        assertThat(budget.callsLeft()).hasValue(0);
        assertThat(budget.exhausted()).isTrue();
    }

    @Test
    void roundsTheShareOfOthersUp() {
        budget.told(new Limits.ApiUsage(0, 3));
        assertThat(budget.callsLeft()).hasValue(2);
    }

    @Test
    void spreadsWhatIsLeftOverADay() {
        budget.told(new Limits.ApiUsage(0, 108_000));
        assertThat(budget.pace()).isEqualTo(Duration.ofSeconds(1));
        budget.told(new Limits.ApiUsage(77_760, 108_000));
        assertThat(budget.pace()).isEqualTo(Duration.ofSeconds(10));
        budget.told(new Limits.ApiUsage(86_399, 108_000));
        assertThat(budget.pace()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void asksAgainFiveMinutesAfterItWasExhausted() {
        budget.told(new Limits.ApiUsage(5_000, 5_000));
        clock.moves(Duration.ofMinutes(4));
        assertThat(budget.exhausted()).isTrue();
        assertThat(budget.pace()).isEqualTo(Duration.ofMinutes(1));
        clock.moves(Duration.ofMinutes(1));
        assertThat(budget.exhausted()).isFalse();
        budget.told(new Limits.ApiUsage(5_000, 5_000));
        assertThat(budget.exhausted()).isTrue();
    }

    @Test
    void believesARefusalMoreThanTheNumbers() {
        budget.told(new Limits.ApiUsage(10, 5_000));
        budget.told(refusal("REQUEST_LIMIT_EXCEEDED"));
        assertThat(budget.exhausted()).isTrue();
        budget.told(new Limits.ApiUsage(10, 5_000));
        assertThat(budget.exhausted()).isFalse();
    }

    @Test
    void waitsAfterARefusalEvenIfNothingElseIsKnown() {
        budget.told(refusal("REQUEST_LIMIT_EXCEEDED"));
        assertThat(budget.exhausted()).isTrue();
        assertThat(budget.pace()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void stopsBulkJobsOnlyWhenTheirQuotaIsUsedUp() {
        budget.told(refusal("EXCEEDEDQUOTA"));
        assertThat(budget.batchesExhausted()).isTrue();
        assertThat(budget.exhausted()).isFalse();
        clock.moves(Duration.ofMinutes(5));
        assertThat(budget.batchesExhausted()).isFalse();
    }

    @Test
    void countsAllowancesOfAnySize() {
        budget.told(new Limits.ApiUsage(0, 999_999_999_999_999_999L));
        assertThat(budget.callsLeft()).hasValue(799_999_999_999_999_999L);
        assertThat(budget.pace()).isZero();
    }

    @Test
    void countsOurOwnBatchesUntilSalesforceTellsThem() {
        budget.told(new Limits(Map.of("DailyBulkApiBatches", new Allowance(15_000, 3_002))));
        assertThat(budget.batchesLeft()).hasValue(2);
        assertThat(budget.callsLeft()).isEmpty();
        budget.used(2);
        assertThat(budget.batchesExhausted()).isTrue();
        budget.told(new Limits(Map.of("DailyBulkApiBatches", new Allowance(15_000, 3_001))));
        assertThat(budget.batchesLeft()).hasValue(1);
        assertThat(budget.batchesExhausted()).isFalse();
    }

    @Test
    void wantsTheLimitsEveryFiveMinutes() {
        budget.told(new Limits(Map.of("DailyApiRequests", new Allowance(5_000, 5_000))));
        assertThat(budget.callsLeft()).hasValue(4_000);
        assertThat(budget.wantsLimits()).isFalse();
        clock.moves(Duration.ofMinutes(5));
        assertThat(budget.wantsLimits()).isTrue();
    }

    @Test
    void toleratesAnOvershoot() {
        budget.told(new Limits.ApiUsage(5_010, 5_000));
        assertThat(budget.callsLeft()).hasValue(0);
        assertThat(budget.exhausted()).isTrue();
    }

    @Test
    void keepsNotEverything() {
        assertThatThrownBy(() -> new Budget(100, clock)).hasMessage("reserve: found 100, wanted 0 to 99 per cent");
    }

    private static SalesforceException.LimitExceeded refusal(String code) {
        return new SalesforceException.LimitExceeded(
                "GET /limits", new SalesforceException.Told(403, code, "limit", List.of()));
    }

    /// A clock that a test moves.
    private static final class Hand extends Clock {

        private Instant now = Instant.parse("2026-11-22T00:00:00Z");

        void moves(Duration on) {
            now = now.plus(on);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
