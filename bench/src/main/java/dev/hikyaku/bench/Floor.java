package dev.hikyaku.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The floor: table -> CSV -> bulk jobs -> results parsed and counted. It claims nothing, records nothing, resumes
/// nothing. Arguments: JDBC URL, base URL of the org.
final class Floor {
    private static final long LARGEST = 90_000_000;
    private static final String ROOT = "/services/data/v66.0/jobs/ingest/";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String org;
    private final String token;

    private Floor(String org) throws IOException, InterruptedException {
        this.org = org;
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(org + "/services/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "grant_type=client_credentials&client_id=hikyaku&client_secret=simulator"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        token = JsonMapper.shared().readTree(answer.body()).path("access_token").asString();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        var floor = new Floor(arguments[1]);
        long rows = 0;
        try (var connection = DriverManager.getConnection(arguments[0], "root", "")) {
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
        var id = json(
                        "POST",
                        "",
                        "{\"object\":\"Contact\",\"operation\":\"upsert\",\"externalIdFieldName\":\"AppId__c\"}")
                .path("id")
                .asString();
        http.send(
                request(id + "/batches", "text/csv")
                        .PUT(HttpRequest.BodyPublishers.ofFile(file))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        json("PATCH", id, "{\"state\":\"UploadComplete\"}");
        String state;
        do {
            Thread.sleep(100);
            state = json("GET", id, "").path("state").asString();
        } while (!state.equals("JobComplete") && !state.equals("Failed"));
        long rows = 0;
        for (var result : List.of("successfulResults", "failedResults", "unprocessedrecords")) {
            var answer = http.send(
                    request(id + "/" + result + "/", "text/csv").GET().build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (var csv = CsvReader.builder()
                    .ofNamedCsvRecord(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                rows += csv.stream().count();
            }
        }
        return rows;
    }

    private JsonNode json(String method, String path, String body) throws IOException, InterruptedException {
        var sent = request(path, "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return JsonMapper.shared()
                .readTree(http.send(sent, HttpResponse.BodyHandlers.ofString()).body());
    }

    private HttpRequest.Builder request(String path, String type) {
        var url = path.isEmpty() ? org + ROOT.substring(0, ROOT.length() - 1) : org + ROOT + path;
        return HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type);
    }
}
