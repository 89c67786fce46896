package dev.hikyaku.run.campaign;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;

/// The Spring Batch job of one campaign: audience, deliver, report. Each step begins by asking the ledger what is left.
final class CampaignJob {
    static final String NAME = "campaign";

    private final JobRepository repository;

    CampaignJob(JobRepository repository) {
        this.repository = repository;
    }

    /// What the steps do.
    record Steps(Runnable audience, Runnable deliver, Runnable report) {}

    Job build(String campaign, Steps steps) {
        return new JobBuilder(NAME, repository)
                .start(step(campaign + ": audience", steps.audience()))
                .next(step(campaign + ": deliver", steps.deliver()))
                .next(step(campaign + ": report", steps.report()))
                .build();
    }

    private Step step(String name, Runnable work) {
        return new StepBuilder(name, repository)
                .allowStartIfComplete(true)
                .tasklet(
                        (_, _) -> {
                            work.run();
                            return RepeatStatus.FINISHED;
                        },
                        new ResourcelessTransactionManager())
                .build();
    }
}
