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
/// @param budget what is left of the org's API calls, as its last answer told
/// @param batches the same, with what `/limits` tells of bulk batches; may ask the org
public record Lanes(int bulkAbove, Supplier<Budget> budget, Supplier<Budget> batches) {
    /// Calls that one bulk job costs: create, upload, close, some polls, three results.
    private static final int CALLS_OF_A_BULK_JOB = 8;

    /// Rows of one internal batch ("Salesforce Developer Limits and Allowances", Bulk API 2.0 Limits).
    private static final long ROWS_OF_A_BATCH = 10_000;

    /// Whether so many rows go by bulk job.
    public boolean isBulk(int rows) {
        if (rows > bulkAbove) {
            var now = batches.get();
            return !now.batchesExhausted() || now.exhausted();
        }
        var now = budget.get();
        var calls = Math.ceilDiv(rows, Collections.MOST);
        var left = now.callsLeft();
        return calls > CALLS_OF_A_BULK_JOB
                && left.isPresent()
                && left.getAsLong() < 100L * calls
                && !batches.get().batchesExhausted();
    }

    /// So many rows were gathered for bulk jobs; what they use up counts before Salesforce tells it.
    public void gathered(long rows) {
        budget.get().used(Math.ceilDiv(rows, ROWS_OF_A_BATCH));
    }
}
