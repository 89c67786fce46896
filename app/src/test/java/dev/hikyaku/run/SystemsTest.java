package dev.hikyaku.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// How often the org is asked what it looks like and what it may still do.
class SystemsTest extends ShopRun {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T05:00:00Z"));
    private final InstantSource time = now::get;

    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }

    private Systems systems() {
        return new Systems(shop.project(), time.withZone(ZoneOffset.UTC));
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Test
    void aDescriptionIsBelievedForFiveMinutes() {
        try (var systems = systems()) {
            var first = systems.apply("Account");
            var calls = shop.org().apiCalls();
            pass(Duration.ofMinutes(4));
            assertThat(systems.apply("Account")).isSameAs(first);
            assertThat(shop.org().apiCalls()).isEqualTo(calls);
            pass(Duration.ofMinutes(1));
            assertThat(systems.apply("Account").fields()).isEqualTo(first.fields());
            assertThat(shop.org().apiCalls()).as("asked whether it still holds").isEqualTo(calls + 1);
            systems.apply("Account");
            assertThat(shop.org().apiCalls()).isEqualTo(calls + 1);
        }
    }

    @Test
    void theLimitsAreAskedForEveryFiveMinutesAndOnlyForBulkJobs() {
        shop.org().allowances().setBulkBatches(10_000);
        try (var systems = systems()) {
            systems.salesforce();
            var calls = shop.org().apiCalls();
            systems.budget();
            assertThat(shop.org().apiCalls()).isEqualTo(calls);
            assertThat(systems.budgetWithBatches().batchesLeft()).hasValue(8_000);
            systems.budgetWithBatches();
            assertThat(shop.org().apiCalls()).isEqualTo(calls + 1);
            shop.org().allowances().setBulkBatches(5_000);
            pass(Duration.ofMinutes(5));
            assertThat(systems.budgetWithBatches().batchesLeft()).hasValue(4_000);
        }
    }

    @Test
    void muchGoesByCallsWhenTheBatchesOfTheOrgAreUsedUp() {
        shop.org().allowances().setBulkBatches(0);
        shop.bulkAbove(5);
        shop.sql("INSERT INTO companies SELECT x, 'company', '1' FROM SYSTEM_RANGE(1, 12)");
        var report = shop.run();
        assertThat(report.problems()).isEmpty();
        assertThat(shop.records("Account")).hasSize(12);
        assertThat(shop.journal("job.created")).isEmpty();
    }
}
