package dev.hikyaku.infra.task;

import dev.hikyaku.infra.Deployment;
import dev.hikyaku.infra.task.Surroundings.Work;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// `hikyaku serve`, kept alive by ECS. A new version starts after the old one has let go of its leases: what waits
/// meanwhile is in the queue and in the database.
public final class Resident extends Construct {
    private final FargateTaskDefinition task;
    private final FargateService fargate;

    /// Makes it.
    ///
    /// @param queue that it reads itself, or null
    /// @param workers that help with its campaigns, or null
    public Resident(
            Construct scope, Deployment deployment, Tasks tasks, @Nullable Queue queue, @Nullable Workers workers) {
        super(scope, "Resident");
        var extra = new TreeMap<>(Map.of("HIKYAKU_HTTP_PORT", "8080", "HIKYAKU_HTTP_AUTH", "none"));
        if (queue != null) {
            extra.put("HIKYAKU_SQS_QUEUE", queue.getQueueUrl());
        }
        if (workers != null) {
            extra.putAll(workers.variables());
        }
        var work = deployment.manifest().campaigns().isEmpty() ? Work.SYNCS : Work.BOTH;
        task = tasks.define(new Tasks.Wanted("serve", work, List.of("serve"), extra, true));
        if (queue != null) {
            queue.grantConsumeMessages(task.getTaskRole());
        }
        if (workers != null) {
            workers.letWake(task.getTaskRole());
        }
        fargate = KeptAlive.in(
                this,
                tasks,
                new KeptAlive.Wanted("Serve", deployment.named("serve"), task),
                new KeptAlive.Processes("ServeProcesses", 1, "Processes of hikyaku serve; 0 stops it"));
    }

    /// What it runs.
    public FargateTaskDefinition task() {
        return task;
    }

    /// What keeps it alive.
    public FargateService fargate() {
        return fargate;
    }
}
