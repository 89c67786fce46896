package dev.hikyaku.salesforce.wire;

import dev.hikyaku.metrics.Metric;
import java.time.Duration;
import java.util.Locale;

/// How long Salesforce takes to answer, by what it was asked for; never by record.
final class Timing {
    private static final String PEER = "salesforce";

    private Timing() {}

    /// @param where method and path of the call
    /// @param asked when, by [System#nanoTime()]
    static void answered(String where, long asked, int status) {
        var isGood = status / 100 == 2 || status == 304;
        var outcome = isGood ? "success" : status >= 500 ? "failed" : "refused";
        Metric.REQUEST.took(since(asked), PEER, operation(where), outcome, isGood ? "none" : String.valueOf(status));
    }

    static void unanswered(String where, long asked, RuntimeException silent) {
        Metric.REQUEST.took(
                since(asked),
                PEER,
                operation(where),
                "failed",
                silent.getClass().getSimpleName());
    }

    private static Duration since(long asked) {
        return Duration.ofNanos(System.nanoTime() - asked);
    }

    static String operation(String where) {
        var written = where.substring(where.indexOf(' ') + 1).toLowerCase(Locale.ROOT);
        var path = written.endsWith("/") ? written.substring(0, written.length() - 1) : written;
        if (path.contains("/jobs/ingest")) {
            return bulk(where, path);
        }
        if (path.contains("/composite")) {
            return "collections";
        }
        if (path.contains("/describe")) {
            return "describe";
        }
        if (path.contains("/query")) {
            return "query";
        }
        return path.endsWith("/limits") ? "limits" : path.endsWith("/token") ? "token" : "other";
    }

    private static String bulk(String where, String path) {
        if (path.endsWith("/batches")) {
            return "bulk.upload";
        }
        if (path.endsWith("results") || path.endsWith("records")) {
            return "bulk.results";
        }
        return switch (where.substring(0, where.indexOf(' '))) {
            case "POST" -> "bulk.create";
            case "PATCH" -> "bulk.close";
            case "DELETE" -> "bulk.delete";
            default -> "bulk.look";
        };
    }
}
