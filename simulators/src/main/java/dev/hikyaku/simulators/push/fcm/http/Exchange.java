package dev.hikyaku.simulators.push.fcm.http;

import dev.hikyaku.simulators.push.fcm.send.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.server.internal.HTTP2ServerConnection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// One call and the ways to end it. No thread waits for a late answer.
record Exchange(Request request, Response response, Callback callback) {

    void answer(Reply reply) {
        response.setStatus(reply.status());
        var headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, reply.type());
        var body = reply.body().getBytes(StandardCharsets.UTF_8);
        headers.put(HttpHeader.CONTENT_LENGTH, body.length);
        reply.headers().forEach(headers::put);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    void answer(Reply reply, long milliseconds, LateAnswers late) {
        if (milliseconds == 0) {
            answer(reply);
        } else {
            late.after(milliseconds, request.getComponents().getScheduler(), () -> answer(reply));
        }
    }

    /// Ends the connection without a word, and all other calls on it.
    void drop() {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
    }

    /// Says that no further calls are wanted on this connection. HTTP/1.1 says it with a header.
    void goAway() {
        if (request.getConnectionMetaData().getConnection() instanceof HTTP2ServerConnection connection) {
            connection.getSession().close(ErrorCode.NO_ERROR.code, "simulated", Callback.NOOP);
        } else {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
    }

    String query(String name) {
        var values = Request.extractQueryParameters(request).getValues(name);
        return values == null || values.isEmpty() ? "" : values.getFirst();
    }
}
