package dev.hikyaku.dashboard.settings;

import dev.hikyaku.run.Project;
import dev.hikyaku.run.doctor.Doctor;
import dev.hikyaku.run.doctor.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What the doctor found last. One examination at a time; whoever asks waits a bounded time, and sees the findings with
/// a later look when they take longer.
@Component
final class Examination {
    private static final Logger LOG = LoggerFactory.getLogger(Examination.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Project project;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile @Nullable Found last;

    Examination(Project project) {
        this.project = project;
    }

    /// What was found, and when.
    record Found(Instant at, List<Finding> findings) {
        Found {
            findings = List.copyOf(findings);
        }
    }

    Optional<Found> last() {
        return Optional.ofNullable(last);
    }

    boolean isBusy() {
        return busy.get();
    }

    /// Examines, unless it is done already; comes back when that is over, or when it takes too long.
    void begin() {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        var over = new CountDownLatch(1);
        Thread.ofVirtual().name("doctor").start(() -> {
            try {
                last = new Found(Instant.now(), new Doctor(project).examine(List.of()));
            } catch (RuntimeException fault) {
                LOG.error("the doctor could not examine all", fault);
            } finally {
                busy.set(false);
                over.countDown();
            }
        });
        try {
            if (!over.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("the doctor examines for more than {}", PATIENCE);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
