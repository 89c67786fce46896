package dev.hikyaku.bench.intake;

import dev.hikyaku.outbox.Dialect;
import dev.hikyaku.outbox.Outbox;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// Changes that wait behind a door before it opens.
final class Stock {
    private static final int BATCH = 10;
    private static final int PAGE = 1_000;

    private Stock() {}

    /// Messages in a queue.
    static void send(URI queue, int many, int keys) {
        try (var client = SqsClient.builder()
                .endpointOverride(queue.resolve("/"))
                .region(Region.AP_NORTHEAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            for (var sent = 0; sent < many; sent += BATCH) {
                var entries = new ArrayList<SendMessageBatchRequestEntry>();
                for (var at = 0; at < BATCH; at++) {
                    entries.add(SendMessageBatchRequestEntry.builder()
                            .id("m" + at)
                            .messageBody(Body.next(keys))
                            .build());
                }
                client.sendMessageBatch(call -> call.queueUrl(queue.toString()).entries(entries));
            }
        }
    }

    /// An outbox without rows.
    static void makeOutbox(String url, String user) throws SQLException {
        try (var connection = DriverManager.getConnection(url, user, "");
                var statement = connection.createStatement()) {
            for (var one : Outbox.ddl(Dialect.of(connection))) {
                statement.execute(one);
            }
        }
    }

    /// Rows of an outbox, as an application's transactions of 1,000 changes leave them.
    static void write(String url, String user, int many, int keys) throws SQLException {
        try (var connection = DriverManager.getConnection(url, user, "");
                var row = connection.prepareStatement("INSERT INTO hk_outbox (sync, body) VALUES ('customer', ?)")) {
            connection.setAutoCommit(false);
            for (var written = 0; written < many; written += PAGE) {
                for (var at = 0; at < PAGE; at++) {
                    row.setString(1, Body.next(keys));
                    row.addBatch();
                }
                row.executeBatch();
                connection.commit();
            }
        }
    }
}
