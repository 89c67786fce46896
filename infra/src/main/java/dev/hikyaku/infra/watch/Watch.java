package dev.hikyaku.infra.watch;

import dev.hikyaku.infra.Deployment;
import dev.hikyaku.infra.data.Database;
import dev.hikyaku.infra.intake.IntakeApi;
import dev.hikyaku.infra.intake.OutboxFunction;
import dev.hikyaku.infra.intake.Queues;
import dev.hikyaku.infra.task.Phones;
import dev.hikyaku.infra.task.Resident;
import dev.hikyaku.infra.task.Schedules;
import dev.hikyaku.infra.task.Schedules.Planned;
import dev.hikyaku.infra.task.Tasks;
import dev.hikyaku.infra.task.Workers;
import dev.hikyaku.infra.watch.Alarms.Bell;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SnsTopic;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/// What of each part is watched. A part that the project does not have is not watched.
public final class Watch extends Construct {
    private static final int LATE_SECONDS = 300;

    private final Deployment deployment;
    private final Alarms alarms;
    private final Board board;
    private final Tasks tasks;

    /// Begins with the tasks' ends: those that never began, and those that failed.
    public Watch(Construct scope, Deployment deployment, Tasks tasks) {
        super(scope, "Watch");
        this.deployment = deployment;
        this.tasks = tasks;
        alarms = new Alarms(this, deployment);
        board = new Board(this, deployment);
        var cluster = tasks.cluster().getClusterArn();
        alarms.tell(
                "task-never-started",
                "task-never-started",
                "A task stopped before its program began.",
                Alarms.stopped(cluster, Map.of("startedAt", List.of(Map.of("exists", false)))));
        alarms.tell(
                "task-failed",
                "task-failed",
                "A task ended with an exit code that asks for a person.",
                Alarms.stopped(
                        cluster,
                        Map.of(
                                "containers",
                                Map.of("exitCode", List.of(Map.of("anything-but", List.of(0, 10, 11, 130, 143)))))));
    }

    /// Watches how changes come in.
    public void intake(Queues queues, IntakeApi api) {
        var age = queues.queue().metricApproximateAgeOfOldestMessage(usual("Maximum"));
        var dead = queues.dead().metricApproximateNumberOfMessagesVisible(usual("Maximum"));
        alarms.add("intake-late", Bell.above("intake-late", "Changes wait in the queue.", age, LATE_SECONDS, 2));
        alarms.add(
                "intake-dead-letters",
                Bell.onAny("intake-dead-letters", "Changes could not be taken out of the queue.", dead));
        var broken = api.api().metricServerError(usual("Sum"));
        alarms.add("intake-refused", Bell.above("intake-refused", "The API fails to queue changes.", broken, 0, 2));
        board.row(
                "Changes come in",
                board.graph("Calls", api.api().metricCount(usual("Sum")), broken),
                board.graph("In the queue", queues.queue().metricApproximateNumberOfMessagesVisible(usual("Maximum"))),
                board.graph("Oldest, seconds", age));
    }

    /// Watches the function that brings them into the outbox.
    public void function(OutboxFunction outbox) {
        var errors = outbox.function().metricErrors(usual("Sum"));
        var throttles = outbox.function().metricThrottles(usual("Sum"));
        alarms.add("function-fails", Bell.above("function-fails", "The function fails.", errors, 0, 2));
        board.row(
                "Into the outbox",
                board.graph("Calls", outbox.function().metricInvocations(usual("Sum"))),
                board.graph("Errors, throttles", errors, throttles),
                board.graph("Milliseconds", outbox.function().metricDuration(usual("p99"))));
    }

    /// Watches the process that stays.
    public void resident(Resident resident) {
        var names = new TreeMap<>(Map.of(
                "ClusterName", tasks.cluster().getClusterName(),
                "ServiceName", resident.fargate().getServiceName()));
        var running = metric("ECS/ContainerInsights", "RunningTaskCount", names, "Minimum");
        alarms.add("serve-down", Bell.onSilence("serve-down", "No hikyaku serve is running.", running, 3));
        board.row(
                "hikyaku serve",
                board.graph("Processes", running),
                board.graph("CPU, %", resident.fargate().metricCpuUtilization(usual("Maximum"))),
                board.graph("Memory, %", resident.fargate().metricMemoryUtilization(usual("Maximum"))));
    }

