package dev.hikyaku.sync.bulk;

import dev.hikyaku.ledger.BulkJobs.BulkJob;
import dev.hikyaku.salesforce.SalesforceException;
import dev.hikyaku.sync.Failpoint;
import dev.hikyaku.sync.Work;
import java.time.Duration;

/// Waits until Salesforce has ended a bulk job. However long that takes is no failure; only silence is.
final class Polling {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
    private static final int MOST_SILENCES = 4;

    private final Work work;
    private final BulkJob job;
    private Duration pause = FIRST_PAUSE;
    private int silences;

    Polling(Work work, BulkJob job) {
        this.work = work;
        this.job = job;
    }

    BulkJob untilFinished() {
        while (true) {
            work.checkpoint();
            try {
                var state = work.org().get().bulk().get(job.openedId());
                silences = 0;
                Failpoint.WHILE_POLLING.reached();
                if (state.state().terminal()) {
                    return finished(state.stateText(), state.errorMessage() == null ? "" : state.errorMessage());
                }
                var counters = state.counters();
                work.progress("ship", counters == null ? 0 : counters.recordsProcessed(), job.rows());
            } catch (SalesforceException.NotFound gone) {
                return finished("Gone", "somebody deleted the bulk job in Salesforce");
            } catch (SalesforceException.Unavailable
                    | SalesforceException.Unreachable
                    | SalesforceException.NoAnswer silent) {
                if (++silences > MOST_SILENCES) {
                    throw silent;
                }
            }
            pause();
        }
    }

    private BulkJob finished(String state, String note) {
        Failpoint.BEFORE_HARVEST.reached();
        work.progress("ship", job.rows(), job.rows());
        return work.ledger().bulkJobs().finished(work.fence(), job, state, note);
    }

    private void pause() {
        work.rest(pause);
        var next = pause.multipliedBy(3).dividedBy(2);
        pause = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }
}
