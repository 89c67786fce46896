package dev.hikyaku.intake.group;

import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Changes.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Takes the changes of concurrent callers in together: while one commit is under way, the next ones gather.
///
/// Each caller waits until its own changes are committed, and gets its own receipts. A change that the ledger refuses
/// fails its caller alone.
public final class Taking implements AutoCloseable {
    /// Most changes of one commit.
    public static final int GROUP = 1_000;

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Map<String, Line> lines;
    private final Semaphore room;
    private final int most;
    private final Duration longest;

    /// Writes changes of one sync, all or none, and answers after the commit.
    public interface Writing {
        /// A receipt for each change, in the same order.
        List<Receipt> write(String sync, List<NewChange> changes);
    }

    /// Changes were not taken in, or nobody knows.
    public static final class NotTaken extends RuntimeException {
        private final Why why;

        NotTaken(Why why, String message, Throwable cause) {
            super(message, cause);
            this.why = why;
        }

        NotTaken(Why why, String message) {
            super(message);
            this.why = why;
        }

        /// What stood in the way.
        public Why why() {
            return why;
        }
    }

    /// What stands in the way of changes.
    public enum Why {
        /// Too many wait already. Nothing was written.
        FULL,
        /// The service is being stopped. Nothing was written.
        CLOSED,
        /// The ledger refuses this change, and would again.
        REFUSED,
        /// The ledger does not answer, or not in time. The changes may have been written.
        AWAY
    }

    /// Lines for these syncs.
    ///
    /// @param most changes that may wait at once, over all syncs
    /// @param wake called after each commit that left something to carry
    public Taking(Writing writing, Set<String> syncs, int most, Runnable wake) {
        this(writing, syncs, new Bounds(most, LONGEST), wake);
    }

    /// What waits, and for how long.
    ///
    /// @param most changes at once
    /// @param longest time for a commit
    record Bounds(int most, Duration longest) {}

    Taking(Writing writing, Set<String> syncs, Bounds bounds, Runnable wake) {
        this.most = bounds.most();
        this.longest = bounds.longest();
        this.room = new Semaphore(most);
        this.lines =
                syncs.stream().collect(Collectors.toMap(Function.identity(), sync -> new Line(sync, writing, wake)));
    }

    /// Takes changes in, all or none, and returns after the commit.
    ///
    /// @return a receipt for each, in the same order
    /// @throws NotTaken with why
    public List<Receipt> takeIn(String sync, List<NewChange> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        if (changes.size() > GROUP) {
            throw new IllegalArgumentException(changes.size() + " changes at once, wanted at most " + GROUP);
        }
        var line = lines.get(sync);
        if (line == null) {
            throw new IllegalArgumentException("no line for sync " + sync);
        }
        if (!room.tryAcquire(changes.size())) {
            throw new NotTaken(Why.FULL, "more than " + most + " changes wait for their commit");
        }
        try {
            return await(line, changes);
        } finally {
            room.release(changes.size());
        }
    }

    private List<Receipt> await(Line line, List<NewChange> changes) {
        var waiting = line.put(changes);
        try {
            return waiting.await(longest);
        } catch (NotTaken left) {
            // Else what nobody waits for any more would gather for as long as the ledger stands still.
            line.withdraw(waiting);
            throw left;
        }
    }

    /// How many changes wait for their commit.
    public int waiting() {
        return most - room.availablePermits();
    }

    /// How many callers of one sync wait for the next commit.
    int queued(String sync) {
        var line = lines.get(sync);
        return line == null ? 0 : line.queued();
    }

    /// Takes in what waits, and nothing more.
    @Override
    public void close() {
        new ArrayList<>(lines.values()).forEach(Line::close);
    }
}
