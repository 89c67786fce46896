package dev.hikyaku.infra.task;

import dev.hikyaku.infra.Deployment;
import dev.hikyaku.infra.intake.Queues;
import dev.hikyaku.infra.task.Surroundings.Work;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// Processes of `hikyaku worker`, which help with runs of campaigns, and the queue that wakes them. None runs
/// until somebody asks for some: a run sends what nobody helps with.
public final class Workers extends Construct {
    private final Queue queue;
    private final FargateTaskDefinition task;
    private final FargateService fargate;

    /// Makes them.
    public Workers(Construct scope, Deployment deployment, Tasks tasks) {
        super(scope, "Workers");
        queue = Queues.waking(this, "Work");
        task = tasks.define(new Tasks.Wanted("worker", Work.CAMPAIGN, List.of("worker"), variables(), false));
        queue.grantConsumeMessages(task.getTaskRole());
        fargate = KeptAlive.in(
                this,
                tasks,
                new KeptAlive.Wanted("Worker", deployment.named("worker"), task),
                new KeptAlive.Processes(
                        "WorkerProcesses", 0, "Processes of hikyaku worker, which help with large runs of campaigns"));
    }

    /// What a run has to know of the queue.
    Map<String, String> variables() {
        return new TreeMap<>(Map.of("HIKYAKU_WORK_QUEUE", queue.getQueueUrl()));
    }

    /// Lets a run wake them.
    void letWake(IGrantable run) {
        queue.grantSendMessages(run);
    }

    /// What wakes them.
    public Queue queue() {
        return queue;
    }

    /// What they run.
    public FargateTaskDefinition task() {
        return task;
    }

    /// What keeps them alive.
    public FargateService fargate() {
        return fargate;
    }
}
