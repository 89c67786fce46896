package dev.hikyaku.simulators.salesforce.bulk;

import dev.hikyaku.simulators.salesforce.fault.Faults;
import dev.hikyaku.simulators.salesforce.journal.Journal;
import dev.hikyaku.simulators.salesforce.org.Org;
import dev.hikyaku.simulators.salesforce.schema.FakeUser;
import dev.hikyaku.simulators.salesforce.schema.RecordIds;
import dev.hikyaku.simulators.salesforce.wire.ApiError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// All bulk jobs and what may be done with them, in Salesforce's words when it may not.
public final class BulkJobs implements AutoCloseable {
    static final String EXHAUSTED = "ExceededQuota : ApiBatchItems Limit exceeded. Too many batches in 24 hours";

    private final Org org;
    private final Journal journal;
    private final JobJournal lines;
    private final Faults faults;
    private final BulkSettings settings;
    private final Map<String, BulkJob> jobs = new ConcurrentSkipListMap<>();
    private final AtomicLong lastNumber = new AtomicLong();
    private final AtomicInteger usedBatches = new AtomicInteger();
    private final JobThreads threads = new JobThreads();

    /// The jobs of an org, none yet.
    public BulkJobs(Org org, Journal journal, Faults faults, BulkSettings settings) {
        this.org = org;
        this.journal = journal;
        this.lines = new JobJournal(journal, org.clock());
        this.faults = faults;
        this.settings = settings;
    }

    /// Makes a job that waits for its CSV.
    public ObjectNode create(JsonNode request, double apiVersion) {
        return made(request, apiVersion).json(FakeUser.ID);
    }

    /// Makes a job whose CSV comes in the same request; it is queued at once.
    public ObjectNode createWithContent(JsonNode request, double apiVersion, byte[] csv) throws IOException {
        var job = made(request, apiVersion);
        new Upload(job, journal, org).store(new ByteArrayInputStream(csv), csv.length);
        close(job);
        return job.json(FakeUser.ID);
    }

    /// Takes a job's CSV; it may be given once.
    ///
    /// @param length the bytes announced, or -1 when unknown
    public void upload(String id, InputStream csv, long length) throws IOException {
        new Upload(job(id), journal, org).store(csv, length);
    }

    /// The job as its maker asks for it, with counters.
    public ObjectNode get(String id) {
        return job(id).jsonWithCounters(FakeUser.ID);
    }

    /// All jobs, without counters.
    public List<ObjectNode> list() {
        return jobs.keySet().stream()
                .filter(this::isKept)
                .map(id -> job(id).json(FakeUser.ID).put("jobType", "V2Ingest"))
                .toList();
    }

    /// Moves a job to `UploadComplete` or `Aborted`.
    public ObjectNode change(String id, String state) {
        var job = job(id);
        switch (JobState.of(state).orElse(JobState.OPEN)) {
            case UPLOAD_COMPLETE -> close(job);
            case ABORTED -> abort(job);
            case OPEN, IN_PROGRESS, JOB_COMPLETE, FAILED ->
                throw new ApiError(400, "INVALIDJOB", "InvalidJob : Unsupported state: " + state);
        }
        return job.json(FakeUser.ID);
    }

    /// Forgets a job that is neither `Open` nor `InProgress`.
    public void delete(String id) {
        var job = job(id);
        synchronized (job) {
            if (job.state == JobState.OPEN || job.state == JobState.IN_PROGRESS) {
                throw invalidState("Deleting " + job.state.wire() + " Job not allowed");
            }
            forget(id);
        }
    }

    private void forget(String id) {
        lines.deleted(id);
        jobs.remove(id);
    }

    /// A finished job's successful rows.
    public Path successfulResults(String id) {
        return ResultFiles.success(finished(id));
    }

    /// A finished job's failed rows.
    public Path failedResults(String id) {
        return ResultFiles.failed(finished(id));
    }

    /// Writes a finished job's rows that were never looked at.
    public void unprocessed(String id, OutputStream stream) throws IOException {
        new UnprocessedRows(finished(id)).writeTo(stream);
    }

    /// The internal batches used so far.
    public int usedBatches() {
        return usedBatches.get();
    }

    /// Takes a committed line of the journal into memory.
    public void restore(JsonNode line) {
        var id = line.path("job").asString("");
        if (line.path("kind").asString().equals("job.created")) {
            var spec = JobSpec.of(
                    org, line.path("request"), line.path("apiVersion").asDouble());
            lastNumber.accumulateAndGet(line.path("number").asLong(), Math::max);
            jobs.put(id, new BulkJob(id, spec, folder(id), line.path("at").asLong()));
            return;
        }
        var job = jobs.get(id);
        if (job == null) {
            return;
        }
        switch (line.path("kind").asString()) {
            case "job.deleted" -> jobs.remove(id);
            case "commit" -> committed(job, line);
            default -> job.restore(line);
        }
    }

