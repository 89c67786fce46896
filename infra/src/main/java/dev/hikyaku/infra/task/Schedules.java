package dev.hikyaku.infra.task;

import dev.hikyaku.infra.Deployment;
import dev.hikyaku.infra.intake.Queues;
import dev.hikyaku.infra.task.Surroundings.Work;
import dev.hikyaku.manifest.campaign.Schedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.scheduler.CfnScheduleGroup;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// EventBridge Scheduler's schedules. Each starts a task with the instant it was planned for as the run's identity, so
/// a
/// start that comes twice runs once, and one that comes late is still that one.
public final class Schedules extends Construct {
    /// What the schedule of all syncs is called.
    private static final String SYNCS = "all";

    private final Deployment deployment;
    private final Tasks tasks;
    private final Queue dead;
    private final CfnScheduleGroup group;
    private final List<FargateTaskDefinition> campaigns = new ArrayList<>();
    private final List<Planned> planned = new ArrayList<>();

    /// Something that starts by the clock.
    ///
    /// @param name of the campaign, or `all` for all syncs
    /// @param schedule when
    /// @param task what
    public record Planned(String name, Schedule schedule, FargateTaskDefinition task) {}

    /// Lets the tasks of campaigns publish to phones.
    public void letPublish(Phones phones) {
        campaigns.forEach(task -> phones.letPublish(task.getTaskRole()));
    }

    /// Makes those of all campaigns, and of the syncs where no process stays for them.
    ///
    /// @param workers that help with campaigns, or null where there are none
    public Schedules(Construct scope, Deployment deployment, Tasks tasks, @Nullable Workers workers) {
        super(scope, "Schedules");
        this.deployment = deployment;
        this.tasks = tasks;
        dead = Queues.dead(this, "NotStarted");
        group = CfnScheduleGroup.Builder.create(this, "Group")
                .name(deployment.named("schedules"))
                .build();
        for (var campaign : deployment.manifest().campaigns()) {
            var task = campaign(campaign.name(), workers);
            campaigns.add(task);
            if (campaign.schedule() != null) {
                plan(campaign.name(), task, campaign.schedule());
            }
        }
        if (deployment.hasSyncs() && deployment.syncsEvery() != null) {
            var zone = ZoneId.of("UTC");
            var schedule = new Schedule(deployment.syncsEvery(), zone, Schedule.Missed.RUN_ONCE, Duration.ofHours(1));
            plan(SYNCS, define(SYNCS, Work.SYNCS, Map.of()), schedule);
        }
    }

    /// A campaign without a schedule is started by people, or by other systems.
    private FargateTaskDefinition campaign(String name, @Nullable Workers workers) {
        if (workers == null) {
            return define(name, Work.CAMPAIGN, Map.of());
        }
        var task = define(name, Work.CAMPAIGN, workers.variables());
        workers.letWake(task.getTaskRole());
        return task;
    }

    private FargateTaskDefinition define(String name, Work work, Map<String, String> extra) {
        return tasks.define(new Tasks.Wanted("run-" + name, work, List.of("run", name), extra, false));
    }

    private void plan(String name, FargateTaskDefinition task, Schedule schedule) {
        var command = List.of("run", name, "--at-instant", "<aws.scheduler.scheduled-time>");
        var role = starter(name, task);
        var expressions = AwsCron.of(schedule.cron());
        for (int number = 0; number < expressions.size(); number++) {
            var suffix = number == 0 ? "" : "-by-day-of-week";
            CfnSchedule.Builder.create(this, name + suffix)
                    .name(name + suffix)
                    .groupName(group.getRef())
                    .description("Starts " + name + " of " + deployment.name())
                    .scheduleExpression(expressions.get(number))
                    .scheduleExpressionTimezone(schedule.zone().getId())
                    .flexibleTimeWindow(CfnSchedule.FlexibleTimeWindowProperty.builder()
                            .mode("OFF")
                            .build())
                    .state("ENABLED")
                    .target(target(task, role, command, schedule))
                    .build();
        }
        planned.add(new Planned(name, schedule, task));
    }

    private CfnSchedule.TargetProperty target(
            FargateTaskDefinition task, IRole role, List<String> command, Schedule schedule) {
        var input = tasks.cluster()
                .getStack()
                .toJsonString(Map.of(
                        "containerOverrides",
                        List.of(new TreeMap<>(Map.of("name", Tasks.CONTAINER, "command", command)))));
        // A start that may not be made up for is not tried again when its grace is over.
        var age = Math.clamp(schedule.grace().toSeconds(), 60, 86_400);
        return CfnSchedule.TargetProperty.builder()
                .arn(tasks.cluster().getClusterArn())
                .roleArn(role.getRoleArn())
                .input(input)
                .retryPolicy(CfnSchedule.RetryPolicyProperty.builder()
                        .maximumEventAgeInSeconds(age)
                        .maximumRetryAttempts(20)
                        .build())
                .deadLetterConfig(CfnSchedule.DeadLetterConfigProperty.builder()
                        .arn(dead.getQueueArn())
                        .build())
                .ecsParameters(CfnSchedule.EcsParametersProperty.builder()
                        .taskDefinitionArn(task.getTaskDefinitionArn())
                        .taskCount(1)
                        .launchType("FARGATE")
                        .propagateTags("TASK_DEFINITION")
                        .enableEcsManagedTags(true)
                        .networkConfiguration(inside())
                        .build())
                .build();
    }

    private CfnSchedule.NetworkConfigurationProperty inside() {
        var network = tasks.network();
        return CfnSchedule.NetworkConfigurationProperty.builder()
                .awsvpcConfiguration(CfnSchedule.AwsVpcConfigurationProperty.builder()
                        .assignPublicIp("DISABLED")
                        .securityGroups(List.of(network.tasks().getSecurityGroupId()))
                        .subnets(network.vpc()
                                .selectSubnets(network.taskSubnets())
                                .getSubnetIds())
                        .build())
                .build();
    }

    /// May start this task in this cluster, hand it its two roles, and leave word of what failed.
    private Role starter(String name, FargateTaskDefinition task) {
        var account = tasks.cluster().getStack().getAccount();
        var role = Role.Builder.create(this, name + "-starter")
                .assumedBy(ServicePrincipal.Builder.create("scheduler.amazonaws.com")
                        .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", account)))
                        .build())
                .build();
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("ecs:RunTask"))
                .resources(List.of(task.getTaskDefinitionArn()))
                .conditions(Map.of(
                        "ArnEquals", Map.of("ecs:cluster", tasks.cluster().getClusterArn())))
                .build());
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("iam:PassRole"))
                .resources(List.of(
                        task.getTaskRole().getRoleArn(),
                        Objects.requireNonNull(task.getExecutionRole()).getRoleArn()))
                .conditions(Map.of("StringEquals", Map.of("iam:PassedToService", "ecs-tasks.amazonaws.com")))
                .build());
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(dead.getQueueArn()))
                .build());
        return role;
    }

    /// All that start by the clock.
    public List<Planned> planned() {
        return List.copyOf(planned);
    }

    /// Where EventBridge leaves word of tasks it could not start.
    public Queue dead() {
        return dead;
    }
}
