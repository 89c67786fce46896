package dev.hikyaku.intake.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.intake.body.ChangeReader;
import dev.hikyaku.intake.group.Taking;
import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Changes.Receipt;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.manifest.Manifest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// A queue, a ledger and doors between them, for tests.
abstract class OpenQueue {
    private static final AtomicInteger QUEUES = new AtomicInteger();

    @TempDir
    private Path folder;

    final List<String> troubles = new CopyOnWriteArrayList<>();
    SqsClient client;
    Ledger ledger;
    Taking taking;
    Map<String, ChangeReader> readers;
    String queue;

    /// Where the queues are.
    abstract URI endpoint();

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectories(folder.resolve("syncs"));
        Files.writeString(folder.resolve("hikyaku.yaml"), "version: 1\n");
        for (var name : List.of("note", "memo")) {
            Files.writeString(folder.resolve("syncs/" + name + ".yaml"), """
                    version: 1
                    sync: NAME
                    salesforce: { object: Note__c, externalId: AppId__c }
                    source: { intake: true, key: id }
                    fields: { Text__c: text }
                    """.replace("NAME", name));
        }
        readers = new HashMap<>();
        Manifest.read(folder).syncs().forEach(sync -> readers.put(sync.name(), new ChangeReader(sync)));
        ledger = Ledger.open(new Ledger.Settings("jdbc:h2:mem:sqs" + folder.getFileName(), "hikyaku", "hikyaku"));
        taking = taking((sync, changes) -> ledger.changes().takeIn(sync, "sqs", changes));
        client = connect();
        queue = create(Map.of());
    }

    @AfterEach
    void close() {
        taking.close();
        ledger.close();
        client.close();
    }

    interface Write {
        List<Receipt> write(String sync, List<NewChange> changes);
    }

    static Taking taking(Write write) {
        return new Taking(write::write, Set.of("note", "memo"), 1_000, () -> {});
    }

    SqsDoor door(int settleAfter, int visibilitySeconds) {
        return door(
                settleAfter, visibilitySeconds, (sync, text) -> ledger.story().note(sync, "message-refused", text));
    }

    SqsDoor door(int settleAfter, int visibilitySeconds, SqsDoor.Refused refused) {
        return new SqsDoor(
                connect(),
                new SqsDoor.Settings(queue, 2, Duration.ofSeconds(visibilitySeconds), settleAfter),
                new SqsDoor.Into(readers, taking, refused, troubles::add, Locale.ENGLISH));
    }

    SqsClient connect() {
        return SqsClient.builder()
                .endpointOverride(endpoint())
                .region(Region.AP_NORTHEAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(40)))
                .build();
    }

    String create(Map<QueueAttributeName, String> attributes) {
        return client.createQueue(request ->
                        request.queueName("q" + QUEUES.incrementAndGet()).attributes(attributes))
                .queueUrl();
    }

    void send(List<String> bodies) {
        for (int from = 0; from < bodies.size(); from += 10) {
            var entries = new ArrayList<SendMessageBatchRequestEntry>();
            for (var body : bodies.subList(from, Math.min(from + 10, bodies.size()))) {
                entries.add(SendMessageBatchRequestEntry.builder()
                        .id("m" + entries.size())
                        .messageBody(body)
                        .build());
            }
            client.sendMessageBatch(request -> request.queueUrl(queue).entries(entries));
        }
    }

    long takenIn(String sync) {
        return ledger.books().of(sync).takenIn();
    }

    static void await(BooleanSupplier condition) {
        var end = System.nanoTime() + Duration.ofSeconds(100).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
