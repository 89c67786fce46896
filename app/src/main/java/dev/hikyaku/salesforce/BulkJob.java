package dev.hikyaku.salesforce;

import dev.hikyaku.salesforce.wire.Reply;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One bulk job as Salesforce tells it. Source: Bulk API 2.0 Developer Guide, Get Information About a Job.
///
/// @param id 18 characters, prefix 750
/// @param object API name of its object
/// @param operation Salesforce's word, as in [BulkJobSpec.Operation#wire()]
/// @param state where it stands
/// @param stateText the state in Salesforce's own spelling, for `UNRECOGNISED`
/// @param externalIdField null unless upsert; null also in answers of [BulkIngest#list()]
/// @param createdById the user who made it
/// @param createdAt by Salesforce's clock
/// @param modifiedAt by Salesforce's clock
/// @param apiVersion such as `66.0`
/// @param counters null where Salesforce leaves them out: in a new job and in [BulkIngest#list()]
/// @param errorMessage why a job failed, or null
public record BulkJob(
        String id,
        String object,
        String operation,
        State state,
        String stateText,
        @Nullable String externalIdField,
        String createdById,
        Instant createdAt,
        Instant modifiedAt,
        String apiVersion,
        @Nullable Counters counters,
        @Nullable String errorMessage) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX][XX]", Locale.ROOT);

    static BulkJob of(Reply job) {
        var state = job.text("state");
        var created = instant(job, "createdDate");
        return new BulkJob(
                Salesforce.id18(job.text("id")),
                job.text("object"),
                job.text("operation"),
                State.of(state),
                state,
                job.optionalText("externalIdFieldName"),
                Salesforce.id18(job.text("createdById")),
                created,
                job.json().path("systemModstamp").isString() ? instant(job, "systemModstamp") : created,
                job.json().path("apiVersion").asString(""),
                Counters.of(job.json()),
                job.optionalText("errorMessage"));
    }

    private static Instant instant(Reply job, String field) {
        var text = job.text(field);
        try {
            return OffsetDateTime.parse(text, TIME).toInstant();
        } catch (DateTimeParseException _) {
            throw job.unusable(field + " " + text, "a time such as 2026-11-22T05:50:28.000+0000");
        }
    }

    /// Salesforce's states. Legal ways: Bulk API 2.0 Developer Guide, Job States.
    public enum State {
        /// Takes the one upload. Dies after 24 hours.
        OPEN("Open"),
        /// Waits for Salesforce; there is no promise how long.
        UPLOAD_COMPLETE("UploadComplete"),
        /// Rows are being worked on; some may be committed.
        IN_PROGRESS("InProgress"),
        /// All rows were looked at. Each of them may have failed.
        JOB_COMPLETE("JobComplete"),
        /// Salesforce gave up. Rows committed before stay: read the results.
        FAILED("Failed"),
        /// Somebody stopped it. Rows committed before stay: read the results.
        ABORTED("Aborted"),
        /// A word this client does not know: treat it as not finished, show `stateText`.
        UNRECOGNISED("");

        private final String wire;

        State(String wire) {
            this.wire = wire;
        }

        /// Whether it stays so for ever and its results can be read.
        public boolean terminal() {
            return this == JOB_COMPLETE || this == FAILED || this == ABORTED;
        }

        String wire() {
            return wire;
        }

        static State of(String text) {
            for (var state : values()) {
                if (state.wire.equals(text)) {
                    return state;
                }
            }
            return UNRECOGNISED;
        }
    }

    /// Salesforce's counters: for progress only. They stand still when a whole batch fails, so count result
    /// rows instead.
    ///
    /// @param recordsProcessed failed ones included
    /// @param recordsFailed of those
    /// @param retries times Salesforce tried to save again, for example because of locks
    /// @param totalMillis milliseconds of work in all
    /// @param apiMillis milliseconds of the API itself
    /// @param apexMillis milliseconds of triggers and other Apex
    public record Counters(
            long recordsProcessed,
            long recordsFailed,
            long retries,
            long totalMillis,
            long apiMillis,
            long apexMillis) {

        static @Nullable Counters of(JsonNode job) {
            if (!job.path("numberRecordsProcessed").isNumber()) {
                return null;
            }
            return new Counters(
                    job.path("numberRecordsProcessed").asLong(0),
                    job.path("numberRecordsFailed").asLong(0),
                    job.path("retries").asLong(0),
                    job.path("totalProcessingTime").asLong(0),
                    job.path("apiActiveProcessingTime").asLong(0),
                    job.path("apexProcessingTime").asLong(0));
        }
    }
}
