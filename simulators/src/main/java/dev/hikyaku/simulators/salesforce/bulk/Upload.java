package dev.hikyaku.simulators.salesforce.bulk;

import dev.hikyaku.simulators.salesforce.journal.Journal;
import dev.hikyaku.simulators.salesforce.journal.Lines;
import dev.hikyaku.simulators.salesforce.org.Org;
import dev.hikyaku.simulators.salesforce.wire.ApiError;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Stores a job's CSV, once.
final class Upload {
    private final BulkJob job;
    private final Journal journal;
    private final Org org;

    Upload(BulkJob job, Journal journal, Org org) {
        this.job = job;
        this.journal = journal;
        this.org = org;
    }

    void store(InputStream csv, long length) throws IOException {
        synchronized (job) {
            if (job.state != JobState.OPEN) {
                throw BulkJobs.invalidState("Uploading to already " + job.state.wire() + " Job not allowed");
            }
            if (job.uploaded || job.uploading) {
                throw BulkJobs.invalidState("Found multiple contents for job: <" + job.id
                        + ">, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and make sure"
                        + " you only do 'PUT' once on a given Job.");
            }
            job.uploading = true;
        }
        try {
            var part = job.folder.resolve("data.csv.part");
            var bytes = copy(csv, part);
            if (length >= 0 && bytes != length) {
                throw new EOFException("the upload was cut off");
            }
            keep(part, bytes);
        } finally {
            synchronized (job) {
                job.uploading = false;
            }
        }
    }

    private void keep(Path part, long bytes) throws IOException {
        synchronized (job) {
            if (job.state != JobState.OPEN) {
                throw BulkJobs.invalidState("Uploading to already " + job.state.wire() + " Job not allowed");
            }
            Files.move(part, job.data(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            journal.write(new Lines(org.clock().millis()).add("job.uploaded", json -> {
                json.writeStringProperty("job", job.id);
                json.writeNumberProperty("bytes", bytes);
            }));
            job.uploaded = true;
        }
    }

    private long copy(InputStream csv, Path part) throws IOException {
        var most = org.schema().allowances().maxUploadBytes();
        var bytes = 0L;
        var chunk = new byte[1 << 16];
        try (var file = Files.newOutputStream(part)) {
            for (var got = csv.read(chunk); got >= 0; got = csv.read(chunk)) {
                bytes += got;
                if (bytes > most) {
                    throw new ApiError(
                            400, "EXCEEDEDQUOTA", "ExceededQuota : Maximum upload size of " + most + " bytes exceeded");
                }
                file.write(chunk, 0, got);
            }
        }
        return bytes;
    }
}
