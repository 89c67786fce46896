package dev.hikyaku.sync;

import dev.hikyaku.salesforce.Budget;
import dev.hikyaku.salesforce.Collections;
import java.util.function.Supplier;

/// Which way rows take: calls of 200 that are answered at once, or a bulk job.
///
/// Salesforce wants Bulk API above 2,000 records and REST below ("Bulk API 2.0 Developer Guide", Introduction). Where
/// the
/// org's API calls run low, a bulk job of some eight calls is the cheaper way for less than that.
///
/// @param bulkAbove rows of one sync above which a bulk job is made
/// @param budget what is left of the org's allowances
public record Lanes(int bulkAbove, Supplier<Budget> budget) {
    /// Calls that one bulk job costs: create, upload, close, some polls, three results.
    private static final int CALLS_OF_A_BULK_JOB = 8;

    /// Whether so many rows go by bulk job.
    public boolean isBulk(int rows) {
        var now = budget.get();
        if (rows > bulkAbove) {
            return !now.batchesExhausted() || now.exhausted();
        }
        var calls = Math.ceilDiv(rows, Collections.MOST);
        var left = now.callsLeft();
        return calls > CALLS_OF_A_BULK_JOB
                && left.isPresent()
                && left.getAsLong() < 100L * calls
                && !now.batchesExhausted();
    }
}
