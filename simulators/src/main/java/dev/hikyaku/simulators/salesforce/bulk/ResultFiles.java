package dev.hikyaku.simulators.salesforce.bulk;

import dev.hikyaku.simulators.salesforce.org.Columns;
import dev.hikyaku.simulators.salesforce.org.RowOutcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
            var header = new StringBuilder();
            job.spec.form().appendCell(header, ownColumns.getFirst(), false);
            job.spec.form().appendCell(header, ownColumns.getLast(), true);
            columns.names().forEach(name -> job.spec.form().appendCell(header, name, true));
            job.spec.form().appendEnd(header);
            append(channel, header);
        }
        return channel;
    }

    /// Appends the outcomes of one chunk; returns how many failed.
    int append(List<String[]> rows, List<RowOutcome> outcomes) throws IOException {
        var order = IntStream.range(0, rows.size()).boxed().collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(order, dice);
        var good = new StringBuilder(rows.size() * 192);
        var bad = new StringBuilder();
        var refusals = 0;
        for (var at : order) {
            var cells = rows.get(at);
            switch (outcomes.get(at)) {
                case RowOutcome.Saved saved -> append(good, saved.id(), Boolean.toString(saved.created()), cells);
                case RowOutcome.Refused refused -> {
                    append(bad, refused.id(), refused.failure().sfError(), cells);
                    refusals++;
                }
            }
        }
        append(success, good);
        append(failed, bad);
        return refusals;
    }

    long successBytes() throws IOException {
        return success.position();
    }

    long failedBytes() throws IOException {
        return failed.position();
    }

    private void append(StringBuilder lines, String first, String second, String[] cells) {
        var form = job.spec.form();
        form.appendCell(lines, first, false);
        form.appendCell(lines, second, true);
        for (var at = 0; at < cells.length; at++) {
            form.appendCell(lines, columns.reserialised(at, cells[at]), true);
        }
        form.appendEnd(lines);
    }

    private static void append(FileChannel channel, StringBuilder lines) throws IOException {
        var buffer = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
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
