package dev.hikyaku.run.history;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.standing.ProblemAudit;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.run.Project;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Writes the history down again and again, until it is closed. Of several services one does at a time; what a dead one
/// left undone the next makes up for.
public final class Recording implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recording.class);
    private static final Duration ROUNDS = Duration.ofHours(1);

    private final Ledger ledger;
    private final List<String> syncs;
    private final HistorySettings settings;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;
    private final ProblemAudit problems;
    private long nextRound = System.nanoTime();

    private Recording(Ledger ledger, List<String> syncs, HistorySettings settings) {
        this.ledger = ledger;
        this.syncs = List.copyOf(syncs);
        this.settings = settings;
        problems = ledger.standing().problemAudit(syncs);
        thread = Thread.ofVirtual().name("history").unstarted(this::record);
    }

    /// Begins.
    public static Recording begin(Project project, Ledger ledger, HistorySettings settings) {
        var recording = new Recording(ledger, names(project), settings);
        recording.note(project);
        recording.thread.start();
        return recording;
    }

    /// Writes it down once, at the end of a run.
    public static void once(Project project, Ledger ledger) {
        var recording = new Recording(ledger, names(project), HistorySettings.load());
        recording.note(project);
        recording.look();
    }

    private void note(Project project) {
        try {
            ledger.history().setups().note(Setup.of(project).noted());
        } catch (DataAccessException | TransactionException | UncheckedIOException unknown) {
            LOG.debug("what is set up was not noted: {}", unknown.getMessage());
        }
    }

    private static List<String> names(Project project) {
        return project.manifest().syncs().stream().map(Sync::name).toList();
    }

    private void record() {
        try {
            do {
                look();
                mend();
            } while (!over.await(settings.every().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            ledger.history().record(syncs, settings.keep());
        } catch (RuntimeException away) {
            // Charts are no reason to end a run, and whoever looks next makes up for it.
            LOG.warn("the history could not be written, tried again later: {}", Ledger.rootMessage(away));
        }
    }

    /// A part of a round, then nothing for an hour. An older version beside this one, while a service is
    /// renewed, leaves problems behind that it does not know of.
    private void mend() {
        if (System.nanoTime() - nextRound < 0) {
            return;
        }
        try {
            var before = problems.mended();
            if (!problems.step()) {
                nextRound = System.nanoTime() + ROUNDS.toNanos();
            }
            if (problems.mended() > before) {
                LOG.info("{} problems were not kept as they are, and are now", problems.mended() - before);
            }
        } catch (RuntimeException away) {
            LOG.warn("the problems could not be looked through, tried again later: {}", Ledger.rootMessage(away));
        }
    }

    /// Ends after the look that goes on.
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
