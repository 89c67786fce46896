package dev.hikyaku.dashboard.rest;

import dev.hikyaku.dashboard.trace.Mask;
import dev.hikyaku.ledger.view.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes answers: JSON as the command line does, or CSV for who asks for `text/csv`; the next page also as
/// `Link`.
final class Answers {
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final Set<String> MASKED = Set.of("reason", "detail", "cause");
    private static final int ETAG = 16;

    private Answers() {}

    /// One thing. Whoever has it already, by its ETag, is told so and gets nothing.
    static ResponseEntity<byte[]> one(Object value) {
        var body = json(value);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag(etag(body))
                .body(body);
    }

    /// One page of rows.
    ///
    /// @param columns of the CSV, and so of a record
    static <T extends Record> ResponseEntity<byte[]> page(HttpServletRequest request, Class<T> columns, Page<T> page) {
        var answer = ResponseEntity.ok().cacheControl(CacheControl.noStore());
        var next = page.next();
        if (next != null) {
            answer.header(HttpHeaders.LINK, "<" + nextAddress(request, next) + ">; rel=\"next\"");
        }
        return wantsCsv(request)
                ? answer.contentType(CSV)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"hikyaku.csv\"")
                        .body(Csv.write(columns, page.items(), wantsMark(request)))
                : answer.contentType(MediaType.APPLICATION_JSON).body(json(page));
    }

    /// All rows there are.
    static <T extends Record> ResponseEntity<byte[]> all(HttpServletRequest request, Class<T> columns, List<T> rows) {
        return page(request, columns, new Page<>(rows, null));
    }

    /// As JSON; texts that may quote personal data are masked, as on the pages.
    static byte[] json(Object value) {
        JsonNode tree = JsonMapper.shared().valueToTree(value);
        mask(tree);
        return JsonMapper.shared().writeValueAsBytes(tree);
    }

    private static void mask(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (var entry : List.copyOf(object.properties())) {
                var child = entry.getValue();
                if (child.isString() && isMasked(entry.getKey())) {
                    object.put(entry.getKey(), Mask.text(child.stringValue()));
                } else {
                    mask(child);
                }
            }
        } else {
            node.forEach(Answers::mask);
        }
    }

    /// Whether what has this name may quote what was in a record.
    static boolean isMasked(String name) {
        return MASKED.contains(name);
    }

    private static String nextAddress(HttpServletRequest request, String cursor) {
        return ServletUriComponentsBuilder.fromRequest(request)
                .scheme(null)
                .host(null)
                .port(null)
                .replaceQueryParam("cursor", "{cursor}")
                .encode()
                .buildAndExpand(cursor)
                .toUriString();
    }

    private static boolean wantsCsv(HttpServletRequest request) {
        @Nullable String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null
                && MediaType.parseMediaTypes(accept).stream()
                        .anyMatch(type -> type.getType().equals("text")
                                && type.getSubtype().equals("csv"));
    }

    /// Excel reads UTF-8 only behind a byte order mark.
    private static boolean wantsMark(HttpServletRequest request) {
        return "true".equals(request.getParameter("bom"));
    }

    private static String etag(byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(body);
            return HexFormat.of().formatHex(digest, 0, ETAG);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
