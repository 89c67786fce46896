package dev.hikyaku.simulators.sqs;

import tools.jackson.databind.JsonNode;

/// A message in its queue; whoever holds the queue's lock may touch it.
final class Message {
    final String id;
    final String body;
    final JsonNode attributes;
    final long sentAt;
    int received;
    long firstReceivedAt;
    /// By the machine's monotonic clock; no entry of the queue with another time speaks of it.
    long visibleAt;

    boolean isHidden;
    boolean isGone;
    boolean cameAgain;

    /// @param attributes as they were sent, by name
    /// @param sentAt milliseconds since 1970
    Message(String id, String body, JsonNode attributes, long sentAt) {
        this.id = id;
        this.body = body;
        this.attributes = attributes;
        this.sentAt = sentAt;
    }

    /// What deletes or hides it, until it is received again.
    String receipt() {
        return id + ":" + received;
    }
}
