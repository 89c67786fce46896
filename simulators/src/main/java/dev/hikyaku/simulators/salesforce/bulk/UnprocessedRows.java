package dev.hikyaku.simulators.salesforce.bulk;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/// Finds the rows of a job that were never looked at.
final class UnprocessedRows {
    private final BulkJob job;

    UnprocessedRows(BulkJob job) {
        this.job = job;
    }

    /// Writes header and rows as they were sent.
    void writeTo(OutputStream stream) throws IOException {
        if (!job.uploaded) {
            return;
        }
        if (job.doneRows.isEmpty() && !isComplete()) {
            Files.copy(job.data(), stream);
            return;
        }
        try (var reader = job.spec.form().read(job.data());
                var writer = job.spec.form().write(stream)) {
            var rows = reader.iterator();
            writer.writeRecord(rows.next().getFields());
            for (var at = 0; !isComplete() && rows.hasNext(); at++) {
                var cells = rows.next().getFields();
                if (!isDone(at)) {
                    writer.writeRecord(cells);
                }
            }
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
    }

    private boolean isComplete() {
        return job.state == JobState.JOB_COMPLETE;
    }

    private boolean isDone(int row) {
        return row % BulkJob.CHUNK < job.doneRows.getOrDefault(row / BulkJob.CHUNK, 0);
    }
}
