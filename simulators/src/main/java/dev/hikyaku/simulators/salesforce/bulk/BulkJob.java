package dev.hikyaku.simulators.salesforce.bulk;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One bulk job; whoever changes it holds its monitor.
final class BulkJob {
    static final int CHUNK = 200;
    static final int CHUNKS_OF_A_BATCH = 50;

    final String id;
    final JobSpec spec;
    final Path folder;
    final long createdAt;
    /// How many rows of each chunk are done; a chunk missing here was never looked at.
    final Map<Integer, Integer> doneRows = new HashMap<>();

    private final Set<Integer> batches = new HashSet<>();

    JobState state = JobState.OPEN;
    long changedAt;
    long startedAt;
    boolean uploaded;
    boolean uploading;

    @Nullable
    String error;

    long processed;
    int retries;
    long failed;
    long successBytes;
    long failedBytes;

    BulkJob(String id, JobSpec spec, Path folder, long createdAt) {
        this.id = id;
        this.spec = spec;
        this.folder = folder;
        this.createdAt = createdAt;
        this.changedAt = createdAt;
    }

    Path data() {
        return folder.resolve("data.csv");
    }

    boolean holds(int chunk) {
        return doneRows.containsKey(chunk);
    }

    /// Takes a line of the journal about this job's upload, state or retries.
    void restore(JsonNode line) {
        switch (line.path("kind").asString()) {
            case "job.uploaded" -> uploaded = true;
            case "job.retried" -> retries = line.path("retries").asInt();
            default -> {
                state = JobState.of(line.path("state").asString()).orElseThrow();
                error = line.path("error").isNull() ? null : line.path("error").asString();
                changedAt = line.path("at").asLong();
                startedAt = state == JobState.IN_PROGRESS ? changedAt : startedAt;
            }
        }
    }

    /// Takes a chunk's `commit` line; true when it is the first of its internal batch of 10,000.
    boolean committed(JsonNode line) {
        var chunk = line.path("chunk").asInt();
        var batch = chunk / CHUNKS_OF_A_BATCH;
        var first = batches.add(batch);
        doneRows.put(chunk, line.path("rows").asInt());
        processed += line.path("rows").asInt();
        failed += line.path("failed").asInt();
        successBytes = line.path("successBytes").asLong();
        failedBytes = line.path("failedBytes").asLong();
        changedAt = line.path("at").asLong();
        return first;
    }

    /// The job as creating, changing and listing answer it.
    synchronized ObjectNode json(String userId) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("id", id).put("operation", spec.operation().wire());
        json.put("object", spec.table().schema().name()).put("createdById", userId);
        json.put("createdDate", JobClock.text(createdAt)).put("systemModstamp", JobClock.text(changedAt));
        json.put("state", state.wire()).put("concurrencyMode", "Parallel").put("contentType", "CSV");
        json.put("apiVersion", spec.apiVersion());
        if (state == JobState.OPEN) {
            json.put("contentUrl", "services/data/v" + spec.apiVersion() + "/jobs/ingest/" + id + "/batches");
        }
        json.put("lineEnding", spec.form().lineEnding());
        json.put("columnDelimiter", spec.form().columnDelimiter());
        return json;
    }

    /// The job as looking at one answers it, with counters.
    synchronized ObjectNode jsonWithCounters(String userId) {
        var json = json(userId).put("jobType", "V2Ingest");
        if (spec.externalIdFieldName() != null) {
            json.put("externalIdFieldName", spec.externalIdFieldName());
        }
        var time = startedAt == 0 ? 0 : Math.max(0, changedAt - startedAt);
        json.put("numberRecordsProcessed", processed)
                .put("numberRecordsFailed", failed)
                .put("retries", retries);
        json.put("totalProcessingTime", time)
                .put("apiActiveProcessingTime", time)
                .put("apexProcessingTime", 0);
        if (error != null) {
            json.put("errorMessage", error);
        }
        return json;
    }
}
