package dev.hikyaku.sync.bulk;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The CSV of one batch while it is written. RFC 4180, UTF-8, no BOM, LF; an empty cell leaves the field as it is and
/// `#N/A` clears it ("Bulk API 2.0 Developer Guide", Prepare CSV Files).
final class BatchCsv implements AutoCloseable {
    private final CsvWriter csv;
    private final Counting counting;
    private final MessageDigest sha = sha256();
    private long rows;
    private boolean isClosed;

    BatchCsv(Path file, List<String> header) {
        this(begin(file), header);
    }

    /// @param out is closed with it
    BatchCsv(OutputStream out, List<String> header) {
        counting = new Counting(new DigestOutputStream(out, sha));
        csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .quoteStrategy(QuoteStrategies.NON_EMPTY)
                .build(counting, StandardCharsets.UTF_8);
        csv.writeRecord(header);
    }

    private static OutputStream begin(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void write(List<String> row) {
        csv.writeRecord(row);
        rows++;
    }

    /// Bytes handed on so far; the writer may hold back a few kilobytes.
    long bytes() {
        return counting.bytes;
    }

    long rows() {
        return rows;
    }

    /// Hex SHA-256 of the whole file, once closed.
    String sha256Hex() {
        return HexFormat.of().formatHex(sha.digest());
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            csv.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final class Counting extends FilterOutputStream {
        private long bytes;

        Counting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            bytes++;
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            out.write(from, offset, length);
            bytes += length;
        }
    }
}
