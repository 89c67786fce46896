package dev.hikyaku.simulators.salesforce.bulk;

import dev.hikyaku.simulators.salesforce.fault.Fault;
import dev.hikyaku.simulators.salesforce.fault.Faults;
import dev.hikyaku.simulators.salesforce.org.Columns;
import dev.hikyaku.simulators.salesforce.org.Org;
import dev.hikyaku.simulators.salesforce.org.Origin;
import dev.hikyaku.simulators.salesforce.org.RowOutcome;
import dev.hikyaku.simulators.salesforce.org.Save;
import dev.hikyaku.simulators.salesforce.value.RowFailure;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import tools.jackson.databind.node.JsonNodeFactory;

/// Processes one job: queue, then batches of 10,000 whose chunks of 200 come in any order, then an end state.
final class JobWorker {
    private static final RowFailure LOCKED =
            RowFailure.of("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record");

    private final BulkJobs jobs;
    private final Org org;
    private final Faults faults;
    private final BulkJob job;
    private final Random dice;
    private final long rowsUntilFailure;

    JobWorker(BulkJobs jobs, Org org, Faults faults, BulkJob job) {
        this.jobs = jobs;
        this.org = org;
        this.faults = faults;
        this.job = job;
        this.dice = new Random(jobs.settings().seed() ^ job.id.hashCode());
        this.rowsUntilFailure =
                faults.take(Fault.Kind.FAIL_AFTER_ROWS).map(Fault::amount).orElse(Long.MAX_VALUE);
    }

    void run() throws IOException, InterruptedException {
        Thread.sleep(jobs.settings().queueDelay());
        if (!jobs.advance(job, JobState.UPLOAD_COMPLETE, JobState.IN_PROGRESS) && job.state != JobState.IN_PROGRESS) {
            return;
        }
        var slow = faults.take(Fault.Kind.SLOW_IN_PROGRESS);
        if (slow.isPresent()) {
            Thread.sleep(slow.get().amount());
        }
        try {
            var input = new JobInput(job);
            var columns = input.check(org);
            try (var results = new ResultFiles(job, columns, dice)) {
                input.batches((number, chunks) -> batch(columns, results, number, chunks));
            }
            jobs.advance(job, JobState.IN_PROGRESS, JobState.JOB_COMPLETE);
        } catch (JobInput.Unusable unusable) {
            jobs.fail(job, String.valueOf(unusable.getMessage()));
        }
    }

    private boolean batch(Columns columns, ResultFiles results, int number, List<JobInput.Chunk> chunks)
            throws IOException {
        Collections.shuffle(chunks, new Random(jobs.settings().seed() + number));
        var save = new Save(job.spec.operation(), columns, job.spec.matchBy(), false, this::lock);
        for (var chunk : chunks) {
            if (!job.holds(chunk.number()) && !apply(save, results, chunk)) {
                return false;
            }
        }
        return true;
    }

    private Optional<RowFailure> lock(String[] cells) {
        return faults.locks(cells) ? Optional.of(LOCKED) : Optional.empty();
    }

    private boolean apply(Save save, ResultFiles results, JobInput.Chunk chunk) throws IOException {
        synchronized (job) {
            if (job.state != JobState.IN_PROGRESS || jobs.isStopping()) {
                return false;
            }
            var left = rowsUntilFailure - job.processed;
            var rows = left >= chunk.rows().size() ? chunk.rows() : chunk.rows().subList(0, (int) Math.max(0, left));
            if (!rows.isEmpty()) {
                commit(save, results, chunk.number(), rows);
            }
            if (rows.size() == chunk.rows().size()) {
                return true;
            }
            jobs.fail(job, "InternalServerError : Batch failed after all retries");
            return false;
        }
    }

    private void commit(Save save, ResultFiles results, int number, List<String[]> rows) throws IOException {
        try (var transaction = org.begin(Origin.bulk(job.id))) {
            List<RowOutcome> outcomes =
                    save.operation().removes() ? transaction.delete(save, rows) : transaction.save(save, rows);
            var line = JsonNodeFactory.instance.objectNode();
            // results first: the commit line tells how much of them is whole
            var failed = results.append(rows, outcomes);
            line.put("chunk", number).put("rows", rows.size()).put("failed", failed);
            line.put("successBytes", results.successBytes()).put("failedBytes", results.failedBytes());
            transaction.commit(json -> {
                json.writeNumberProperty("chunk", number);
                json.writeNumberProperty("rows", rows.size());
                json.writeNumberProperty("failed", failed);
                json.writeNumberProperty(
                        "successBytes", line.path("successBytes").asLong());
                json.writeNumberProperty("failedBytes", line.path("failedBytes").asLong());
            });
            line.put("at", org.clock().millis());
            jobs.committed(job, line);
        }
    }
}
