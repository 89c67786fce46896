package dev.hikyaku.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/// A message as a row of the outbox.
///
/// @param messageId of SQS; also the row's request id, so that a message that comes again has no effect
/// @param refusal why the row is not to be taken in, or null
record Row(
        String messageId,
        String sync,
        String body,
        @Nullable Refusal refusal) {
    /// Most bytes of a body that Hikyaku takes.
    static final int LARGEST = 256 * 1024;

    private static final int LONGEST_SYNC = 64;

    /// A code of Hikyaku and what it is about.
    record Refusal(String code, String reason) {}

    /// The row of one record of an SQS event. What can be seen to be poison becomes a refused row, for it would come
    /// again and again; everything else is judged where the manifest is.
    static Row of(JsonNode message, @Nullable String defaultSync) {
        var id = text(message, "messageId");
        var body = text(message, "body");
        if (id == null || body == null) {
            throw new IllegalArgumentException("found a record without messageId or body, wanted an event of SQS");
        }
        var named = message.field("messageAttributes")
                .flatMap(attributes -> attributes.field("sync"))
                .map(attribute -> text(attribute, "stringValue"));
        var change = parsed(body);
        var sync = named.or(() -> change.map(json -> text(json, "sync")))
                .or(() -> Optional.ofNullable(defaultSync))
                .orElse("")
                .strip();
        var cut = sync.length() > LONGEST_SYNC ? sync.substring(0, LONGEST_SYNC) : sync;
        return new Row(id, cut, body, refusal(sync, body, change));
    }

    /// Empty when it is too large to be looked at, or no JSON.
    private static Optional<JsonNode> parsed(String body) {
        try {
            return body.length() > LARGEST
                    ? Optional.empty()
                    : Optional.of(JsonNode.parser().parse(body));
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static @Nullable Refusal refusal(String sync, String body, Optional<JsonNode> change) {
        var bytes = body.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LARGEST) {
            return new Refusal("HK4108", "found a message of " + bytes + " bytes, wanted at most " + LARGEST);
        }
        if (change.isEmpty()) {
            return new Refusal("HK4101", "found a message that is no JSON, wanted one change as a JSON object");
        }
        if (!change.get().isObject()) {
            return new Refusal("HK4105", "found JSON that is no object, wanted one change");
        }
        if (sync.isEmpty() || sync.length() > LONGEST_SYNC) {
            return new Refusal(
                    "HK4104",
                    "found a message whose sync is " + (sync.isEmpty() ? "not named" : "longer than 64 characters")
                            + "; name it in the body, in the message attribute \"sync\", or in HIKYAKU_SYNC of the"
                            + " function");
        }
        return null;
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.field(field)
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .orElse(null);
    }

    /// Bytes it takes in a call at most: in JSON, with its escapes, and with the names around it.
    long size() {
        return 1_000 + escaped(sync) + escaped(body) + (refusal == null ? 0 : 2L * escaped(refusal.reason()));
    }

    private static long escaped(String text) {
        return text.chars()
                .mapToLong(sign -> sign == '"' || sign == '\\' ? 2 : sign < 0x20 ? 6 : sign < 0x80 ? 1 : 3)
                .sum();
    }
}
