package dev.hikyaku.simulators.sqs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Messages that may be received now: the oldest comes next, or any.
final class Shelf {
    private final @Nullable Random dice;
    private final Deque<Message> inOrder = new ArrayDeque<>();
    private final List<Message> shuffled = new ArrayList<>();

    /// @param dice throw which one comes next; null for the oldest
    Shelf(@Nullable Random dice) {
        this.dice = dice;
    }

    void add(Message message) {
        if (dice == null) {
            inOrder.add(message);
        } else {
            shuffled.add(message);
        }
    }

    /// Null when there is none.
    @Nullable
    Message next() {
        if (dice == null) {
            return inOrder.poll();
        }
        if (shuffled.isEmpty()) {
            return null;
        }
        var at = dice.nextInt(shuffled.size());
        var last = shuffled.removeLast();
        return at == shuffled.size() ? last : shuffled.set(at, last);
    }

    int size() {
        return inOrder.size() + shuffled.size();
    }

    void clear() {
        inOrder.clear();
        shuffled.clear();
    }
}
