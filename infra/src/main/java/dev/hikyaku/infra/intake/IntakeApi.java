package dev.hikyaku.infra.intake;

import dev.hikyaku.infra.BaseStack;
import dev.hikyaku.infra.Deployment;
import dev.hikyaku.infra.intake.ChangeModel.Operation;
import dev.hikyaku.manifest.Sync;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.AwsIntegration;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.GatewayResponseOptions;
import software.amazon.awscdk.services.apigateway.IntegrationOptions;
import software.amazon.awscdk.services.apigateway.IntegrationResponse;
import software.amazon.awscdk.services.apigateway.LogGroupLogDestination;
import software.amazon.awscdk.services.apigateway.MethodLoggingLevel;
import software.amazon.awscdk.services.apigateway.MethodOptions;
import software.amazon.awscdk.services.apigateway.MethodResponse;
import software.amazon.awscdk.services.apigateway.ModelOptions;
import software.amazon.awscdk.services.apigateway.PassthroughBehavior;
import software.amazon.awscdk.services.apigateway.RequestValidator;
import software.amazon.awscdk.services.apigateway.RequestValidatorOptions;
import software.amazon.awscdk.services.apigateway.ResponseType;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// `POST /syncs/SYNC/upsert` and `.../delete`: a body of the right shape goes straight into the queue, with the sync's
/// name as message attribute. Callers sign with IAM.
public final class IntakeApi extends Construct {
    private static final String STAGE = "v1";

    private final Queue queue;
    private final RestApi api;
    private final Role sender;
    private final RequestValidator validator;

    /// Makes the API of all syncs.
    public IntakeApi(Construct scope, Deployment deployment, Queue queue) {
        super(scope, "Api");
        this.queue = queue;
        api = api(deployment);
        sender = Role.Builder.create(this, "Sender")
                .assumedBy(new ServicePrincipal("apigateway.amazonaws.com"))
                .build();
        sender.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(queue.getQueueArn()))
                .build());
        validator = api.addRequestValidator(
                "Body",
                RequestValidatorOptions.builder()
                        .validateRequestBody(true)
                        .validateRequestParameters(true)
                        .build());
        tellWhatIsWrong();
        var syncs = api.getRoot().addResource("syncs");
        for (var sync : deployment.syncs()) {
            var one = syncs.addResource(sync.name());
            one.addResource("upsert").addMethod("POST", into(sync), method(sync, Operation.UPSERT));
            if (sync.deletes() == Sync.Deletes.DELETE) {
                one.addResource("delete").addMethod("POST", into(sync), method(sync, Operation.DELETE));
            }
        }
        callers(deployment);
    }

    private void tellWhatIsWrong() {
        api.addGatewayResponse(
                "NotOfTheShape",
                GatewayResponseOptions.builder()
                        .type(ResponseType.BAD_REQUEST_BODY)
                        .statusCode("400")
                        // In a header, for what the validator says has quotes in it, and nothing can escape them.
                        .responseHeaders(Map.of("hikyaku-problems", "context.error.validationErrorString"))
                        .templates(Map.of(
                                "application/json",
                                "{\"receipt\":\"refused\",\"detail\":$context.error.messageString}"))
                        .build());
    }

    private RestApi api(Deployment deployment) {
        var logs = LogGroup.Builder.create(this, "AccessLogs")
                .retention(BaseStack.LOGS)
                .build();
        return RestApi.Builder.create(this, "Rest")
                .restApiName(deployment.named("intake"))
                .endpointTypes(List.of(EndpointType.REGIONAL))
                .cloudWatchRole(true)
                .defaultMethodOptions(MethodOptions.builder()
                        .authorizationType(AuthorizationType.IAM)
                        .build())
                .deployOptions(StageOptions.builder()
                        .stageName(STAGE)
                        .accessLogDestination(new LogGroupLogDestination(logs))
                        .accessLogFormat(AccessLogFormat.jsonWithStandardFields())
                        .loggingLevel(MethodLoggingLevel.ERROR)
                        .dataTraceEnabled(false)
                        .metricsEnabled(true)
                        .throttlingRateLimit(1_000)
                        .throttlingBurstLimit(2_000)
                        .build())
                .build();
    }

    private MethodOptions method(Sync sync, Operation operation) {
        var name = sync.name().replace("-", "") + (operation == Operation.UPSERT ? "Upsert" : "Delete");
        var model = api.addModel(
                name,
                ModelOptions.builder()
                        .modelName(name)
                        .contentType("application/json")
                        .schema(ChangeModel.of(sync, operation))
                        .build());
        return MethodOptions.builder()
                .operationName(name)
                .requestValidator(validator)
                .requestModels(Map.of("application/json", model))
                .methodResponses(List.of(answer("202"), answer("503")))
                .build();
    }

    private static MethodResponse answer(String code) {
        return MethodResponse.builder().statusCode(code).build();
    }

    /// The body is encoded, or an `&` in it would begin a parameter of SQS; other content types are refused (415), or
    /// they would slip past the validator.
    private AwsIntegration into(Sync sync) {
        var template = "Action=SendMessage&MessageBody=$util.urlEncode($input.body)"
                + "&MessageAttribute.1.Name=sync&MessageAttribute.1.Value.DataType=String"
                + "&MessageAttribute.1.Value.StringValue=" + sync.name();
        return AwsIntegration.Builder.create()
                .service("sqs")
                .path(Aws.ACCOUNT_ID + "/" + queue.getQueueName())
                .integrationHttpMethod("POST")
                .options(IntegrationOptions.builder()
                        .credentialsRole(sender)
                        .passthroughBehavior(PassthroughBehavior.NEVER)
                        .requestParameters(Map.of(
                                "integration.request.header.Content-Type", "'application/x-www-form-urlencoded'"))
                        .requestTemplates(Map.of("application/json", template))
                        .integrationResponses(List.of(queued(), notQueued()))
                        .build())
                .build();
    }

    private static IntegrationResponse queued() {
        return IntegrationResponse.builder()
                .statusCode("202")
                .responseTemplates(Map.of(
                        "application/json",
                        "{\"receipt\":\"queued\",\"messageId\":"
                                + "\"$input.path('$.SendMessageResponse.SendMessageResult.MessageId')\"}"))
                .build();
    }

    private static IntegrationResponse notQueued() {
        return IntegrationResponse.builder()
                .statusCode("503")
                .selectionPattern("[45]\\d\\d")
                .responseTemplates(Map.of(
                        "application/json",
                        "{\"receipt\":\"none\",\"detail\":\"the queue did not take it; send the same again\"}"))
                .build();
    }

    /// What the application's role needs to call; attached by its owner.
    private void callers(Deployment deployment) {
        ManagedPolicy.Builder.create(this, "Callers")
                .managedPolicyName(deployment.named("intake-caller"))
                .description("May hand changes to " + deployment.named("intake"))
                .statements(List.of(PolicyStatement.Builder.create()
                        .actions(List.of("execute-api:Invoke"))
                        .resources(List.of(api.arnForExecuteApi("POST", "/syncs/*", STAGE)))
                        .build()))
                .build();
    }

    /// The API.
    public RestApi api() {
        return api;
    }
}
