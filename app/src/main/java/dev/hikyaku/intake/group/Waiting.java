package dev.hikyaku.intake.group;

import dev.hikyaku.intake.group.Taking.NotTaken;
import dev.hikyaku.intake.group.Taking.Why;
import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Changes.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The changes of one caller, until they are committed.
final class Waiting {
    private final List<NewChange> changes;
    private final CountDownLatch settled = new CountDownLatch(1);
    private volatile @Nullable List<Receipt> receipts;
    private volatile @Nullable NotTaken failure;

    Waiting(List<NewChange> changes) {
        this.changes = changes;
    }

    List<NewChange> changes() {
        return changes;
    }

    void taken(List<Receipt> given) {
        receipts = List.copyOf(given);
        settled.countDown();
    }

    void failed(NotTaken reason) {
        failure = reason;
        settled.countDown();
    }

    List<Receipt> await(Duration longest) {
        try {
            if (!settled.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new NotTaken(Why.AWAY, "no commit within " + longest.toSeconds() + " s");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new NotTaken(Why.AWAY, "interrupted before the commit was heard of", hurried);
        }
        var given = receipts;
        var reason = failure;
        if (given == null) {
            throw reason == null ? new IllegalStateException("settled without a receipt") : reason;
        }
        return given;
    }
}
