package dev.hikyaku.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;

/// The function: messages of SQS become rows of the outbox.
///
/// A message is gone from the queue only after its row is committed. One that comes again has no effect, one that can't
/// be read becomes a refused row, one whose row could not be written is named in `batchItemFailures`, so that SQS gives
/// it again and at last to its dead-letter queue. The event source needs `ReportBatchItemFailures`.
public final class Handler implements RequestStreamHandler {
    private final Target target;
    private final RdsDataClient client;

    /// Called once by Lambda, outside the time of an invocation: what is slow happens here.
    public Handler() {
        this(System.getenv());
    }

    Handler(Map<String, String> environment) {
        target = Target.of(environment);
        // Naming each part keeps the SDK from looking for them on the class path.
        client = RdsDataClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(EnvironmentVariableCredentialsProvider.create())
                .region(Region.of(environment.getOrDefault("AWS_REGION", "us-east-1")))
                .build();
    }

    /// Takes one event.
    ///
    /// @throws IllegalArgumentException when it is no event of SQS; the whole batch comes again
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var event = JsonNode.parser().parse(input);
        var messages = event.field("Records")
                .filter(JsonNode::isArray)
                .orElseThrow(() -> new IllegalArgumentException("found no Records, wanted an event of SQS"))
                .asArray();
        var rows = new ArrayList<Row>();
        messages.forEach(message -> rows.add(Row.of(message, target.sync())));
        var inOrder = messages.stream().anyMatch(Handler::isFifo);
        var log = context.getLogger();
        var failed = new OutboxTable(client, target, log::log).write(rows, inOrder);
        var refused = rows.stream().filter(row -> row.refusal() != null).count();
        if (refused + failed.size() > 0) {
            log.log(rows.size() + " messages: " + refused + " refused, " + failed.size() + " left to SQS");
        }
        output.write(answer(failed));
    }

    private static boolean isFifo(JsonNode message) {
        return message.field("eventSourceARN")
                .filter(JsonNode::isString)
                .map(arn -> arn.asString().endsWith(".fifo"))
                .orElse(false);
    }

    private static byte[] answer(List<String> failed) {
        var json = JsonWriter.create().writeStartObject();
        json.writeFieldName("batchItemFailures").writeStartArray();
        failed.forEach(id -> json.writeStartObject()
                .writeFieldName("itemIdentifier")
                .writeValue(id)
                .writeEndObject());
        return json.writeEndArray().writeEndObject().getBytes();
    }
}
