package dev.hikyaku.infra;

import static dev.hikyaku.infra.Synthesised.stream;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Nobody may do more than their work. What AWS lets nobody narrow stands here, with its reason.
class LeastPrivilegeTest {
    private static final Map<String, String> WITHOUT_RESOURCES = Map.of(
            "ecr:GetAuthorizationToken",
            "a token for all repositories: AWS has no resource for it; pulling is by repository");

    private static final Map<String, String> POLICIES_OF_AWS = Map.of(
            "AWSLambdaBasicExecutionRole", "the CDK's own function that tells SNS where failures go: writes its log",
            "AmazonAPIGatewayPushToCloudWatchLogs",
                    "the account's one role of API Gateway for logs, as AWS prescribes");

    @Test
    void noStatementAllowsEverything() {
        assertThat(Synthesised.all())
                .allSatisfy(made -> assertThat(offences(made)).isEmpty());
    }

    @Test
    void everyExceptionIsNeeded() {
        var used = new TreeSet<String>();
        Synthesised.all()
                .forEach(made -> statements(made).stream()
                        .filter(statement -> texts(statement.path("Resource")).contains("*"))
                        .forEach(statement -> used.addAll(texts(statement.path("Action")))));
        assertThat(used).containsExactlyElementsOf(new TreeSet<>(WITHOUT_RESOURCES.keySet()));
    }

    @Test
    void policiesOfAwsAreTheNamedOnes() {
        assertThat(Synthesised.all())
                .allSatisfy(made -> assertThat(made.resources("AWS::IAM::Role").values())
                        .allSatisfy(role -> assertThat(stream(role.path("ManagedPolicyArns")))
                                .allMatch(arn -> POLICIES_OF_AWS.keySet().stream()
                                        .anyMatch(name -> arn.toString().contains("/" + name + "\"")))));
    }

    @Test
    void seesAStarWhereThereIsOne() {
        var planted = JsonNodeFactory.instance.objectNode();
        planted.put("Effect", "Allow").put("Action", "s3:Get*").put("Resource", "*");
        assertThat(offences(planted)).containsExactly("action s3:Get*", "resource * for [s3:Get*]");
    }

    @Test
    void theSchedulerMayStartOneTaskAndHandItItsTwoRoles() {
        var made = Synthesised.of(Synthesised.Project.CAMPAIGN);
        var starter = made.resources("AWS::IAM::Policy").entrySet().stream()
                .filter(policy -> policy.getKey().contains("starter"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
        var statements = stream(starter.at("/PolicyDocument/Statement")).toList();
        assertThat(statements)
                .extracting(one -> one.path("Action").asString())
                .containsExactly("ecs:RunTask", "iam:PassRole", "sqs:SendMessage");
        assertThat(statements.get(0).at("/Condition/ArnEquals").has("ecs:cluster"))
                .isTrue();
        assertThat(statements.get(1).path("Resource")).hasSize(2);
        assertThat(statements
                        .get(1)
                        .at("/Condition/StringEquals/iam:PassedToService")
                        .asString())
                .isEqualTo("ecs-tasks.amazonaws.com");
    }

    @Test
    void aCampaignGetsNoSecretOfSalesforceAndASyncNoneOfPhones() {
        var demo = Synthesised.of(Synthesised.Project.DEMO);
        var clock = Synthesised.of(Synthesised.Project.CHINOOK_BY_CLOCK);
        assertThat(TasksTest.secrets(demo, "run-invoice-notice"))
                .contains("HIKYAKU_FCM_CREDENTIALS")
                .noneMatch(name -> name.startsWith("HIKYAKU_SALESFORCE"));
        assertThat(TasksTest.secrets(clock, "run-all"))
                .contains("HIKYAKU_SALESFORCE_CLIENT_SECRET")
                .doesNotContain("HIKYAKU_FCM_CREDENTIALS");
    }

    @Test
    void onlyOneEnvironmentOfOneRepositoryMayDeploy() {
        var role = Synthesised.of(Synthesised.Project.DEMO).resources("AWS::IAM::Role").entrySet().stream()
                .filter(one -> one.getKey().startsWith("Deployer"))
                .findFirst()
                .orElseThrow()
                .getValue();
        var condition = role.at("/AssumeRolePolicyDocument/Statement/0/Condition/StringEquals");
        assertThat(condition.path("token.actions.githubusercontent.com:sub").asString())
                .isEqualTo("repo:example/shop:environment:production");
        assertThat(condition.path("token.actions.githubusercontent.com:aud").asString())
                .isEqualTo("sts.amazonaws.com");
    }

    private static List<String> offences(Synthesised made) {
        return statements(made).stream()
                .flatMap(statement -> offences(statement).stream())
                .toList();
    }

    private static List<String> offences(JsonNode statement) {
        var offences = new ArrayList<String>();
        var actions = texts(statement.path("Action"));
        actions.stream().filter(action -> action.contains("*")).forEach(action -> offences.add("action " + action));
        var everywhere = texts(statement.path("Resource")).contains("*");
        if (everywhere && !WITHOUT_RESOURCES.keySet().containsAll(actions)) {
            offences.add("resource * for " + actions);
        }
        return offences;
    }

    /// Of roles, users and those who hold policies; a queue's own policy that refuses is not meant.
    private static List<JsonNode> statements(Synthesised made) {
        var statements = new ArrayList<JsonNode>();
        for (var type : List.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")) {
            made.resources(type)
                    .values()
                    .forEach(policy ->
                            stream(policy.at("/PolicyDocument/Statement")).forEach(statements::add));
        }
        made.resources("AWS::IAM::Role")
                .values()
                .forEach(role -> stream(role.path("Policies"))
                        .forEach(policy ->
                                stream(policy.at("/PolicyDocument/Statement")).forEach(statements::add)));
        for (var type : List.of("AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy")) {
            made.resources(type)
                    .values()
                    .forEach(policy -> stream(policy.at("/PolicyDocument/Statement"))
                            .filter(statement ->
                                    statement.path("Effect").asString().equals("Allow"))
                            .forEach(statements::add));
        }
        return statements;
    }

    private static List<String> texts(JsonNode oneOrMany) {
        return oneOrMany.isArray()
                ? stream(oneOrMany).map(LeastPrivilegeTest::text).toList()
                : List.of(text(oneOrMany));
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.asString() : node.toString();
    }
}
