package dev.hikyaku.simulators.salesforce.bulk;

import dev.hikyaku.simulators.salesforce.fault.Fault;
import dev.hikyaku.simulators.salesforce.fault.Faults;
import dev.hikyaku.simulators.salesforce.org.Columns;
import dev.hikyaku.simulators.salesforce.org.Org;
import dev.hikyaku.simulators.salesforce.org.Origin;
import dev.hikyaku.simulators.salesforce.org.RowOutcome;
import dev.hikyaku.simulators.salesforce.org.Save;
import dev.hikyaku.simulators.salesforce.value.RowFailure;
import dev.hikyaku.simulators.salesforce.value.Values;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import tools.jackson.databind.node.JsonNodeFactory;

/// Processes one job: queue, then batches of 10,000 whose chunks of 200 come in any order, then an end state.
final class JobWorker {
    private static final RowFailure LOCKED =
            RowFailure.of("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record");

    private static final String TOO_OFTEN = "InternalServerError : Batch failed after all retries";
    private static final List<Fault.Kind> ENDS = List.of(
            Fault.Kind.FAIL_AFTER_ROWS,
            Fault.Kind.FAIL_AFTER_BATCHES,
            Fault.Kind.ABORT_AFTER_ROWS,
            Fault.Kind.DELETE_AFTER_ROWS);

    private final BulkJobs jobs;
    private final Org org;
    private final Faults faults;
    private final BulkJob job;
    private final Random dice;
    private final Optional<Fault> end;
    private final long rowsUntilEnd;
    private final Optional<Fault> contention;
    /// Which chunk holds the lock of a parent.
    private final Map<String, Integer> owners = new HashMap<>();

    JobWorker(BulkJobs jobs, Org org, Faults faults, BulkJob job) {
        this.jobs = jobs;
        this.org = org;
        this.faults = faults;
        this.job = job;
        this.dice = new Random(jobs.settings().seed() ^ job.id.hashCode());
        this.end = ENDS.stream().flatMap(kind -> faults.take(kind).stream()).findFirst();
        this.rowsUntilEnd = end.map(JobWorker::rows).orElse(Long.MAX_VALUE);
        var schema = job.spec.table().schema();
        this.contention = faults.take(
                Fault.Kind.LOCK_CONTENTION,
                fault -> schema.position(fault.field()).isPresent());
    }

    private static long rows(Fault end) {
        var batch = (long) BulkJob.CHUNK * BulkJob.CHUNKS_OF_A_BATCH;
        return end.kind() == Fault.Kind.FAIL_AFTER_BATCHES ? end.amount() * batch : end.amount();
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
        if (!isInTime() || (isNew(chunks) && isExhausted())) {
            return false;
        }
        Collections.shuffle(chunks, new Random(jobs.settings().seed() + number));
        var parent = contention
                .map(fault -> job.spec.table().schema().position(fault.field()).orElseThrow())
                .map(columns::columnOfReference)
                .orElse(-1);
        for (var chunk : chunks) {
            var save = new Save(
                    job.spec.operation(),
                    columns,
                    job.spec.matchBy(),
                    false,
                    cells -> lock(cells, chunk.number(), parent));
            if (!job.holds(chunk.number()) && !apply(save, results, chunk)) {
                return false;
            }
        }
        return true;
    }

    private boolean isNew(List<JobInput.Chunk> chunks) {
        return chunks.stream().noneMatch(chunk -> job.holds(chunk.number()));
    }

    private boolean isExhausted() {
        if (jobs.isExhausted()) {
            jobs.fail(job, BulkJobs.EXHAUSTED);
            return true;
        }
        return false;
    }

    private boolean isInTime() {
        var tries = faults.take(Fault.Kind.BATCH_TIMEOUT).map(Fault::amount).orElse(0L);
        var most = org.schema().allowances().batchRetries();
        if (tries > 0) {
            jobs.retried(job, (int) Math.min(tries, most));
        }
        if (tries > most) {
            jobs.fail(job, TOO_OFTEN);
            return false;
        }
        return true;
    }

    private Optional<RowFailure> lock(String[] cells, int chunk, int parent) {
        if (faults.locks(cells)) {
            return Optional.of(LOCKED);
        }
        if (parent < 0 || cells[parent].isEmpty() || cells[parent].equals(Values.NULL)) {
            return Optional.empty();
        }
        var owner = owners.computeIfAbsent(cells[parent], _ -> chunk);
        return owner == chunk ? Optional.empty() : Optional.of(LOCKED);
    }

    private boolean apply(Save save, ResultFiles results, JobInput.Chunk chunk) throws IOException {
        synchronized (job) {
            if (job.state != JobState.IN_PROGRESS || jobs.isStopping()) {
                return false;
            }
            var left = rowsUntilEnd - job.processed;
            var rows = left >= chunk.rows().size() ? chunk.rows() : chunk.rows().subList(0, (int) Math.max(0, left));
            if (!rows.isEmpty()) {
                commit(save, results, chunk.number(), rows);
            }
            if (rows.size() == chunk.rows().size()) {
                return true;
            }
            end();
            return false;
        }
    }

    private void end() {
        var kind = end.map(Fault::kind).orElse(Fault.Kind.FAIL_AFTER_ROWS);
        if (kind == Fault.Kind.ABORT_AFTER_ROWS) {
            jobs.change(job.id, JobState.ABORTED.wire());
        } else if (kind == Fault.Kind.DELETE_AFTER_ROWS) {
            jobs.dismiss(job.id);
        } else {
            jobs.fail(job, TOO_OFTEN);
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
            line.put("at", transaction.at());
            jobs.committed(job, line);
        }
    }
}
