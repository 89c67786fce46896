package dev.hikyaku.intake.sqs;

import dev.hikyaku.intake.body.BodyProblem;
import dev.hikyaku.intake.body.ChangeReader;
import dev.hikyaku.intake.body.ChangeReader.Given;
import dev.hikyaku.intake.body.Reading;
import dev.hikyaku.intake.group.Taking.NotTaken;
import dev.hikyaku.intake.group.Taking.Why;
import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Story;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// What is done with the messages of one call: taken in, refused, or left to come again.
///
/// @param client deletes what is done
record Messages(SqsClient client, SqsDoor.Settings settings, SqsDoor.Into into) {
    private static final int LONGEST_PART = 2_500;
    private static final int LONGEST_REASON = 1_000;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    private record Sent(Message message, NewChange change) {}

    /// Takes in what can be, and deletes what is done.
    void take(List<Message> messages) {
        try (var _ = new Hidden(client, settings, messages)) {
            var done = new ArrayList<Message>();
            var rows = new LinkedHashMap<String, List<Sent>>();
            for (var message : messages) {
                read(message, rows, done);
            }
            rows.forEach((sync, sent) -> takeIn(sync, sent, done));
            delete(done);
        }
    }

    private void read(Message message, Map<String, List<Sent>> rows, List<Message> done) {
        var body = ChangeReader.bytes(message.body());
        var sync = sync(message, body);
        var reader = sync == null ? null : into.readers().get(sync);
        if (sync == null || reader == null) {
            refuse(
                    message,
                    sync,
                    "HK4121 no sync \"" + BodyProblem.quoted(String.valueOf(sync)) + "\" is served here",
                    done);
            return;
        }
        switch (reader.read(body, new Given(null, message.messageId()))) {
            case Reading.Right(var change) ->
                rows.computeIfAbsent(sync, _ -> new ArrayList<>()).add(new Sent(message, change));
            case Reading.Wrong(var problems) ->
                refuse(
                        message,
                        sync,
                        problems.stream()
                                .map(problem ->
                                        problem.code() + " " + problem.pointer() + " " + problem.message(into.locale()))
                                .collect(Collectors.joining("; ")),
                        done);
        }
    }

    /// The attribute `sync` says it, or the body, or there is only one.
    private @Nullable String sync(Message message, byte[] body) {
        var attribute = message.messageAttributes().get("sync");
        if (attribute != null && attribute.stringValue() != null) {
            return attribute.stringValue();
        }
        var only =
                into.readers().size() == 1 ? into.readers().keySet().iterator().next() : null;
        return ChangeReader.syncOf(body).orElse(only);
    }

    /// While the ledger is away the messages are kept and handed in again: left alone they would come again and again,
    /// and good ones would end among the dead letters.
    private void takeIn(String sync, List<Sent> sent, List<Message> done) {
        var pause = SHORTEST_PAUSE;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                into.taking().takeIn(sync, sent.stream().map(Sent::change).toList());
                sent.forEach(one -> done.add(one.message()));
                return;
            } catch (NotTaken not) {
                if (not.why() == Why.REFUSED) {
                    refused(sync, sent, not, done);
                    return;
                }
                if (not.why() == Why.CLOSED) {
                    return;
                }
                LockSupport.parkNanos(pause.toNanos());
                pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private void refused(String sync, List<Sent> sent, NotTaken not, List<Message> done) {
        if (sent.size() > 1) {
            sent.forEach(one -> takeIn(sync, List.of(one), done));
        } else {
            refuse(sent.getFirst().message(), sync, "HK4135 " + not.getMessage(), done);
        }
    }

    /// Left alone, the message comes again, and goes to the dead-letter queue where there is one. After so many times
    /// it
    /// is written down here and deleted, or it would come for ever.
    private void refuse(Message message, @Nullable String sync, String why, List<Message> done) {
        var received = Integer.parseInt(Objects.requireNonNullElse(
                message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT), "1"));
        if (settings.settleAfter() == 0 || received < settings.settleAfter()) {
            return;
        }
        var known = into.readers().containsKey(String.valueOf(sync)) ? sync : null;
        var head = ", received " + received + " times: " + Story.cut(why, LONGEST_REASON);
        for (var part : parts(message.body())) {
            into.refused().write(known, "message " + message.messageId() + head + "\n" + part);
            head = ", continued";
        }
        done.add(message);
    }

    /// The whole body, for it is deleted where it was; in pieces that a note can hold.
    private static List<String> parts(String body) {
        var parts = new ArrayList<String>();
        var from = 0;
        while (from < body.length()) {
            var to = Math.min(body.length(), from + LONGEST_PART);
            to -= to < body.length() && Character.isHighSurrogate(body.charAt(to - 1)) ? 1 : 0;
            parts.add(body.substring(from, to));
            from = to;
        }
        return parts;
    }

    /// What is not deleted comes again, and its request id is known then.
    private void delete(List<Message> done) {
        if (done.isEmpty()) {
            return;
        }
        var entries = IntStream.range(0, done.size())
                .mapToObj(index -> DeleteMessageBatchRequestEntry.builder()
                        .id("m" + index)
                        .receiptHandle(done.get(index).receiptHandle())
                        .build())
                .toList();
        client.deleteMessageBatch(request -> request.queueUrl(settings.queue()).entries(entries));
    }
}
