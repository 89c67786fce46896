package dev.hikyaku.intake.http;

import dev.hikyaku.intake.body.ChangeReader;
import dev.hikyaku.intake.body.Given;
import dev.hikyaku.intake.body.Reading;
import dev.hikyaku.intake.group.Taking;
import dev.hikyaku.intake.http.Paths.Exchange;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/// `POST .../changes`, `.../upsert`, `.../delete`: one change, an array of them, or one in each line.
final class ChangesPath {
    private final Map<String, ChangeReader> readers;
    private final Entrance entrance;
    private final Taking taking;

    ChangesPath(Map<String, ChangeReader> readers, Entrance entrance, Taking taking) {
        this.readers = readers;
        this.entrance = entrance;
        this.taking = taking;
    }

    /// Lets a call in that hands nothing in.
    void letIn(Exchange exchange) throws IOException {
        try (var held = entrance.bodies().hold()) {
            entrance.enter(exchange.request(), held);
        }
    }

    /// Takes in what the body holds, and answers.
    ///
    /// @param operation of all its changes, or null when each says its own
    void post(String sync, @Nullable String operation, Exchange exchange) throws IOException {
        var request = exchange.request();
        var areLines = areLines(request);
        try (var held = entrance.bodies().hold()) {
            var call = entrance.enter(request, held);
            var reader = readers.get(sync);
            if (reader == null) {
                throw new Refusal(RefusalCode.UNKNOWN_SYNC, sync);
            }
            // A signature vouches for the body and not for the path: what was sent to one sync could be sent to
            // another.
            var namesSync = entrance.check().needsBody() && readers.size() > 1;
            var given = new Given(operation, call.requestId(), namesSync, TraceHeader.of(request));
            var target = new Receipts(sync, taking, exchange.tellings());
            if (areLines) {
                new Lines(entrance, reader, target).answer(exchange, call, given);
            } else {
                whole(exchange, call, new Body(reader, given, target), held);
            }
        }
    }

    private record Body(ChangeReader reader, Given given, Receipts receipts) {}

    private static boolean areLines(Request request) {
        var header = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        var type = header == null
                ? ""
                : header.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        return switch (type) {
            case "application/json" -> false;
            case "application/x-ndjson", "application/ndjson", "application/jsonl" -> true;
            default -> throw new Refusal(RefusalCode.WRONG_TYPE, type);
        };
    }

    private void whole(Exchange exchange, Entrance.Call call, Body body, Bodies.Held held) throws IOException {
        var bodies = entrance.bodies();
        var raw = call.raw();
        var bytes = bodies.expanded(call.request(), raw == null ? bodies.raw(call.request(), held) : raw, held);
        var readings = body.reader().readAll(bytes, body.given());
        entrance.pay(call.client(), readings.size() - 1);
        if (isArray(bytes) && !isBroken(readings)) {
            many(exchange, body.receipts(), readings);
        } else {
            one(exchange, body.receipts(), readings.getFirst());
        }
    }

    private static boolean isBroken(List<Reading> readings) {
        return readings.getFirst() instanceof Reading.Wrong wrong && readings.size() == 1 && wrong.isWhole();
    }

    private static boolean isArray(byte[] bytes) {
        for (var one : bytes) {
            if (!Character.isWhitespace(one)) {
                return one == '[';
            }
        }
        return false;
    }

    private static void one(Exchange exchange, Receipts receipts, Reading reading) {
        switch (reading) {
            case Reading.Wrong wrong -> {
                var status = Receipts.status(wrong);
                exchange.problem(status, exchange.tellings().wrong(wrong.problems(), status));
            }
            case Reading.Right right -> {
                var result = receipts.all(List.of(right)).getFirst();
                var status = result.remove("status").intValue();
                exchange.answer(status, "application/json", result + "\n");
            }
        }
    }

    private static void many(Exchange exchange, Receipts receipts, List<Reading> readings) {
        var results = receipts.all(readings);
        var array = JsonNodeFactory.instance.objectNode();
        array.putArray("results").addAll(results);
        var statuses = results.stream()
                .mapToInt(result -> result.path("status").intValue())
                .toArray();
        exchange.answer(together(statuses), "application/json", array + "\n");
    }

    /// The status of all: 202 or 200 when all are taken in, 207 when some are, else what the first was refused with.
    private static int together(int[] statuses) {
        var right = 0;
        var isNew = false;
        for (var status : statuses) {
            right += status < 300 ? 1 : 0;
            isNew |= status == 202;
        }
        if (right == statuses.length) {
            return isNew ? 202 : 200;
        }
        return right == 0 ? statuses[0] : 207;
    }
}
