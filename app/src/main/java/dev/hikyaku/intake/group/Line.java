package dev.hikyaku.intake.group;

import dev.hikyaku.intake.group.Taking.NotTaken;
import dev.hikyaku.intake.group.Taking.Why;
import dev.hikyaku.intake.group.Taking.Writing;
import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Changes.Receipt;
import dev.hikyaku.ledger.Ledger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.dao.DataIntegrityViolationException;

/// The callers of one sync, in the order they came; one thread writes for all of them.
final class Line {
    private final String sync;
    private final Writing writing;
    private final Runnable wake;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final Thread writer;
    private boolean closed;

    Line(String sync, Writing writing, Runnable wake) {
        this.sync = sync;
        this.writing = writing;
        this.wake = wake;
        this.writer = Thread.ofVirtual().name("intake-" + sync).start(this::write);
    }

    Waiting put(List<NewChange> changes) {
        var waiting = new Waiting(changes);
        lock.lock();
        try {
            if (closed) {
                throw new NotTaken(Why.CLOSED, "the service is being stopped");
            }
            queue.add(waiting);
            changed.signal();
        } finally {
            lock.unlock();
        }
        return waiting;
    }

    private void write() {
        while (true) {
            var group = next();
            if (group.isEmpty()) {
                return;
            }
            write(group);
        }
    }

    /// The callers whose changes go into the next commit; empty at the end.
    private List<Waiting> next() {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            var group = new ArrayList<Waiting>();
            var size = 0;
            var first = queue.peek();
            while (first != null && (size == 0 || size + first.changes().size() <= Taking.GROUP)) {
                group.add(queue.remove());
                size += first.changes().size();
                first = queue.peek();
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void write(List<Waiting> group) {
        var changes =
                group.stream().flatMap(waiting -> waiting.changes().stream()).toList();
        List<Receipt> receipts;
        try {
            receipts = writing.write(sync, changes);
        } catch (RuntimeException failed) {
            failed(group, failed);
            return;
        }
        var from = 0;
        for (var waiting : group) {
            var to = from + waiting.changes().size();
            waiting.taken(receipts.subList(from, to));
            from = to;
        }
        if (receipts.contains(Receipt.TAKEN_IN)) {
            wake.run();
        }
    }

    /// One refused change breaks the whole commit: each caller is then written by itself. While the database is away
    /// that would only take longer.
    private void failed(List<Waiting> group, RuntimeException failure) {
        var why = why(failure);
        if (why == Why.REFUSED && group.size() > 1) {
            group.forEach(waiting -> write(List.of(waiting)));
        } else {
            group.forEach(waiting -> waiting.failed(new NotTaken(why, Ledger.rootMessage(failure), failure)));
        }
    }

    private static Why why(RuntimeException failure) {
        return switch (failure) {
            case DataIntegrityViolationException _ -> Why.REFUSED;
            case IllegalArgumentException _ -> Why.REFUSED;
            default -> Why.AWAY;
        };
    }

    /// Takes back what its caller no longer waits for; what is being written already is not found.
    void withdraw(Waiting waiting) {
        lock.lock();
        try {
            queue.remove(waiting);
        } finally {
            lock.unlock();
        }
    }

    int queued() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        try {
            writer.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
