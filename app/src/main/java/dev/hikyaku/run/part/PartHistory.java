package dev.hikyaku.run.part;

import dev.hikyaku.ledger.delivery.part.Part;
import dev.hikyaku.run.BatchFrame;
import java.time.Instant;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;

/// What workers did, as Spring Batch tells it: a job of one step for each time that a part was worked on.
public final class PartHistory {
    private static final String NAME = "part";

    private final BatchFrame frame;

    /// Over the ledger's own history.
    public PartHistory(BatchFrame frame) {
        this.frame = frame;
    }

    /// Works on a part whose lease is held.
    public void work(Part part, Runnable work) {
        recoverDead(part);
        try {
            var execution = frame.operator()
                    .start(
                            job(part, work),
                            new JobParametersBuilder()
                                    .addString("run", part.campaign() + " " + part.key())
                                    .addLong(NAME, part.id())
                                    .addString("attempt", Instant.now().toString())
                                    .toJobParameters());
            for (var failure : execution.getAllFailureExceptions()) {
                throw unwrapped(failure);
            }
        } catch (JobExecutionException refused) {
            throw new IllegalStateException("part " + part.id() + " could not be started", refused);
        }
    }

    /// Whoever holds the lease of a part knows that those who worked on it before are dead.
    public void recoverDead(Part part) {
        frame.repository().findRunningJobExecutions(NAME).stream()
                .filter(execution -> Long.valueOf(part.id())
                        .equals(execution.getJobParameters().getLong(NAME)))
                .forEach(execution -> frame.operator().recover(execution));
    }

    private Job job(Part part, Runnable work) {
        var step = new StepBuilder(part.campaign() + ": part", frame.repository())
                .tasklet(
                        (_, _) -> {
                            work.run();
                            return RepeatStatus.FINISHED;
                        },
                        new ResourcelessTransactionManager())
                .build();
        return new JobBuilder(NAME, frame.repository()).start(step).build();
    }

    private static RuntimeException unwrapped(Throwable failure) {
        var cause = BatchFrame.cause(failure);
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }
}
