package dev.hikyaku.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.hikyaku.bench.wire.BulkWire;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The floor: table -> CSV -> bulk jobs -> results parsed and counted. It claims nothing, records nothing, resumes
/// nothing. Arguments: JDBC URL, user, base URL of the org.
final class Floor {
    private static final long LARGEST = 90_000_000;

    private final BulkWire wire;

    private Floor(BulkWire wire) {
        this.wire = wire;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        var floor = new Floor(new BulkWire(arguments[2]));
        long rows = 0;
        try (var connection = DriverManager.getConnection(arguments[0], arguments[1], "")) {
            for (var file : csvFiles(connection)) {
                rows += floor.ship(file);
                Files.delete(file);
            }
        }
        System.out.println(rows);
    }

    private static List<Path> csvFiles(Connection connection) throws SQLException, IOException {
        var files = new ArrayList<Path>();
        long last = 0;
        while (last >= 0) {
            var file = Files.createTempFile("floor", ".csv");
            last = write(connection, file, last);
            files.add(file);
        }
        return files;
    }

    /// Writes rows behind `last` until the file is large enough; answers the last id, or -1 when all are written.
    private static long write(Connection connection, Path file, long last) throws SQLException, IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out, StandardCharsets.UTF_8);
                var select = connection.prepareStatement(Customers.SELECT)) {
            csv.writeRecord(Customers.HEADER.split(",", -1));
            var from = last;
            while (Files.size(file) < LARGEST) {
                select.setLong(1, from);
                int page = 0;
                try (var rows = select.executeQuery()) {
                    var cells = new String[10];
                    while (rows.next()) {
                        for (int i = 0; i < cells.length; i++) {
                            cells[i] = rows.getString(i + 1);
                        }
                        from = rows.getLong(1);
                        csv.writeRecord(cells);
                        page++;
                    }
                }
                if (page == 0) {
                    return -1;
                }
            }
            return from;
        }
    }

    private long ship(Path file) throws IOException, InterruptedException {
        var id = wire.upsert(file);
        long rows = 0;
        for (var result : BulkWire.RESULTS) {
            try (var csv = CsvReader.builder()
                    .ofNamedCsvRecord(new InputStreamReader(wire.download(id, result), StandardCharsets.UTF_8))) {
                rows += csv.stream().count();
            }
        }
        return rows;
    }
}
