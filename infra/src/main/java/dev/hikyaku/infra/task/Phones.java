package dev.hikyaku.infra.task;

import dev.hikyaku.infra.BaseStack;
import dev.hikyaku.infra.Deployment;
import dev.hikyaku.infra.intake.Queues;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.customresources.AwsCustomResource;
import software.amazon.awscdk.customresources.AwsCustomResourcePolicy;
import software.amazon.awscdk.customresources.AwsSdkCall;
import software.amazon.awscdk.customresources.PhysicalResourceId;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.SqsSubscription;
import software.constructs.Construct;

/// SNS's platform applications, as far as they are ours to make. CloudFormation knows no such resource, and a custom
/// one
/// would carry the provider's credentials through a template; so a person makes the application, the manifest names
/// its ARN, and here it is told where failures of sending go, and who may publish through it.
public final class Phones extends Construct {
    private final Topic failures;
    private final Queues queues;
    private final List<String> applications;

    /// Wires them.
    public Phones(Construct scope, Deployment deployment) {
        super(scope, "Phones");
        applications = List.copyOf(deployment.platformApplications());
        failures = Topic.Builder.create(this, "Failures")
                .displayName("Messages that " + deployment.name() + " could not bring to phones")
                .enforceSsl(true)
                .build();
        // As a topic without a policy of its own has it: here SNS itself publishes, in the name of the account.
        failures.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new AnyPrincipal()))
                .actions(List.of("sns:Publish"))
                .resources(List.of(failures.getTopicArn()))
                .conditions(Map.of("StringEquals", Map.of("AWS:SourceOwner", Aws.ACCOUNT_ID)))
                .build());
        queues = new Queues(this, "News", 5);
        failures.addSubscription(SqsSubscription.Builder.create(queues.queue())
                .rawMessageDelivery(true)
                .build());
        var logs =
                LogGroup.Builder.create(this, "Logs").retention(BaseStack.LOGS).build();
        for (int number = 0; number < applications.size(); number++) {
            tell("Application" + number, applications.get(number), logs);
        }
    }

    private void tell(String id, String application, LogGroup logs) {
        var call = AwsSdkCall.builder()
                .service("SNS")
                .action("setPlatformApplicationAttributes")
                .parameters(new TreeMap<>(Map.of(
                        "PlatformApplicationArn",
                        application,
                        "Attributes",
                        Map.of("EventDeliveryFailure", failures.getTopicArn()))))
                .physicalResourceId(PhysicalResourceId.of(application + "-failures"))
                .build();
        AwsCustomResource.Builder.create(this, id)
                .onCreate(call)
                .onUpdate(call)
                .installLatestAwsSdk(false)
                .logGroup(logs)
                .policy(AwsCustomResourcePolicy.fromStatements(List.of(PolicyStatement.Builder.create()
                        .actions(List.of("sns:SetPlatformApplicationAttributes"))
                        .resources(List.of(application))
                        .build())))
                .build();
    }

    /// Lets a task register phones with these applications and publish to them, and to nothing else; and read the news.
    public void letPublish(IGrantable task) {
        queues.queue().grantConsumeMessages(task);
        for (var application : applications) {
            var endpoints = application.replace(":app/", ":endpoint/") + "/*";
            grant(task, List.of("sns:CreatePlatformEndpoint"), application);
            grant(task, List.of("sns:Publish", "sns:GetEndpointAttributes", "sns:SetEndpointAttributes"), endpoints);
        }
    }

    private static void grant(IGrantable task, List<String> actions, String resource) {
        task.getGrantPrincipal()
                .addToPrincipalPolicy(PolicyStatement.Builder.create()
                        .actions(actions)
                        .resources(List.of(resource))
                        .build());
    }

    /// Where news of failures wait.
    public Queues queues() {
        return queues;
    }
}
