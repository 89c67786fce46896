package dev.hikyaku.simulators.salesforce.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// The named parts of a small `multipart/form-data` body.
public record Multipart(Map<String, String> parts) {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]+)\"", Pattern.CASE_INSENSITIVE);
    private static final Pattern END_OF_HEAD = Pattern.compile("\r?\n\r?\n");
    private static final int MOST_BYTES = 4_000_000;

    /// Reads the body.
    ///
    /// @throws ApiError 400 `INVALIDJOB` without a boundary
    public static Multipart read(String contentType, InputStream body) throws IOException {
        var boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw new ApiError(400, "INVALIDJOB", "InvalidJob : multipart request without boundary");
        }
        var text = new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        var parts = new HashMap<String, String>();
        var separator = Pattern.compile("(?:^|\r?\n)--" + Pattern.quote(boundary.group(1)));
        for (var part : separator.splitAsStream(text).toList()) {
            var head = END_OF_HEAD.matcher(part);
            if (head.find()) {
                var name = NAME.matcher(part.substring(0, head.start()));
                if (name.find()) {
                    parts.put(name.group(1), part.substring(head.end()));
                }
            }
        }
        return new Multipart(parts);
    }

    /// The part with this name.
    ///
    /// @throws ApiError 400 `INVALIDJOB` when it is missing
    public String part(String name) {
        var part = parts.get(name);
        if (part == null) {
            throw new ApiError(400, "INVALIDJOB", "InvalidJob : multipart request without the part " + name);
        }
        return part;
    }
}
