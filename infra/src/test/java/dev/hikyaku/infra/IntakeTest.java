package dev.hikyaku.infra;

import static dev.hikyaku.infra.Synthesised.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.infra.Synthesised.Project;
import dev.hikyaku.manifest.Sync;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private final Synthesised demo = Synthesised.of(Project.DEMO);

    @Test
    void everySyncHasARouteForEachOfItsOperations() {
        var wanted = new TreeSet<String>();
        for (var sync : Project.DEMO.deployment().syncs()) {
            wanted.add(sync.name() + "Upsert");
            if (sync.deletes() == Sync.Deletes.DELETE) {
                wanted.add(sync.name() + "Delete");
            }
        }
        assertThat(demo.resources("AWS::ApiGateway::Method").values())
                .extracting(method -> method.path("OperationName").asString())
                .containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(demo.resources("AWS::ApiGateway::Model").values())
                .extracting(model -> model.path("Name").asString())
                .containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void callersAreKnownAndBodiesAreLookedAtBeforeTheyAreQueued() {
        assertThat(demo.resources("AWS::ApiGateway::Method").values()).allSatisfy(method -> {
            assertThat(method.path("AuthorizationType").asString()).isEqualTo("AWS_IAM");
            assertThat(method.has("RequestValidatorId")).isTrue();
            assertThat(method.at("/RequestModels").has("application/json")).isTrue();
            // Another content type would slip past the validator.
            assertThat(method.at("/Integration/PassthroughBehavior").asString()).isEqualTo("NEVER");
        });
        assertThat(demo.only("AWS::ApiGateway::RequestValidator")
                        .path("ValidateRequestBody")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aBodyCanNotSmuggleParametersToTheQueue() {
        assertThat(demo.resources("AWS::ApiGateway::Method").values())
                .allSatisfy(method -> assertThat(method.at("/Integration/RequestTemplates")
                                .path("application/json")
                                .asString())
                        .startsWith("Action=SendMessage&MessageBody=$util.urlEncode($input.body)&")
                        .contains("MessageAttribute.1.Name=sync"));
    }

    @Test
    void theModelNamesTheColumnsThatTheSyncReads() {
        var contact = Project.DEMO.deployment().manifest().sync("contact").orElseThrow();
        var model = demo.resources("AWS::ApiGateway::Model").values().stream()
                .filter(one -> one.path("Name").asString().equals("contactUpsert"))
                .findFirst()
                .orElseThrow()
                .path("Schema");
        assertThat(model.at("/properties/data/properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(contact.columns());
        assertThat(model.at("/properties/op/enum/0").asString()).isEqualTo("upsert");
        assertThat(stream(model.path("required")).map(one -> one.asString())).containsExactly("key", "op", "data");
        assertThat(model.path("additionalProperties").asBoolean(true)).isFalse();
        assertThat(model.path("$schema").asString()).contains("draft-04");
    }

    @Test
    void whatNobodyCanTakeGoesToTheDeadLettersAndStaysTwoWeeks() {
        var queue = demo.resources("AWS::SQS::Queue").entrySet().stream()
                .filter(one -> one.getKey().startsWith("IntakeQueue"))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertThat(queue.at("/RedrivePolicy/maxReceiveCount").asInt()).isEqualTo(5);
        assertThat(queue.path("MessageRetentionPeriod").asInt()).isEqualTo(4 * 86_400);
        assertThat(demo.resources("AWS::SQS::Queue").values())
                .allSatisfy(one ->
                        assertThat(one.path("SqsManagedSseEnabled").asBoolean()).isTrue());
        var function = demo.only("AWS::Lambda::Function");
        assertThat(queue.path("VisibilityTimeout").asInt())
                .isGreaterThanOrEqualTo(6 * function.path("Timeout").asInt());
    }

    @Test
    void theFunctionAnswersInPartAndHasAnEnd() {
        var source = demo.only("AWS::Lambda::EventSourceMapping");
        assertThat(source.at("/FunctionResponseTypes/0").asString()).isEqualTo("ReportBatchItemFailures");
        assertThat(source.at("/ScalingConfig/MaximumConcurrency/Ref").asString())
                .isEqualTo("FunctionsAtOnce");
        var function = demo.only("AWS::Lambda::Function");
        assertThat(function.path("Handler").asString()).isEqualTo("dev.hikyaku.lambda.Handler::handleRequest");
        assertThat(function.path("Runtime").asString()).isEqualTo("java21");
        assertThat(function.at("/ReservedConcurrentExecutions/Ref").asString()).isEqualTo("FunctionsAtOnce");
    }

    @Test
    void itReachesTheOutboxByTheDataApiAsAUserWhoMayDoNothingElse() {
        var cluster = demo.resources("AWS::RDS::DBCluster").values().stream()
                .filter(one -> one.path("Engine").asString().equals("aurora-mysql"))
                .findFirst()
                .orElseThrow();
        assertThat(cluster.path("EnableHttpEndpoint").asBoolean()).isTrue();
        assertThat(cluster.has("ServerlessV2ScalingConfiguration")).isTrue();
        assertThat(demo.only("AWS::Lambda::Function")
                        .at("/Environment/Variables/HIKYAKU_SECRET_ARN")
                        .toString())
                .contains("Secretsintake");
        assertThat(demo.only("AWS::Lambda::Function").has("VpcConfig")).isFalse();
    }

    @Test
    void campaignsAloneHaveNoIntake() {
        for (var project : List.of(Project.CAMPAIGN, Project.KINTO)) {
            assertThat(Synthesised.of(project).resources("AWS::ApiGateway::RestApi"))
                    .isEmpty();
        }
    }
}
