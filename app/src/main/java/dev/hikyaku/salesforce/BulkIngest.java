package dev.hikyaku.salesforce;

import dev.hikyaku.salesforce.wire.Body;
import dev.hikyaku.salesforce.wire.Call;
import dev.hikyaku.salesforce.wire.RecordId;
import dev.hikyaku.salesforce.wire.Wire;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Bulk API 2.0 ingest. Source: Bulk API 2.0 Developer Guide, Requests (ingest).
///
/// Each call says what a crash of ours before, during or after it means. *Idempotent*: ask again. *Checkable*:
/// look, then decide. *Ambiguous*: nobody can tell afterwards. Only the reading calls are repeated by this
/// client.
public final class BulkIngest {

    private static final String ROOT = "/jobs/ingest";
    private static final int MULTIPART_CHARACTERS = 100_000;

    private final Wire wire;

    BulkIngest(Wire wire) {
        this.wire = wire;
    }

    /// The three results of one job. Together they hold every uploaded row; rows come in any order.
    public enum ResultFile {
        /// Own columns after `sf__Id` and `sf__Created`.
        SUCCESSFUL("successfulResults"),
        /// Own columns after `sf__Id` and `sf__Error`.
        FAILED("failedResults"),
        /// Own columns only: Salesforce never looked at these rows.
        UNPROCESSED("unprocessedrecords");

        private final String path;

        ResultFile(String path) {
            this.path = path;
        }
    }

    /// Makes an empty job.
    ///
    /// *Ambiguous but harmless*: when the answer is lost, or we crash before the id is stored, an open job
    /// without rows stays behind. It does nothing and dies after 24 hours; make another one, abort the old one
    /// if it shows up in [#list()].
    public BulkJob create(BulkJobSpec spec) {
        return BulkJob.of(wire.send(Call.of("POST", ROOT, Body.json(spec.json()))));
    }

    /// Makes a job with its rows in one call; it starts at once, without [#close(String)]. At most 100,000
    /// characters.
    ///
    /// *Ambiguous*: when the answer is lost, rows may be under way in a job whose id nobody knows. Only for
    /// rows that may be sent again: an upsert by a unique external id, a delete by id.
    public BulkJob createWithRows(BulkJobSpec spec, String csv) {
        if (csv.length() > MULTIPART_CHARACTERS) {
            throw new IllegalArgumentException(
                    "csv: found " + csv.length() + " characters, wanted at most " + MULTIPART_CHARACTERS);
        }
        var boundary = "rows-" + UUID.randomUUID();
        var text = "--" + boundary + "\r\nContent-Type: application/json\r\n"
                + "Content-Disposition: form-data; name=\"job\"\r\n\r\n"
                + Body.text(spec.json())
                + "\r\n--" + boundary + "\r\nContent-Type: text/csv\r\n"
                + "Content-Disposition: form-data; name=\"content\"; filename=\"content\"\r\n\r\n"
                + csv + "\r\n--" + boundary + "--\r\n";
        var body = Body.of("multipart/form-data; boundary=" + boundary, text);
        return BulkJob.of(wire.send(Call.of("POST", ROOT, body)));
    }

    /// Uploads the rows, once per job.
    ///
    /// *Ambiguous, harmless while the job is open*: after [SalesforceException#mayHaveActed()] or a crash
    /// nobody knows whether the rows are in. Never upload twice into one job: abort it and make another.
    /// Nothing is worked on before [#close(String)].
    public void upload(String id, CsvBody rows) {
        var body = new Body(
                "text/csv; charset=UTF-8", rows.length(), () -> rows.opener().open());
        wire.tell(Call.of("PUT", job(id) + "/batches", body));
    }

    /// Hands the uploaded rows over (`UploadComplete`): from now on Salesforce works on them.
    ///
    /// *Checkable*: when the answer is lost, [#get(String)] tells: `OPEN` means it was not taken, close again;
    /// any other state means it was. Closing a closed job is refused by Salesforce.
    public BulkJob close(String id) {
        return state(id, BulkJob.State.UPLOAD_COMPLETE);
    }

    /// Stops a job. Rows already committed stay: read its results.
    ///
    /// *Checkable* with [#get(String)]; aborting a finished job is refused.
    public BulkJob abort(String id) {
        return state(id, BulkJob.State.ABORTED);
    }

    /// Where the job stands. *Idempotent*, asked up to three times. A deleted job is
    /// [SalesforceException.NotFound].
    public BulkJob get(String id) {
        return BulkJob.of(wire.get(job(id)));
    }

    /// Deletes a job and its results; not while it is open or in progress.
    ///
    /// *Checkable*: when the answer is lost, delete again; [SalesforceException.NotFound] means it is gone.
    public void delete(String id) {
        wire.tell(Call.of("DELETE", job(id), null));
    }

    /// All Bulk API 2.0 ingest jobs of the org of the last days, of all users, in no order, without counters.
    ///
    /// *Idempotent*, each page asked up to three times.
    public List<BulkJob> list() {
        var jobs = new ArrayList<BulkJob>();
        var path = ROOT + "?jobType=V2Ingest";
        while (true) {
            var page = wire.get(path);
            page.list("records").forEach(job -> jobs.add(BulkJob.of(job)));
            if (page.json().path("done").asBoolean(true)) {
                return List.copyOf(jobs);
            }
            path = wire.nextPage(page);
        }
    }

    /// Writes one result of a finished job into a file; the file appears only when it is whole.
    ///
    /// *Idempotent* for seven days, asked up to three times, each time from the beginning. A crash leaves
    /// `<target>.part` behind, which the next download overwrites. Trouble of the disk is an
    /// [java.io.UncheckedIOException].
    public void download(String id, ResultFile result, Path target) {
        wire.download(job(id) + "/" + result.path + "/", target);
    }

    private BulkJob state(String id, BulkJob.State state) {
        return BulkJob.of(wire.send(Call.of("PATCH", job(id), Body.json(Map.of("state", state.wire())))));
    }

    private static String job(String id) {
        return ROOT + "/" + RecordId.checked(id);
    }
}
