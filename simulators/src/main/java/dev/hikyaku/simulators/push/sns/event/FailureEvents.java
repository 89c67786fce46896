package dev.hikyaku.simulators.push.sns.event;

import dev.hikyaku.simulators.push.sns.registry.Application;
import dev.hikyaku.simulators.push.sns.registry.Endpoint;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Tells of failures, for applications that have a topic for them.
public final class FailureEvents {
    private final EventQueue queue;
    private final Clock clock;

    /// Tells this queue.
    public FailureEvents(EventQueue queue, Clock clock) {
        this.queue = queue;
        this.clock = clock;
    }

    /// Tells of one failure.
    ///
    /// @param id the publish's message id
    public void tell(Application application, Endpoint endpoint, String id, Failure failure) {
        var topic = application.attributes().getOrDefault(Application.DELIVERY_FAILURES, "");
        if (topic.isEmpty()) {
            return;
        }
        var event = object().put("DeliveryAttempts", 1)
                .put("EndpointArn", endpoint.arn())
                .put("EventType", "DeliveryFailure")
                .put("FailureMessage", failure.text())
                .put("FailureType", failure.type())
                .put("MessageId", id)
                .put("Resource", application.arn())
                .put("Service", "SNS")
                .put("Time", now());
        // as a subscription without raw message delivery wraps it
        queue.add(object().put("Type", "Notification")
                .put("MessageId", UUID.randomUUID().toString())
                .put("TopicArn", topic)
                .put("Subject", "DeliveryFailure event for app " + application.arn())
                .put("Message", event.toString())
                .put("Timestamp", now())
                .toString());
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
