package dev.hikyaku.simulators.salesforce.http;

import dev.hikyaku.simulators.salesforce.bulk.BulkJobs;
import dev.hikyaku.simulators.salesforce.wire.Answer;
import dev.hikyaku.simulators.salesforce.wire.ApiError;
import dev.hikyaku.simulators.salesforce.wire.Call;
import dev.hikyaku.simulators.salesforce.wire.Multipart;
import dev.hikyaku.simulators.salesforce.wire.Routes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.JsonNodeFactory;

/// `/jobs/ingest`: the whole of Bulk API 2.0 ingest.
record BulkDoor(BulkJobs jobs) {
    private static final String INGEST = "/services/data/{v}/jobs/ingest";
    private static final int PAGE = 1000;

    void addTo(Routes routes) {
        routes.add("POST", INGEST, this::create)
                .add("GET", INGEST, this::list)
                .add("GET", INGEST + "/{}", call -> new Answer.Json(200, jobs.get(call.piece(1))))
                .add("PATCH", INGEST + "/{}", this::change)
                .add("DELETE", INGEST + "/{}", this::delete)
                .add("PUT", INGEST + "/{}/batches", this::upload)
                .add(
                        "GET",
                        INGEST + "/{}/successfulResults",
                        call -> new Answer.Csv(jobs.successfulResults(call.piece(1))))
                .add("GET", INGEST + "/{}/failedResults", call -> new Answer.Csv(jobs.failedResults(call.piece(1))))
                .add("GET", INGEST + "/{}/unprocessed[rR]ecords", this::unprocessed);
    }

    private Answer create(Call call) throws IOException {
        var type = call.header("Content-Type");
        if (!type.startsWith("multipart/form-data")) {
            return new Answer.Json(200, jobs.create(call.json(), call.apiVersion()));
        }
        var parts = Multipart.read(type, call.body());
        var csv = parts.part("content");
        if (csv.length() > 100_000) {
            throw new ApiError(
                    400,
                    "INVALIDJOB",
                    "InvalidJob : The content of a multipart request is limited to 100000 characters");
        }
        return new Answer.Json(
                200,
                jobs.createWithContent(
                        Call.json(parts.part("job")), call.apiVersion(), csv.getBytes(StandardCharsets.UTF_8)));
    }

    private Answer list(Call call) {
        var json = JsonNodeFactory.instance.objectNode();
        var locator = call.query("queryLocator");
        var from = locator.matches("[0-9]{1,9}") ? Integer.parseInt(locator) : 0;
        var all = jobs.list();
        var to = Math.min(all.size(), from + PAGE);
        json.put("done", to == all.size());
        var records = json.putArray("records");
        all.subList(Math.min(from, to), to).forEach(records::add);
        if (to == all.size()) {
            json.putNull("nextRecordsUrl");
        } else {
            json.put("nextRecordsUrl", call.path() + "?queryLocator=" + to);
        }
        return new Answer.Json(200, json);
    }

    private Answer change(Call call) throws IOException {
        return new Answer.Json(
                200, jobs.change(call.piece(1), call.json().path("state").asString("")));
    }

    private Answer delete(Call call) {
        jobs.delete(call.piece(1));
        return new Answer.Nothing(204);
    }

    private Answer upload(Call call) throws IOException {
        if (!call.header("Content-Type").startsWith("text/csv")) {
            throw new ApiError(415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type must be text/csv");
        }
        var length = call.header("Content-Length");
        jobs.upload(call.piece(1), call.body(), length.isEmpty() ? -1 : Long.parseLong(length));
        return new Answer.Nothing(201);
    }

    private Answer unprocessed(Call call) throws IOException {
        var id = call.piece(1);
        jobs.successfulResults(id);
        return new Answer.CsvStream(stream -> jobs.unprocessed(id, stream));
    }
}
