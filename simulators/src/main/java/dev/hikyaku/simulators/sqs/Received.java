package dev.hikyaku.simulators.sqs;

import tools.jackson.databind.JsonNode;

/// A message as one receiver gets it.
///
/// @param receipt what deletes or hides it
/// @param received how often it was received, this time included
/// @param sentAt milliseconds since 1970
/// @param firstReceivedAt milliseconds since 1970
record Received(
        String id, String receipt, String body, JsonNode attributes, int received, long sentAt, long firstReceivedAt) {
    static Received of(Message message) {
        return new Received(
                message.id,
                message.receipt(),
                message.body,
                message.attributes,
                message.received,
                message.sentAt,
                message.firstReceivedAt);
    }
}
