package dev.hikyaku.infra.task;

import dev.hikyaku.infra.BaseStack;
import dev.hikyaku.infra.Deployment;
import dev.hikyaku.infra.data.Network;
import dev.hikyaku.infra.task.Surroundings.Work;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.Capability;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.ecs.LinuxParameters;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.MountPoint;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.Volume;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// The cluster, and task definitions of one image: what differs is the command, and what it may reach.
public final class Tasks extends Construct {
    /// What the one container of each task is called.
    static final String CONTAINER = "hikyaku";

    /// The longest that Fargate waits between SIGTERM and SIGKILL.
    private static final Duration TO_STOP = Duration.seconds(120);

    private final Deployment deployment;
    private final Network network;
    private final Repository images;
    private final Surroundings surroundings;
    private final Cluster cluster;
    private final String tag;

    /// What is to be run.
    ///
    /// @param name `hikyaku-DEPLOYMENT-NAME` is the family of its definitions
    /// @param work decides which secrets it gets
    /// @param command arguments of the program
    /// @param extra environment variables beside the usual ones
    /// @param health asks itself whether it lives; the task is replaced if not
    public record Wanted(String name, Work work, List<String> command, Map<String, String> extra, boolean health) {}

    /// Makes the cluster.
    public Tasks(
            Construct scope, Deployment deployment, Network network, Repository images, Surroundings surroundings) {
        super(scope, "Tasks");
        this.deployment = deployment;
        this.network = network;
        this.images = images;
        this.surroundings = surroundings;
        cluster = Cluster.Builder.create(this, "Cluster")
                .clusterName(deployment.named("tasks"))
                .vpc(network.vpc())
                .containerInsightsV2(ContainerInsights.ENABLED)
                .build();
        var parameter = CfnParameter.Builder.create(this, "ImageTag")
                .type("String")
                .allowedPattern("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")
                .description(
                        "Tag of the image in the repository of the base stack; a release gives the commit's id and its own")
                .build();
        parameter.overrideLogicalId("ImageTag");
        tag = parameter.getValueAsString();
    }

    /// Defines a task.
    public FargateTaskDefinition define(Wanted wanted) {
        var task = FargateTaskDefinition.Builder.create(this, wanted.name())
                .family(deployment.named(wanted.name()))
                .cpu(1_024)
                .memoryLimitMiB(2_048)
                .runtimePlatform(RuntimePlatform.builder()
                        .cpuArchitecture(CpuArchitecture.X86_64)
                        .operatingSystemFamily(OperatingSystemFamily.LINUX)
                        .build())
                .volumes(List.of(volume("room"), volume("tmp")))
                .build();
        var container = task.addContainer(CONTAINER, container(wanted));
        container.addMountPoints(mount("room", Surroundings.ROOM), mount("tmp", "/tmp"));
        return task;
    }

    private ContainerDefinitionOptions container(Wanted wanted) {
        var environment = new TreeMap<>(surroundings.open());
        environment.putAll(wanted.extra());
        var container = ContainerDefinitionOptions.builder()
                .containerName(CONTAINER)
                .image(ContainerImage.fromEcrRepository(images, tag))
                .command(wanted.command())
                .environment(environment)
                .secrets(surroundings.fetched(wanted.work()))
                .logging(logs(wanted))
                .stopTimeout(TO_STOP)
                .user("65532:65532")
                .readonlyRootFilesystem(true)
                .linuxParameters(powerless(wanted));
        if (wanted.health()) {
            container.healthCheck(HealthCheck.builder()
                    .command(List.of("CMD", "/opt/java/bin/java", "-cp", "/app/hikyaku-boot.jar", "dev.hikyaku.Health"))
                    .interval(Duration.seconds(30))
                    .timeout(Duration.seconds(10))
                    .retries(3)
                    .startPeriod(Duration.seconds(120))
                    .build());
        }
        return container.build();
    }

    private LogDriver logs(Wanted wanted) {
        var logs = LogGroup.Builder.create(this, wanted.name() + "-logs")
                .logGroupName("/hikyaku/" + deployment.name() + "/" + wanted.name())
                .retention(BaseStack.LOGS)
                .build();
        return LogDriver.awsLogs(AwsLogDriverProps.builder()
                .logGroup(logs)
                .streamPrefix(wanted.name())
                .build());
    }

    private LinuxParameters powerless(Wanted wanted) {
        var linux = LinuxParameters.Builder.create(this, wanted.name() + "-linux")
                .initProcessEnabled(false)
                .build();
        linux.dropCapabilities(Capability.ALL);
        return linux;
    }

    private static Volume volume(String name) {
        return Volume.builder().name(name).build();
    }

    private static MountPoint mount(String volume, String place) {
        return MountPoint.builder()
                .sourceVolume(volume)
                .containerPath(place)
                .readOnly(false)
                .build();
    }

    /// The cluster.
    public Cluster cluster() {
        return cluster;
    }

    Network network() {
        return network;
    }
}