    /// Goes on with the jobs that were queued or running when the simulator ended.
    public void resume() {
        for (var job : jobs.values()) {
            if (job.state == JobState.UPLOAD_COMPLETE || job.state == JobState.IN_PROGRESS) {
                threads.start(() -> new JobWorker(this, org, faults, job).run());
            }
        }
    }

    @Override
    public void close() {
        threads.close();
    }

    /// Ends a job, whatever it does, and forgets it, as somebody in the org may.
    public void dismiss(String id) {
        var job = job(id);
        synchronized (job) {
            if (!job.state.isTerminal()) {
                enter(job, JobState.ABORTED, null);
            }
            forget(id);
        }
    }

    /// Ends and forgets all jobs, as a sandbox refresh does.
    public void dismissAll() {
        jobs.keySet().stream().filter(this::isKept).toList().forEach(this::dismiss);
    }

    boolean isExhausted() {
        return usedBatches.get() >= settings.allowances().bulkBatches();
    }

    BulkSettings settings() {
        return settings;
    }

    boolean isStopping() {
        return threads.isStopping();
    }

    void committed(BulkJob job, JsonNode line) {
        if (job.committed(line)) {
            usedBatches.incrementAndGet();
        }
    }

    boolean advance(BulkJob job, JobState from, JobState to) {
        synchronized (job) {
            if (job.state != from || isStopping()) {
                return false;
            }
            enter(job, to, null);
            return true;
        }
    }

    void fail(BulkJob job, String error) {
        synchronized (job) {
            if (job.state == JobState.IN_PROGRESS) {
                enter(job, JobState.FAILED, error);
            }
        }
    }

    void retried(BulkJob job, int times) {
        synchronized (job) {
            job.retries += times;
            lines.retried(job.id, job.retries);
        }
    }

    private void enter(BulkJob job, JobState state, @Nullable String error) {
        job.changedAt = lines.state(job.id, state, error);
        job.state = state;
        job.error = error;
        if (state == JobState.IN_PROGRESS) {
            job.startedAt = job.changedAt;
        }
    }

    private BulkJob made(JsonNode request, double apiVersion) {
        if (isExhausted()) {
            throw new ApiError(400, "EXCEEDEDQUOTA", EXHAUSTED);
        }
        var spec = JobSpec.of(org, request, apiVersion);
        var number = lastNumber.incrementAndGet();
        var id = RecordIds.of("750", number);
        try {
            Files.createDirectories(folder(id));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        var job = new BulkJob(id, spec, folder(id), lines.created(id, number, apiVersion, request));
        jobs.put(id, job);
        return job;
    }

    private void close(BulkJob job) {
        synchronized (job) {
            if (job.state != JobState.OPEN) {
                throw invalidState("Closing already " + job.state.wire() + " Job not allowed");
            }
            enter(job, JobState.UPLOAD_COMPLETE, null);
        }
        threads.start(() -> new JobWorker(this, org, faults, job).run());
    }

    private void abort(BulkJob job) {
        synchronized (job) {
            if (job.state.isTerminal()) {
                var already = job.state == JobState.JOB_COMPLETE ? "Completed" : job.state.wire();
                throw invalidState("Aborting already " + already + " Job not allowed");
            }
            enter(job, JobState.ABORTED, null);
        }
    }

    private BulkJob job(String id) {
        var job = jobs.get(id);
        if (job == null || !isKept(id)) {
            throw ApiError.notFound();
        }
        synchronized (job) {
            if (job.state == JobState.OPEN && age(job.createdAt).compareTo(JobClock.OPEN_FOR) > 0) {
                enter(job, JobState.ABORTED, null);
            }
        }
        return job;
    }

    private boolean isKept(String id) {
        var job = jobs.get(id);
        return job != null && age(job.createdAt).compareTo(JobClock.KEPT_FOR) <= 0;
    }

    private Duration age(long millis) {
        return Duration.ofMillis(org.clock().millis() - millis);
    }

    private BulkJob finished(String id) {
        var job = job(id);
        if (!job.state.isTerminal()) {
            throw invalidState("Results of a Job in state " + job.state.wire() + " not allowed");
        }
        return job;
    }

    static ApiError invalidState(String message) {
        return new ApiError(400, "INVALIDJOBSTATE", message);
    }

    private Path folder(String id) {
        return settings.folder().resolve(id);
    }
}
