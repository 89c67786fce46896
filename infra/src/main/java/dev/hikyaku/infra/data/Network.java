package dev.hikyaku.infra.data;

import dev.hikyaku.infra.BaseStack;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// A network of three kinds of subnets in two zones: the way out, tasks, databases. Nothing outside can begin a
/// connection to anything in it.
public final class Network extends Construct {
    private final Vpc vpc;
    private final SecurityGroup tasks;

    /// Makes it.
    public Network(Construct scope) {
        super(scope, "Network");
        var logs = LogGroup.Builder.create(this, "FlowLogs")
                .retention(BaseStack.LOGS)
                .build();
        vpc = Vpc.Builder.create(this, "Vpc")
                .maxAzs(2)
                .natGateways(1)
                .subnetConfiguration(List.of(
                        subnets("out", SubnetType.PUBLIC),
                        subnets("tasks", SubnetType.PRIVATE_WITH_EGRESS),
                        subnets("databases", SubnetType.PRIVATE_ISOLATED)))
                .gatewayEndpoints(Map.of(
                        "Images",
                        GatewayVpcEndpointOptions.builder()
                                .service(GatewayVpcEndpointAwsService.S3)
                                .build()))
                .flowLogs(Map.of(
                        "Refused",
                        FlowLogOptions.builder()
                                .destination(FlowLogDestination.toCloudWatchLogs(logs))
                                .trafficType(FlowLogTrafficType.REJECT)
                                .build()))
                .build();
        tasks = tasksOf(vpc);
    }

    private SecurityGroup tasksOf(Vpc vpc) {
        var group = SecurityGroup.Builder.create(this, "Tasks")
                .vpc(vpc)
                .description("Tasks of Hikyaku: out to HTTPS and the databases, nothing in")
                .allowAllOutbound(false)
                .build();
        group.addEgressRule(Peer.anyIpv4(), Port.tcp(443), "Salesforce, FCM, AWS");
        group.addEgressRule(Peer.ipv4(vpc.getVpcCidrBlock()), Port.tcpRange(3306, 5432), "Databases");
        return group;
    }

    private static SubnetConfiguration subnets(String name, SubnetType type) {
        return SubnetConfiguration.builder()
                .name(name)
                .subnetType(type)
                .cidrMask(24)
                .mapPublicIpOnLaunch(type == SubnetType.PUBLIC ? false : null)
                .build();
    }

    /// The network.
    public Vpc vpc() {
        return vpc;
    }

    /// What tasks may speak to.
    public SecurityGroup tasks() {
        return tasks;
    }

    /// Where tasks run.
    public SubnetSelection taskSubnets() {
        return SubnetSelection.builder()
                .subnetType(SubnetType.PRIVATE_WITH_EGRESS)
                .build();
    }

    /// Where databases stand.
    SubnetSelection databaseSubnets() {
        return SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build();
    }
}