    /// Shows the processes that help with campaigns; a run that nobody helps goes on by itself, so nothing rings.
    public void workers(Workers workers) {
        var waiting = workers.queue().metricApproximateNumberOfMessagesVisible(usual("Maximum"));
        board.row(
                "hikyaku worker",
                board.graph("Parts that wait", waiting),
                board.graph("CPU, %", workers.fargate().metricCpuUtilization(usual("Maximum"))),
                board.graph("Memory, %", workers.fargate().metricMemoryUtilization(usual("Maximum"))));
    }

    /// Watches starts by the clock: what could not be started, and what ended too long ago.
    public void schedules(Schedules schedules) {
        if (schedules.planned().isEmpty()) {
            return;
        }
        var dead = schedules.dead().metricApproximateNumberOfMessagesVisible(usual("Maximum"));
        alarms.add("not-started", Bell.onAny("not-started", "EventBridge could not start a task.", dead));
        var ends = Topic.Builder.create(this, "Ends")
                .topicName(deployment.named("run-ends"))
                .enforceSsl(true)
                .build();
        var graphs = schedules.planned().stream()
                .map(planned -> ended(planned, ends))
                .toList();
        board.row("Runs that ended", board.graph("Runs", graphs.toArray(Metric[]::new)));
    }

    private Metric ended(Planned planned, Topic ends) {
        var family = "family:" + planned.task().getFamily();
        var rule = Rule.Builder.create(this, planned.name() + "-ended")
                .ruleName(deployment.named(planned.name() + "-ended"))
                .description("Runs of " + planned.name() + " that did what they had to, or left it to another")
                .eventPattern(Alarms.stopped(
                        tasks.cluster().getClusterArn(),
                        Map.of(
                                "group", List.of(family),
                                "containers", Map.of("exitCode", List.of(0, 10, 11)))))
                .targets(List.of(new SnsTopic(ends)))
                .build();
        var count = Metric.Builder.create()
                .namespace("AWS/Events")
                .metricName("Invocations")
                .dimensionsMap(Map.of("RuleName", rule.getRuleName()))
                .statistic("Sum")
                .period(Duration.hours(1))
                .build();
        DeadMan.hours(planned)
                .ifPresent(hours -> alarms.add(
                        planned.name() + "-silent",
                        Bell.onSilence(
                                "run-silent",
                                "No run of " + planned.name() + " has ended for " + hours + " hours.",
                                count,
                                hours)));
        return count.with(MetricOptions.builder().label(planned.name()).build());
    }

    /// Watches what could not be brought to phones.
    public void phones(Phones phones) {
        var age = phones.queues().queue().metricApproximateAgeOfOldestMessage(usual("Maximum"));
        var dead = phones.queues().dead().metricApproximateNumberOfMessagesVisible(usual("Maximum"));
        alarms.add("push-news-late", Bell.above("push-news-late", "Nobody reads SNS's news.", age, 86_400, 2));
        alarms.add("push-news-dead-letters", Bell.onAny("push-news-late", "News of SNS could not be read.", dead));
        board.row("Phones", board.graph("News of failures, oldest, seconds", age));
    }

    /// Watches a database.
    public void database(String name, Database database) {
        var used = database.cluster().metric("ACUUtilization", usual("Average"));
        alarms.add(name + "-busy", Bell.above("database-busy", "The database is at its bounds.", used, 90, 3));
        board.row(
                "Database " + name,
                board.graph("Capacity, %", used),
                board.graph("Connections", database.cluster().metricDatabaseConnections(usual("Maximum"))),
                board.graph("Deadlocks", database.cluster().metricDeadlocks(usual("Sum"))));
    }

    /// To be called when all parts are watched.
    public void done() {
        board.alarms(alarms.all());
    }

    private static MetricOptions usual(String statistic) {
        return MetricOptions.builder()
                .statistic(statistic)
                .period(Alarms.usual())
                .build();
    }

    private static Metric metric(String namespace, String name, Map<String, String> dimensions, String statistic) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .dimensionsMap(dimensions)
                .statistic(statistic)
                .period(Alarms.usual())
                .build();
    }
}
