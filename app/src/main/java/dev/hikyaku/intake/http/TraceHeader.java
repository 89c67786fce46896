package dev.hikyaku.intake.http;

import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// The trace a call belongs to: header `traceparent` of W3C Trace Context. One that is malformed counts as none, as the
/// standard says.
final class TraceHeader {
    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final String TRACE = "trace.id";

    private TraceHeader() {}

    static @Nullable String of(Request request) {
        var values = request.getHeaders().getValuesList("traceparent");
        return values.size() == 1 && FORM.matcher(values.getFirst()).matches() ? values.getFirst() : null;
    }

    /// Until it is closed, what is logged names the trace.
    interface Logged extends AutoCloseable {
        @Override
        void close();
    }

    static Logged logged(Request request) {
        var parent = of(request);
        return parent == null ? () -> {} : MDC.putCloseable(TRACE, parent.substring(3, 35))::close;
    }
}
