package dev.hikyaku.crucible.doors;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/// An application that hands changes in over HTTP, signed: one by one, as arrays, as lines. What nobody acknowledged it
/// hands in again.
record HttpCaller(URI door, Tally tally) {
    static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);

    private static final int OK = 200;
    private static final int TAKEN_IN = 202;
    private static final Set<Integer> LATER = Set.of(408, 429, 503);

    private enum Form {
        ONE,
        ARRAY,
        LINES
    }

    void handIn(List<Handed> changes, Random dice) throws InterruptedException, GeneralSecurityException {
        try (var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build()) {
            var from = 0;
            while (from < changes.size()) {
                tally.pace((double) from / changes.size());
                var form = Form.values()[dice.nextInt(Form.values().length)];
                var most = switch (form) {
                    case ONE -> 1;
                    case ARRAY -> 20;
                    case LINES -> 60;
                };
                var to = Math.min(changes.size(), from + most);
                handIn(client, form, changes.subList(from, to));
                from = to;
            }
        }
    }

    private void handIn(HttpClient client, Form form, List<Handed> changes)
            throws InterruptedException, GeneralSecurityException {
        var left = changes;
        while (!left.isEmpty()) {
            var taken = call(client, form, left);
            tally.acknowledged(taken);
            left = left.subList(taken, left.size());
            if (!left.isEmpty()) {
                tally.again();
            }
        }
    }

    /// How many of them were acknowledged, from the first on.
    private int call(HttpClient client, Form form, List<Handed> changes)
            throws InterruptedException, GeneralSecurityException {
        try {
            var answer = client.send(request(form, changes), BodyHandlers.ofString());
            if (LATER.contains(answer.statusCode())) {
                return 0;
            }
            return form == Form.LINES ? lines(answer) : whole(answer, changes.size());
        } catch (IOException noAnswer) {
            return 0;
        }
    }

    private static int whole(HttpResponse<String> answer, int changes) {
        if (answer.statusCode() != OK && answer.statusCode() != TAKEN_IN) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return changes;
    }

    private static int lines(HttpResponse<String> answer) {
        var taken = 0;
        for (var line : answer.body().lines().toList()) {
            var status = JsonMapper.shared().readTree(line).path("status").asInt(0);
            if (LATER.contains(status)) {
                return taken;
            }
            if (status != OK && status != TAKEN_IN) {
                throw new AssertionError(line);
            }
            taken++;
        }
        return taken;
    }

    private HttpRequest request(Form form, List<Handed> changes) throws GeneralSecurityException {
        var bodies = changes.stream().map(Handed::body);
        var body = switch (form) {
            case ONE -> changes.getFirst().body();
            case ARRAY -> bodies.collect(Collectors.joining(",", "[", "]"));
            case LINES -> bodies.collect(Collectors.joining("\n"));
        };
        var id = UUID.randomUUID().toString();
        var at = Long.toString(Instant.now().getEpochSecond());
        return HttpRequest.newBuilder(door.resolve("/api/v1/syncs/note/changes"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", form == Form.LINES ? "application/x-ndjson" : "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", at)
                .header("webhook-signature", "v1," + signed(id + "." + at + "." + body))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static String signed(String text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// Parts of a list, for so many callers.
    static <T> List<List<T>> parts(List<T> all, int many) {
        var parts = new ArrayList<List<T>>();
        for (var at = 0; at < many; at++) {
            parts.add(all.subList(all.size() * at / many, all.size() * (at + 1) / many));
        }
        return parts;
    }
}
