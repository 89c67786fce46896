package dev.hikyaku.simulators.salesforce.bulk;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.hikyaku.simulators.salesforce.org.Columns;
import dev.hikyaku.simulators.salesforce.org.Operation;
import dev.hikyaku.simulators.salesforce.org.Org;
import dev.hikyaku.simulators.salesforce.value.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// Reads a job's CSV: first a look at the whole file, then batch by batch.
final class JobInput {

    /// Up to 200 rows, as they stand in the file.
    record Chunk(int number, List<String[]> rows) {}

    /// Takes chunks, 50 at a time.
    interface Sink {
        /// Returns whether to go on.
        boolean batch(int number, List<Chunk> chunks) throws IOException;
    }

    /// A file no row of which can be processed, in Salesforce's words.
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message, null, false, false);
        }
    }

    private final BulkJob job;

    JobInput(BulkJob job) {
        this.job = job;
    }

    /// Checks header, line ends and the shape of every row.
    Columns check(Org org) throws IOException, Unusable {
        if (!job.uploaded || Files.size(job.data()) == 0) {
            throw new Unusable("InvalidBatch : The 'content' of the job is empty");
        }
        var shape = job.spec.form().shape(job.data());
        if (!shape.endsAsDeclared()) {
            throw new Unusable("ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is "
                    + job.spec.form().lineEnding());
        }
        try (var reader = job.spec.form().read(job.data())) {
            var rows = reader.iterator();
            var columns = columns(org, rows.next().getFields());
            // a file that is plainly regular need not be parsed a second time
            for (var row = 2L; !shape.isRegular() && rows.hasNext(); row++) {
                var found = rows.next().getFieldCount();
                if (found != columns.names().size()) {
                    throw new Unusable("InvalidBatch : Row " + row + " has " + found + " fields, expected "
                            + columns.names().size());
                }
            }
            return columns;
        } catch (CsvParseException broken) {
            throw new Unusable("InvalidBatch : Failed to parse CSV: " + broken.getMessage());
        }
    }

    private Columns columns(Org org, List<String> header) throws Unusable {
        try {
            var columns = org.columns(job.spec.table(), header);
            if (job.spec.operation().removes() && (header.size() != 1 || columns.columnOf(-1) != 0)) {
                throw new Unusable("InvalidBatch : Only the Id column is allowed for " + wire(job.spec.operation()));
            }
            return columns;
        } catch (Columns.UnknownColumn unknown) {
            throw new Unusable("InvalidBatch : Field name not found : " + unknown.column());
        }
    }

    private static String wire(Operation operation) {
        return operation.wire();
    }

    /// Tells all rows, in batches of up to 10,000.
    void batches(Sink sink) throws IOException {
        try (var reader = job.spec.form().read(job.data())) {
            var rows = reader.iterator();
            rows.next();
            var more = true;
            for (var batch = 0; more && rows.hasNext(); batch++) {
                var chunks = new ArrayList<Chunk>();
                for (var at = 0; at < BulkJob.CHUNKS_OF_A_BATCH && rows.hasNext(); at++) {
                    var chunk = new ArrayList<String[]>();
                    while (chunk.size() < BulkJob.CHUNK && rows.hasNext()) {
                        chunk.add(cells(rows.next()));
                    }
                    chunks.add(new Chunk(batch * BulkJob.CHUNKS_OF_A_BATCH + at, chunk));
                }
                more = sink.batch(batch, chunks);
            }
        }
    }

    private static String[] cells(CsvRecord row) {
        var cells = new String[row.getFieldCount()];
        for (var at = 0; at < cells.length; at++) {
            var cell = row.getField(at);
            cells[at] = cell.equals("#N/A") ? Values.NULL : cell;
        }
        return cells;
    }
}
