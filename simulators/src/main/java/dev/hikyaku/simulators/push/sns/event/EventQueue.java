package dev.hikyaku.simulators.push.sns.event;

import dev.hikyaku.simulators.salesforce.journal.Journal;
import dev.hikyaku.simulators.salesforce.journal.Lines;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;

/// The one queue. Who receives a message and does not delete it receives it again after the visibility timeout.
public final class EventQueue {
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Journal journal;
    private final Clock clock;

    /// An empty queue.
    public EventQueue(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /// One message as SQS gives it out.
    ///
    /// @param receipt what deletes it
    public record Received(String id, String receipt, String body) {}

    private static final class Waiting {
        private final String body;
        private long visibleAt;

        Waiting(String body) {
            this.body = body;
        }
    }

    /// Takes a journal's line in.
    public void restore(JsonNode line) {
        var id = line.path("id").asString("");
        switch (line.path("kind").asString("")) {
            case "event" -> waiting.put(id, new Waiting(line.path("body").asString("")));
            case "event.deleted" -> waiting.remove(id);
            default -> {
                // a line about something else
            }
        }
    }

    /// Adds a message.
    public void add(String body) {
        var id = UUID.randomUUID().toString();
        lock.lock();
        try {
            journal.write(new Lines(clock.millis()).add("event", json -> {
                json.writeStringProperty("id", id);
                json.writeStringProperty("body", body);
            }));
            waiting.put(id, new Waiting(body));
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Gives messages out, and hides them this long; waits for the first one.
    public List<Received> receive(int most, Duration wait, Duration hidden) throws InterruptedException {
        var left = wait.toNanos();
        lock.lockInterruptibly();
        try {
            var given = give(most, hidden);
            while (given.isEmpty() && left > 0) {
                // a hidden message that comes back wakes nobody
                var step = Math.min(left, TimeUnit.MILLISECONDS.toNanos(100));
                left -= step - arrived.awaitNanos(step);
                given = give(most, hidden);
            }
            return given;
        } finally {
            lock.unlock();
        }
    }

    private List<Received> give(int most, Duration hidden) {
        var now = System.nanoTime();
        var given = new ArrayList<Received>();
        for (var entry : waiting.entrySet()) {
            if (given.size() == most) {
                break;
            }
            var message = entry.getValue();
            if (message.visibleAt == 0 || message.visibleAt - now <= 0) {
                message.visibleAt = now + hidden.toNanos();
                given.add(new Received(entry.getKey(), entry.getKey(), message.body));
            }
        }
        return given;
    }

    /// Deletes a message for good; one that is gone is deleted already.
    public void delete(String receipt) {
        lock.lock();
        try {
            if (waiting.remove(receipt) != null) {
                journal.write(new Lines(clock.millis())
                        .add("event.deleted", json -> json.writeStringProperty("id", receipt)));
            }
        } finally {
            lock.unlock();
        }
    }

    /// How many there are, hidden ones too.
    public int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }
}
