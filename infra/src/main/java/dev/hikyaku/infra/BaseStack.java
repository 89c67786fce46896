package dev.hikyaku.infra;

import dev.hikyaku.infra.data.Secrets;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Arn;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecr.LifecycleRule;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.TagMutability;
import software.amazon.awscdk.services.ecr.TagStatus;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.WebIdentityPrincipal;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/// What has to be there before anything can run, and stays when the rest is taken away: the repository of images, the
/// secrets that people fill in, and the role with which a release deploys.
public final class BaseStack extends Stack {
    /// How long logs are kept.
    public static final RetentionDays LOGS = RetentionDays.THREE_MONTHS;

    private static final String GITHUB = "token.actions.githubusercontent.com";

    private final Repository images;
    private final Secrets secrets;

    /// Makes the stack `hikyaku-NAME-base`.
    public BaseStack(Construct scope, Deployment deployment) {
        super(scope, deployment.named("base"));
        images = Repository.Builder.create(this, "Images")
                .repositoryName(deployment.named("image"))
                .imageTagMutability(TagMutability.IMMUTABLE)
                .imageScanOnPush(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .lifecycleRules(List.of(
                        LifecycleRule.builder().maxImageCount(50).build(),
                        LifecycleRule.builder()
                                .tagStatus(TagStatus.UNTAGGED)
                                .maxImageAge(Duration.days(7))
                                .build()))
                .build();
        secrets = new Secrets(this, deployment);
        if (deployment.repository() != null) {
            deployer(deployment, deployment.repository());
        }
        output("ImageRepository", images.getRepositoryUri());
    }

    /// The release of one repository, from its environment `production` alone, may push images and use the roles of
    /// CDK's bootstrap.
    private void deployer(Deployment deployment, String repository) {
        var provider = arn("iam", "", "oidc-provider", GITHUB);
        var role = Role.Builder.create(this, "Deployer")
                .roleName(deployment.named("deployer"))
                .assumedBy(new WebIdentityPrincipal(
                        provider,
                        Map.of(
                                "StringEquals",
                                Map.of(
                                        GITHUB + ":aud",
                                        "sts.amazonaws.com",
                                        GITHUB + ":sub",
                                        "repo:" + repository + ":environment:production"))))
                .maxSessionDuration(Duration.hours(1))
                .build();
        images.grantPush(role);
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("sts:AssumeRole"))
                .resources(List.of(bootstrapRole("deploy"), bootstrapRole("file-publishing")))
                .build());
        output("DeployRole", role.getRoleArn());
    }

    private String bootstrapRole(String task) {
        var name = Fn.sub("cdk-hnb659fds-" + task + "-role-${AWS::AccountId}-${AWS::Region}");
        return arn("iam", "", "role", name);
    }

    private String arn(String product, String region, String kind, String name) {
        return Arn.format(
                ArnComponents.builder()
                        .service(product)
                        .region(region)
                        .resource(kind)
                        .resourceName(name)
                        .arnFormat(ArnFormat.SLASH_RESOURCE_NAME)
                        .build(),
                this);
    }

    private void output(String name, String value) {
        CfnOutput.Builder.create(this, name).value(value).build();
    }

    /// Where images are.
    public Repository images() {
        return images;
    }

    /// The secrets.
    public Secrets secrets() {
        return secrets;
    }
}
