package dev.hikyaku.crucible.doors;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// An application that sends changes to a queue.
record QueueSender(URI queue, Tally tally) {
    private static final int BATCH = 10;

    static SqsClient client(URI queue) {
        return SqsClient.builder()
                .endpointOverride(queue.resolve("/"))
                .region(Region.AP_NORTHEAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)))
                .build();
    }

    void send(List<Handed> changes) throws InterruptedException {
        try (var client = client(queue)) {
            for (var from = 0; from < changes.size(); from += BATCH) {
                tally.pace((double) from / changes.size());
                var batch = changes.subList(from, Math.min(changes.size(), from + BATCH));
                while (!send(client, batch)) {
                    tally.again();
                }
                tally.acknowledged(batch.size());
            }
        }
    }

    private boolean send(SqsClient client, List<Handed> batch) {
        var entries = new ArrayList<SendMessageBatchRequestEntry>();
        for (var one : batch) {
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id("m" + entries.size())
                    .messageBody(one.body())
                    .build());
        }
        try {
            return client.sendMessageBatch(
                            call -> call.queueUrl(queue.toString()).entries(entries))
                    .failed()
                    .isEmpty();
        } catch (SdkException noAnswer) {
            return false;
        }
    }
}
