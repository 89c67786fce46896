package dev.hikyaku.plan;

import dev.hikyaku.ledger.Books.Pace;
import dev.hikyaku.plan.Plan.Cost;

/// What the rounds of one sync take: bulk jobs and calls counted, API calls and seconds estimated.
///
/// Seconds come from what the ledger measured of the newest 50 bulk jobs or calls of the sync in this very org, by row
/// or by call. Before there are any, rules of thumb of ours stand in: 10 s and 1 s more for 1,000 rows for a bulk job,
/// 1 s
/// for a call.
final class Estimate {
    private static final double SHORTEST_JOB = 2;
    private static final double JOB = 10;
    private static final double ROW = 0.001;
    private static final double CALL = 1;

    /// Create, upload, look and close, three results.
    private static final int CALLS_OF_A_JOB = 7;

    private static final double FIRST_PAUSE = 0.2;
    private static final double LONGEST_PAUSE = 20;

    private long bulkJobs;
    private long batches;
    private long bulkRows;
    /// Ids of one look-up: an address has room for so many.
    private static final int IDS_OF_A_QUESTION = 580;

    private long calls;
    private long questions;

    void add(Round.Result round) {
        bulkJobs += round.bulkJobs();
        batches += round.batches();
        bulkRows += round.bulkRows();
        calls += round.calls();
    }

    /// A call that tells how many bulk batches are left.
    void askForLimits() {
        questions++;
    }

    /// Look-ups of what went along with deletes.
    ///
    /// @param references that make other records go along
    void lookUp(Round.Result deletes, int references) {
        questions += references * (deletes.calls() + Math.ceilDiv(deletes.bulkRows(), IDS_OF_A_QUESTION));
    }

    /// @param bulk what was measured of bulk jobs
    /// @param call what was measured of calls
    /// @param described whether the run would ask for the object's description
    Cost cost(Pace bulk, Pace call, boolean described) {
        var inJobs = bulk.rows() > 0
                ? Math.max(bulkJobs * SHORTEST_JOB, bulkRows * bulk.seconds() / bulk.rows())
                : bulkJobs * JOB + bulkRows * ROW;
        var inCalls = calls * (call.jobs() > 0 ? call.seconds() / call.jobs() : CALL);
        var polls = bulkJobs == 0 ? 0 : bulkJobs * polls(inJobs / bulkJobs);
        return new Cost(
                bulkJobs,
                batches,
                calls,
                calls + questions + bulkJobs * CALLS_OF_A_JOB + polls + (described ? 1 : 0),
                (long) Math.ceil(inJobs + inCalls),
                (bulkJobs == 0 || bulk.rows() > 0) && (calls == 0 || call.jobs() > 0));
    }

    /// How often a job of so many seconds is asked for.
    private static long polls(double seconds) {
        var polls = 1;
        var pause = FIRST_PAUSE;
        for (var at = 0.0; at < seconds; at += pause, pause = Math.min(LONGEST_PAUSE, pause * 1.5)) {
            polls++;
        }
        return polls;
    }
}
