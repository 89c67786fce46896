package dev.hikyaku.infra.intake;

import dev.hikyaku.infra.BaseStack;
import dev.hikyaku.infra.Deployment;
import dev.hikyaku.infra.data.Database;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// The function that brings messages into the outbox by the Data API; it stands in no network. A batch that is good in
/// part is answered in part.
public final class OutboxFunction extends Construct {
    private static final Duration LONGEST = Duration.seconds(30);

    private final Function function;

    /// Makes it.
    ///
    /// @param user secret of the database user who may write into the outbox and do nothing else
    public OutboxFunction(Construct scope, Deployment deployment, Queue queue, Database database, Secret user) {
        super(scope, "Function");
        var logs =
                LogGroup.Builder.create(this, "Logs").retention(BaseStack.LOGS).build();
        var role = role(logs, database, user);
        var atOnce = atOnce();
        function = Function.Builder.create(this, "Outbox")
                .description("From SQS into the outbox of " + deployment.name())
                .runtime(Runtime.JAVA_21)
                .architecture(Architecture.ARM_64)
                .handler("dev.hikyaku.lambda.Handler::handleRequest")
                .code(Code.fromAsset(deployment.functionJar().toString()))
                .memorySize(1_024)
                .timeout(LONGEST)
                .reservedConcurrentExecutions(atOnce)
                .role(role)
                .logGroup(logs)
                .environment(Map.of(
                        "HIKYAKU_CLUSTER_ARN", database.cluster().getClusterArn(),
                        "HIKYAKU_SECRET_ARN", user.getSecretArn(),
                        "HIKYAKU_DATABASE", database.schema(),
                        "HIKYAKU_DIALECT", "mysql"))
                .build();
        // The event source does not know what is reserved: what it took out beyond that would count as received, and
        // good messages of a flood would end among the dead letters.
        function.addEventSource(SqsEventSource.Builder.create(queue)
                .maxConcurrency(atOnce)
                .batchSize(100)
                .maxBatchingWindow(Duration.seconds(1))
                .reportBatchItemFailures(true)
                .build());
    }

    private Role role(LogGroup logs, Database database, Secret user) {
        var role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        logs.grantWrite(role);
        user.grantRead(role);
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of(
                        "rds-data:BeginTransaction",
                        "rds-data:BatchExecuteStatement",
                        "rds-data:CommitTransaction",
                        "rds-data:RollbackTransaction"))
                .resources(List.of(database.cluster().getClusterArn()))
                .build());
        return role;
    }

    /// Without an end, a flood would take all connections of the database, and all functions of the account.
    private Number atOnce() {
        var parameter = CfnParameter.Builder.create(this, "AtOnce")
                .type("Number")
                .minValue(2)
                .defaultValue(10)
                .description("Functions that may write into the outbox at the same time")
                .build();
        parameter.overrideLogicalId("FunctionsAtOnce");
        return parameter.getValueAsNumber();
    }

    /// The function.
    public Function function() {
        return function;
    }
}
