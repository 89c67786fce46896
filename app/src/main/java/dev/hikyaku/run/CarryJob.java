package dev.hikyaku.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.FlowBuilder;
import org.springframework.batch.core.job.builder.FlowJobBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.flow.Flow;
import org.springframework.batch.core.job.flow.FlowExecutionStatus;
import org.springframework.batch.core.job.flow.JobExecutionDecider;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;

/// The Spring Batch job of one run: a step per sync and stage, so that its history reads like the way of the data.
///
/// First all sources are scanned, so that a guard stops the run before anything is sent. Then comes a cycle: each sync
/// is
/// carried, parents before children, in rounds; then deletes, children before parents. What a cycle made possible (a
/// record that comes back after its delete, a reference that cuts a circle) travels in the next one. Steps may run
/// again
/// in a restarted job, for each begins by asking the ledger what is left.
final class CarryJob {
    static final String NAME = "carry";
    private static final String AGAIN = "AGAIN";

    private final JobRepository repository;
    private final List<Stages> all;

    /// A job that carries these syncs.
    ///
    /// @param all in reference order, parents first
    CarryJob(JobRepository repository, List<Stages> all) {
        this.repository = repository;
        this.all = all;
    }

    /// Builds it.
    ///
    /// @param scan scans one sync, or does nothing when it has no scanned source
    Job build(Consumer<Stages> scan) {
        var flows = new ArrayList<Flow>();
        for (var stages : all) {
            var first = new FlowBuilder<Flow>("take in " + stages.sync().name());
            flows.add(first.start(step(stages, "scan", () -> scan.accept(stages)))
                    .next(step(stages, "resume", stages::resume))
                    .end());
        }
        FlowBuilder<FlowJobBuilder> job = new JobBuilder(NAME, repository).start(flows.getFirst());
        for (var flow : flows.subList(1, flows.size())) {
            job = job.next(flow);
        }
        return job.next(cycles()).end().build();
    }

    private Flow cycles() {
        var flows = new ArrayList<Flow>();
        all.forEach(stages -> flows.add(rounds(stages, "upsert")));
        all.reversed().forEach(stages -> flows.add(rounds(stages, "delete")));
        JobExecutionDecider another =
                (_, _) -> anotherCycle() ? new FlowExecutionStatus(AGAIN) : FlowExecutionStatus.COMPLETED;
        var cycle = new FlowBuilder<Flow>("cycle").start(flows.getFirst());
        for (var flow : flows.subList(1, flows.size())) {
            cycle = cycle.next(flow);
        }
        cycle.next(another).on(AGAIN).to(flows.getFirst());
        cycle.from(another).on("*").end();
        return cycle.build();
    }

    private boolean anotherCycle() {
        var moved = all.stream().filter(Stages::hasMoved).count() > 0;
        return moved && all.stream().anyMatch(Stages::hasMore);
    }

    private Flow rounds(Stages stages, String operation) {
        var suffix = operation.equals("delete") ? " deletes" : "";
        JobExecutionDecider next =
                (_, _) -> new FlowExecutionStatus(stages.next(operation).name());
        var extract = step(stages, "extract" + suffix, () -> stages.extract(operation));
        var ship = step(stages, "ship" + suffix, stages::ship);
        var settle = step(stages, "settle" + suffix, stages::settle);
        var call = step(stages, "send" + suffix, () -> stages.call(operation));
        var flow = new FlowBuilder<Flow>(operation + " " + stages.sync().name());
        flow.start(next)
                .on(Stages.Round.BULK.name())
                .to(extract)
                .next(ship)
                .next(settle)
                .next(next);
        flow.from(next).on(Stages.Round.CALLS.name()).to(call).next(next);
        flow.from(next).on("*").end();
        return flow.build();
    }

    private Step step(Stages stages, String stage, Runnable work) {
        return new StepBuilder(stages.sync().name() + ": " + stage, repository)
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
