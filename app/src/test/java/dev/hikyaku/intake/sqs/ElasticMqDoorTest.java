package dev.hikyaku.intake.sqs;

import java.net.URI;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The SQS door against ElasticMQ, which knows nothing of us.
class ElasticMqDoorTest extends SqsDoorContract {
    private static SQSRestServer server;
    private static URI endpoint;

    @BeforeAll
    static void startElasticMq() {
        server = SQSRestServerBuilder.withDynamicPort()
                .withInterface("127.0.0.1")
                .start();
        endpoint = URI.create(
                "http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort());
    }

    @AfterAll
    static void stopElasticMq() {
        // Waiting for it would wait for the long polls of clients that are gone.
        server.stopAndGetFuture().apply();
    }

    @Override
    URI endpoint() {
        return endpoint;
    }
}
