package dev.hikyaku.intake.http;

import dev.hikyaku.intake.body.BodyCode;
import dev.hikyaku.intake.body.BodyProblem;
import dev.hikyaku.intake.body.ChangeReader;
import dev.hikyaku.intake.body.ChangeReader.Given;
import dev.hikyaku.intake.body.Reading;
import dev.hikyaku.intake.http.Paths.Exchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;

/// A change in each line, an answer in each line, in the same order. What has come is taken in with one commit while
/// more is on its way, so a stream may be of any length.
final class Lines {
    private final Entrance entrance;
    private final ChangeReader reader;
    private final Receipts receipts;

    Lines(Entrance entrance, ChangeReader reader, Receipts receipts) {
        this.entrance = entrance;
        this.reader = reader;
        this.receipts = receipts;
    }

    void answer(Exchange exchange, Entrance.Call call, Given given) throws IOException {
        var bodies = entrance.bodies();
        var raw = call.raw();
        var wire = raw == null ? bodies.timed(call.request()) : new ByteArrayInputStream(raw.array());
        var source = new LineSource(bodies.expanding(call.request(), wire), bodies.longest());
        exchange.response().setStatus(200);
        exchange.response().getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-ndjson");
        try (var out = Content.Sink.asOutputStream(exchange.response())) {
            take(new Stream(source, wire, out, raw != null), call.client(), given);
        } catch (IOException gone) {
            exchange.callback().failed(gone);
            return;
        }
        exchange.callback().succeeded();
    }

    private record Stream(LineSource source, InputStream wire, OutputStream out, boolean isSigned) {}

    private void take(Stream stream, String client, Given given) throws IOException {
        long number = 0;
        try (var gathered = new Gathered(entrance.bodies().hold())) {
            try {
                for (var line = stream.source().next();
                        line != null;
                        line = stream.source().next()) {
                    gathered.add(read(line, given, ++number, stream.isSigned()), line);
                    if (stream.wire() instanceof Bodies.Timed timed) {
                        timed.again();
                    }
                    if (gathered.isFull() || !stream.source().hasMore()) {
                        entrance.pay(client, gathered.readings().size());
                        write(stream.out(), gathered);
                    }
                }
                write(stream.out(), gathered);
            } catch (Refusal refusal) {
                // The status has gone out: this line is the last one, and tells from where on to send again.
                var last = receipts.tellings().refusal(refusal).put("line", gathered.first());
                stream.out().write((last + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /// The type of the body is not signed: what was sent as one document could be sent again as lines, with other ids.
    /// So a document of one line keeps its id, and one of several lines is no stream.
    private Reading read(Bytes line, Given given, long number, boolean isSigned) {
        var id = given.requestId();
        var requestId = id == null || (isSigned && number == 1) ? id : id + "-" + number;
        var reading = reader.read(line.array(), new Given(given.operation(), requestId, given.namesSync()));
        if (isSigned && number == 1 && reading instanceof Reading.Wrong wrong && isNoObject(wrong)) {
            throw new Refusal(RefusalCode.WRONG_TYPE, "application/x-ndjson");
        }
        return reading;
    }

    private static boolean isNoObject(Reading.Wrong wrong) {
        return wrong.isBroken()
                || (wrong.isWhole()
                        && wrong.problems().getFirst() instanceof BodyProblem.Shape shape
                        && shape.kind() == BodyCode.WRONG_KIND);
    }

    private void write(OutputStream out, Gathered gathered) throws IOException {
        var number = gathered.first();
        var text = new StringBuilder();
        for (var result : receipts.all(gathered.readings())) {
            text.append(result.put("line", number++)).append('\n');
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
        gathered.begin(number);
    }
}
