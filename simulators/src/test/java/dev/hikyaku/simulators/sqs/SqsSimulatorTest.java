package dev.hikyaku.simulators.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

/// The simulator by AWS's own SDK, which compares the MD5 sums of all it sends and gets.
class SqsSimulatorTest {
    @RegisterExtension
    final SqsSimulatorExtension running = new SqsSimulatorExtension();

    private SqsClient client;
    private String queue;

    @BeforeEach
    void connect() {
        client = client(running.simulator().url());
        queue = running.simulator().queue("changes").toString();
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static SqsClient client(URI endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.AP_NORTHEAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private String send(String body) {
        return client.sendMessage(call -> call.queueUrl(queue).messageBody(body))
                .messageId();
    }

    private List<Message> receive(int wait, int visibility) {
        return client.receiveMessage(call -> call.queueUrl(queue)
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(wait)
                        .visibilityTimeout(visibility)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    private void delete(Message message) {
        client.deleteMessage(call -> call.queueUrl(queue).receiptHandle(message.receiptHandle()));
    }

    @Test
    void givesOutWhatWasSentWithItsAttributes() {
        var id = client.sendMessage(call -> call.queueUrl(queue)
                        .messageBody("佐藤 😀")
                        .messageAttributes(Map.of(
                                "sync",
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue("contact")
                                        .build())))
                .messageId();
        assertThat(receive(0, 30)).singleElement().satisfies(message -> {
            assertThat(message.messageId()).isEqualTo(id);
            assertThat(message.body()).isEqualTo("佐藤 😀");
            assertThat(message.messageAttributes().get("sync").stringValue()).isEqualTo("contact");
            assertThat(message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                    .isEqualTo("1");
        });
        assertThat(receive(0, 30)).as("hidden").isEmpty();
    }

    @Test
    void givesOutAgainWhatNobodyDeletedInTime() {
        var id = send("a");
        assertThat(receive(0, 0)).hasSize(1);
        var again = receive(1, 30).getFirst();
        assertThat(again.messageId()).isEqualTo(id);
        assertThat(again.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .isEqualTo("2");
        delete(again);
        client.changeMessageVisibility(call -> call.queueUrl(queue)
                .receiptHandle(receiveOther().receiptHandle())
                .visibilityTimeout(0));
        assertThat(receive(1, 30)).extracting(Message::body).containsExactly("b");
    }

    private Message receiveOther() {
        send("b");
        return receive(1, 30).getFirst();
    }

    @Test
    void deletesNothingByAnOldReceipt() {
        send("a");
        var first = receive(0, 0).getFirst();
        var second = receive(1, 0).getFirst();
        delete(first);
        assertThat(receive(1, 30)).hasSize(1);
        assertThatThrownBy(() -> client.changeMessageVisibility(call -> call.queueUrl(queue)
                        .receiptHandle(second.receiptHandle())
                        .visibilityTimeout(5)))
                .isInstanceOf(MessageNotInflightException.class);
    }

    @Test
    void waitsForTheFirstMessage() throws InterruptedException {
        var sender = Thread.ofVirtual().start(() -> send("late"));
        assertThat(receive(10, 30)).hasSize(1);
        sender.join();
    }

    @Test
    void putsAsideWhatIsReceivedTooOften() {
        var dead = running.simulator().queue("dead").toString();
        var arn = client.getQueueAttributes(call -> call.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        client.setQueueAttributes(call -> call.queueUrl(queue)
                .attributes(Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":2}")));
        var id = send("poison");
        assertThat(receive(0, 0)).hasSize(1);
        assertThat(receive(1, 0)).hasSize(1);
        assertThat(receive(0, 0)).isEmpty();
        queue = dead;
        assertThat(receive(0, 30)).extracting(Message::messageId).containsExactly(id);
    }

    @Test
    void keepsWhatWasSentThroughAKill() {
        send("deleted");
        delete(receive(0, 30).getFirst());
        send("received");
        receive(0, 30);
        send("waiting");
        var again = running.restart();
        client.close();
        client = client(again.url());
        queue = again.queue("changes").toString();
        assertThat(receive(0, 30)).extracting(Message::body).containsExactlyInAnyOrder("received", "waiting");
    }

    @Test
    void refusesAsTheServiceDoes() {
        assertThatThrownBy(() -> client.getQueueUrl(call -> call.queueName("nowhere")))
                .isInstanceOf(QueueDoesNotExistException.class);
        var eleven = IntStream.range(0, 11)
                .mapToObj(Integer::toString)
                .map(SqsSimulatorTest::entry)
                .toList();
        assertThatThrownBy(() ->
                        client.sendMessageBatch(call -> call.queueUrl(queue).entries(eleven)))
                .isInstanceOf(TooManyEntriesInBatchRequestException.class);
        var mixed = client.sendMessageBatch(call -> call.queueUrl(queue)
                .entries(
                        entry("good"),
                        SendMessageBatchRequestEntry.builder()
                                .id("bad")
                                .messageBody("\u0001")
                                .build()));
        assertThat(mixed.successful()).hasSize(1);
        assertThat(mixed.failed())
                .singleElement()
                .satisfies(one -> assertThat(one.code()).isEqualTo("InvalidMessageContents"));
    }

    private static SendMessageBatchRequestEntry entry(String id) {
        return SendMessageBatchRequestEntry.builder()
                .id(id)
                .messageBody("body " + id)
                .build();
    }

    @Test
    void hasTheHabitsThatHurtWhenAsked(@TempDir java.nio.file.Path folder) {
        var options = SqsOptions.of(folder).shuffled().withRepeated(0.2);
        try (var harsh = SqsSimulator.start(options);
                var other = client(harsh.url())) {
            client.close();
            client = other;
            queue = harsh.queue("changes").toString();
            var sent = new ArrayList<String>();
            for (var at = 0; at < 200; at++) {
                sent.add(send("m" + at));
            }
            var order = new ArrayList<String>();
            var times = new HashMap<String, Integer>();
            for (var got = receive(2, 30); !got.isEmpty(); got = receive(2, 30)) {
                got.forEach(message -> {
                    order.add(message.messageId());
                    times.merge(message.messageId(), 1, Integer::sum);
                    delete(message);
                });
            }
            assertThat(order.stream().distinct().toList()).isNotEqualTo(sent).containsExactlyInAnyOrderElementsOf(sent);
            assertThat(times.values().stream().filter(count -> count == 2).count())
                    .isBetween(20L, 60L);
            assertThat(times.values()).allMatch(count -> count <= 2);
        }
        client = client(running.simulator().url());
    }

    @Test
    void waitsNoLongerThanAsked() {
        var began = System.nanoTime();
        assertThat(receive(1, 30)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(10));
    }
}
