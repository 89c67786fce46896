package dev.hikyaku.run.resident;

import dev.hikyaku.intake.outbox.OutboxDoor;
import dev.hikyaku.ledger.Fence;
import dev.hikyaku.run.Problem;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.outbox.OutboxPages;
import dev.hikyaku.sync.Work;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Empties the application's outbox aside while the service serves. It rests the longer the less comes; when the
/// database is away, what is in the ledger already goes on travelling.
final class Draining implements AutoCloseable {
    private static final Duration SHORTEST_REST = Duration.ofMillis(10);
    private static final Duration LONGEST_REST = Duration.ofMillis(300);
    private static final Duration STRAYS = Duration.ofSeconds(5);
    private static final Duration WITHOUT = Duration.ofSeconds(30);

    private final Project project;
    private final List<Work> works;
    private final Consumer<String> trouble;
    private final Runnable wake;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;
    private long lastStrays = Long.MIN_VALUE / 2;

    /// Begins.
    ///
    /// @param trouble hears what is in the way
    /// @param wake called when something was taken in
    Draining(Project project, List<Work> works, Consumer<String> trouble, Runnable wake) {
        this.project = project;
        this.works = works;
        this.trouble = trouble;
        this.wake = wake;
        this.thread = Thread.ofVirtual().name("outbox").start(this::serve);
    }

    private void serve() {
        var rest = Duration.ofSeconds(1);
        while (over.getCount() > 0) {
            try {
                project.openOutbox().ifPresent(this::drainAndClose);
                rest = WITHOUT;
            } catch (Fence.LeaseLost lost) {
                return;
            } catch (RuntimeException away) {
                trouble.accept(told(away));
                rest = rest.compareTo(WITHOUT) < 0 ? rest.multipliedBy(2) : WITHOUT;
            }
            rest(rest);
        }
    }

    private void drainAndClose(OutboxDoor open) {
        try (var door = open) {
            drain(door);
        }
    }

    private static String told(RuntimeException away) {
        try {
            return Problem.of(away).text();
        } catch (RuntimeException bug) {
            return "HK2107  outbox: " + bug + "\n   Nothing is lost: the rows wait there.";
        }
    }

    private void drain(OutboxDoor door) {
        var rest = SHORTEST_REST;
        while (over.getCount() > 0) {
            var moved = false;
            for (var work : works) {
                var drained = door.drain(work.sync(), OutboxPages.taking(work));
                OutboxPages.told(work.name(), drained.refusals()).ifPresent(trouble);
                moved |= drained.moved();
            }
            if (moved) {
                wake.run();
            }
            strays(door);
            rest = moved ? SHORTEST_REST : longer(rest);
            rest(rest);
        }
    }

    private static Duration longer(Duration rest) {
        var next = rest.multipliedBy(3).dividedBy(2);
        return next.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : next;
    }

    private void strays(OutboxDoor door) {
        if (System.nanoTime() - lastStrays > STRAYS.toNanos()) {
            lastStrays = System.nanoTime();
            var known =
                    project.manifest().syncs().stream().map(sync -> sync.name()).toList();
            OutboxPages.told("", door.refuseStrays(known)).ifPresent(trouble);
        }
    }

    private void rest(Duration time) {
        try {
            over.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends after the page that is on its way.
    @Override
    public void close() {
        over.countDown();
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
