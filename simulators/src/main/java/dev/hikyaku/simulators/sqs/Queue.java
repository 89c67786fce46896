package dev.hikyaku.simulators.sqs;

import dev.hikyaku.simulators.salesforce.journal.Journal;
import dev.hikyaku.simulators.salesforce.journal.Lines;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One standard queue. Who receives a message and does not delete it in time lets it come again.
final class Queue {
    /// So long after its deletion a message comes again that is to come again.
    private static final Duration AGAIN = Duration.ofMillis(300);

    private final String name;
    private final Surroundings around;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Map<String, Message> messages = new HashMap<>();
    private final Shelf shelf;
    private final PriorityQueue<Hidden> hidden = new PriorityQueue<>(Comparator.comparingLong(Hidden::until));
    private final Random dice;
    private int sent;
    private int deleted;
    private int cameAgain;

    /// What all queues share.
    record Surroundings(Journal journal, Clock clock, SqsOptions options) {}

    private record Hidden(Message message, long until) {}

    /// How a queue stands.
    ///
    /// @param cameAgain messages that were given out again after their deletion
    record Counts(int visible, int hidden, int sent, int deleted, int cameAgain) {}

    /// What a receiver wants.
    ///
    /// @param visibility for how long others do not get the messages
    record Wish(int most, Duration patience, Duration visibility) {}

    /// Messages for a receiver, and those that were received too often and are gone from here.
    record Given(List<Received> messages, List<Message> dead) {}

    Queue(String name, Surroundings around) {
        this.name = name;
        this.around = around;
        this.dice = new Random(around.options().seed() + name.hashCode());
        this.shelf = new Shelf(around.options().isShuffled() ? dice : null);
    }

    private void write(String kind, Message message) {
        around.journal().write(new Lines(around.clock().millis()).add(kind, json -> {
                    json.writeStringProperty("queue", name);
                    json.writeStringProperty("id", message.id);
                    if (kind.equals("message.sent")) {
                        json.writeStringProperty("body", message.body);
                        json.writeStringProperty("attributes", message.attributes.toString());
                    }
                }));
    }

    /// Takes a line of the journal in. What was received and not deleted may come at once.
    void restore(String kind, JsonNode line) {
        var id = line.path("id").asString("");
        if (kind.equals("message.sent")) {
            var attributes = Digest.json(line.path("attributes").asString("{}"));
            put(new Message(
                    id,
                    line.path("body").asString(""),
                    attributes,
                    line.path("at").asLong()));
            return;
        }
        var message = messages.get(id);
        if (message == null) {
            return;
        }
        switch (kind) {
            case "message.received" -> message.received++;
            case "message.again" -> message.cameAgain = true;
            case "message.deleted" -> gone(message);
            default -> throw new IllegalStateException("no line of a queue: " + kind);
        }
    }

    private void put(Message message) {
        messages.put(message.id, message);
        shelf.add(message);
        sent++;
    }

    private void gone(Message message) {
        message.isGone = true;
        messages.remove(message.id);
        deleted++;
    }

    /// Adds a message; it is on disk when this returns.
    void send(Message message, Duration delay) {
        lock.lock();
        try {
            write("message.sent", message);
            if (delay.isZero()) {
                put(message);
                arrived.signal();
            } else {
                messages.put(message.id, message);
                sent++;
                hide(message, delay);
            }
        } finally {
            lock.unlock();
        }
    }

    private void hide(Message message, Duration time) {
        message.isHidden = true;
        message.visibleAt = System.nanoTime() + time.toNanos();
        hidden.add(new Hidden(message, message.visibleAt));
    }

    /// Gives messages out and hides them; waits for the first one.
    ///
    /// @param mostReceipts a message that was received so often is dead; 0 for never
    Given receive(Wish wish, int mostReceipts) throws InterruptedException {
        var left = wish.patience().toNanos();
        lock.lockInterruptibly();
        try {
            var given = give(wish, mostReceipts);
            while (given.messages().isEmpty() && given.dead().isEmpty() && left > 0) {
                // a hidden message that comes back wakes nobody
                var step = Math.min(left, TimeUnit.MILLISECONDS.toNanos(50));
                left -= step - arrived.awaitNanos(step);
                given = give(wish, mostReceipts);
            }
            return given;
        } finally {
            lock.unlock();
        }
    }

    private Given give(Wish wish, int mostReceipts) {
        surface();
        var given = new Given(new ArrayList<>(), new ArrayList<>());
        while (given.messages().size() < wish.most()) {
            var message = shelf.next();
            if (message == null) {
                return given;
            }
            if (message.isGone || message.isHidden) {
                continue;
            }
            if (mostReceipts > 0 && message.received >= mostReceipts) {
                write("message.deleted", message);
                gone(message);
                given.dead().add(message);
            } else {
                given.messages().add(given(message, wish.visibility()));
            }
        }
        return given;
    }

    private Received given(Message message, Duration visibility) {
        message.received++;
        if (message.firstReceivedAt == 0) {
            message.firstReceivedAt = around.clock().millis();
        }
        write("message.received", message);
        hide(message, visibility);
        return Received.of(message);
    }

    /// What was hidden for long enough may be received again.
    private void surface() {
        var now = System.nanoTime();
        var first = hidden.peek();
        while (first != null && first.until() - now <= 0) {
            hidden.remove();
            var message = first.message();
            if (message.isHidden && !message.isGone && message.visibleAt == first.until()) {
                message.isHidden = false;
                shelf.add(message);
            }
            first = hidden.peek();
        }
    }

    /// Deletes a message for good, or lets it come once more. A receipt that is not the newest deletes nothing.
    void delete(String receipt) {
        lock.lock();
        try {
            var message = inFlight(receipt);
            if (message == null) {
                return;
            }
            if (!message.cameAgain && dice.nextDouble() < around.options().repeated()) {
                message.cameAgain = true;
                cameAgain++;
                write("message.again", message);
                hide(message, AGAIN);
                return;
            }
            write("message.deleted", message);
            gone(message);
        } finally {
            lock.unlock();
        }
    }

    /// Hides a received message for another while.
    ///
    /// @return false when it is not hidden by this receipt
    boolean hideAgain(String receipt, Duration visibility) {
        lock.lock();
        try {
            var message = inFlight(receipt);
            if (message == null || !message.isHidden) {
                return false;
            }
            hide(message, visibility);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Message inFlight(String receipt) {
        var colon = receipt.lastIndexOf(':');
        var message = colon < 0 ? null : messages.get(receipt.substring(0, colon));
        return message == null || !message.receipt().equals(receipt) ? null : message;
    }

    /// Deletes everything.
    void purge() {
        lock.lock();
        try {
            for (var message : List.copyOf(messages.values())) {
                write("message.deleted", message);
                gone(message);
            }
            shelf.clear();
            hidden.clear();
        } finally {
            lock.unlock();
        }
    }

    Counts counts() {
        lock.lock();
        try {
            surface();
            var inFlight = (int) messages.values().stream()
                    .filter(message -> message.isHidden)
                    .count();
            return new Counts(messages.size() - inFlight, inFlight, sent, deleted, cameAgain);
        } finally {
            lock.unlock();
        }
    }
}
