package dev.hikyaku.infra.intake;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/// A standard queue, and the queue of what could not be taken out of it. What waits is encrypted, and nobody comes in
/// without TLS.
public final class Queues extends Construct {
    /// Six times as long as the function may take, as AWS advises.
    private static final Duration HIDDEN = Duration.minutes(3);

    private final Queue queue;
    private final Queue dead;

    /// Makes both.
    ///
    /// @param tries before a message goes to the dead letters
    public Queues(Construct scope, String id, int tries) {
        super(scope, id);
        dead = dead(this, "Dead");
        queue = queue(this, "Queue")
                // Less than the dead letters': there a message keeps the time it was first sent.
                .retentionPeriod(Duration.days(4))
                .visibilityTimeout(HIDDEN)
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(dead)
                        .maxReceiveCount(tries)
                        .build())
                .build();
    }

    /// A queue of dead letters alone.
    public static Queue dead(Construct scope, String id) {
        return queue(scope, id).retentionPeriod(Duration.days(14)).build();
    }

    /// A queue of messages that only wake somebody: who was not woken within the hour looks by himself.
    public static Queue waking(Construct scope, String id) {
        return queue(scope, id).retentionPeriod(Duration.hours(1)).build();
    }

    private static Queue.Builder queue(Construct scope, String id) {
        return Queue.Builder.create(scope, id)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true);
    }

    /// Where things wait.
    public Queue queue() {
        return queue;
    }

    /// Where they end that nobody could take.
    public Queue dead() {
        return dead;
    }
}
