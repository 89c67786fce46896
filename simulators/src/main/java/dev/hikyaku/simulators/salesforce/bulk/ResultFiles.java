package dev.hikyaku.simulators.salesforce.bulk;

import dev.hikyaku.simulators.salesforce.org.Columns;
import dev.hikyaku.simulators.salesforce.org.RowOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Writes a job's successful and failed rows while it runs, in no useful order.
final class ResultFiles implements AutoCloseable {
    private final BulkJob job;
    private final Columns columns;
    private final Random dice;
    private final FileChannel success;
    private final FileChannel failed;

    /// Opens the files and cuts off what was written after the last commit.
    ResultFiles(BulkJob job, Columns columns, Random dice) throws IOException {
        this.job = job;
        this.columns = columns;
        this.dice = dice;
        this.success = open(success(job), job.successBytes, List.of("sf__Id", "sf__Created"));
        this.failed = open(failed(job), job.failedBytes, List.of("sf__Id", "sf__Error"));
    }

    static Path success(BulkJob job) {
        return job.folder.resolve("success.csv");
    }

    static Path failed(BulkJob job) {
        return job.folder.resolve("failed.csv");
    }

    private FileChannel open(Path file, long whole, List<String> ownColumns) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(whole);
        channel.position(whole);
        if (whole == 0) {
            var header = new ArrayList<>(ownColumns);
            header.addAll(columns.names());
            append(channel, List.of(header));
        }
        return channel;
    }

    /// Appends the outcomes of one chunk; returns how many failed.
    int append(List<String[]> rows, List<RowOutcome> outcomes) throws IOException {
        var good = new ArrayList<List<String>>();
        var bad = new ArrayList<List<String>>();
        for (var at = 0; at < rows.size(); at++) {
            var cells = rows.get(at);
            switch (outcomes.get(at)) {
                case RowOutcome.Saved saved -> good.add(line(saved.id(), Boolean.toString(saved.created()), cells));
                case RowOutcome.Refused refused ->
                    bad.add(line(refused.id(), refused.failure().sfError(), cells));
            }
        }
        Collections.shuffle(good, dice);
        Collections.shuffle(bad, dice);
        append(success, good);
        append(failed, bad);
        return bad.size();
    }

    long successBytes() throws IOException {
        return success.position();
    }

    long failedBytes() throws IOException {
        return failed.position();
    }

    private List<String> line(String first, String second, String[] cells) {
        var line = new ArrayList<String>(cells.length + 2);
        line.add(first);
        line.add(second);
        for (var at = 0; at < cells.length; at++) {
            line.add(columns.reserialised(at, cells[at]));
        }
        return line;
    }

    private void append(FileChannel channel, List<List<String>> lines) throws IOException {
        var bytes = new ByteArrayOutputStream(lines.size() * 128);
        try (var writer = job.spec.form().write(bytes)) {
            lines.forEach(writer::writeRecord);
        }
        var buffer = ByteBuffer.wrap(bytes.toByteArray());
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Override
    public void close() throws IOException {
        success.close();
        failed.close();
    }
}
