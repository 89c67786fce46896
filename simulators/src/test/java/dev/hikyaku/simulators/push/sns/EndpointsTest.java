package dev.hikyaku.simulators.push.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.CreatePlatformEndpointRequest;
import software.amazon.awssdk.services.sns.model.Endpoint;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.SnsException;

class EndpointsTest extends SnsTest {

    private String textOf(Runnable call) {
        return catchThrowableOfType(SnsException.class, call::run)
                .awsErrorDetails()
                .errorMessage();
    }

    @Test
    void anApplicationIsMadeAndItsCredentialsAreNeverTold() {
        var made = sns.createPlatformApplication(request -> request.name("cars")
                        .platform("APNS")
                        .attributes(Map.of("PlatformPrincipal", "key id", "PlatformCredential", "secret")))
                .platformApplicationArn();

        assertThat(made).isEqualTo("arn:aws:sns:ap-northeast-1:123456789012:app/APNS/cars");
        assertThat(sns.getPlatformApplicationAttributes(request -> request.platformApplicationArn(made))
                        .attributes())
                .isEqualTo(Map.of("Enabled", "true"));
        assertThat(sns.listPlatformApplications().platformApplications()).hasSize(2);
    }

    @Test
    void aTokenHasOneEndpointWhoeverAsks() {
        var arn = create("token-1");

        assertThat(arn).startsWith("arn:aws:sns:ap-northeast-1:123456789012:endpoint/GCM/shop/");
        assertThat(create("token-1")).isEqualTo(arn);
        assertThat(create("token-2")).isNotEqualTo(arn);
        assertThat(sns.getEndpointAttributes(request -> request.endpointArn(arn))
                        .attributes())
                .isEqualTo(Map.of("Enabled", "true", "Token", "token-1"));
    }

    @Test
    void otherAttributesAreRefusedInAmazonsWords() {
        var arn = create("token-1");

        assertThat(textOf(() -> sns.createPlatformEndpoint(request -> request.platformApplicationArn(application)
                        .token("token-1")
                        .customUserData("u1"))))
                .isEqualTo("Invalid parameter: Token Reason: Endpoint " + arn
                        + " already exists with the same Token, but different attributes.");
    }

    @Test
    void aPlainCreateForADisabledEndpointIsRefusedOrAsDocumentedAnswersIt() {
        var arn = create("token-1");
        sns.setEndpointAttributes(request -> request.endpointArn(arn).attributes(Map.of("Enabled", "false")));

        assertThatThrownBy(() -> create("token-1")).isInstanceOf(InvalidParameterException.class);
        simulator.registry().createReturnsDisabled(true);
        assertThat(create("token-1")).isEqualTo(arn);
        assertThat(simulator.registry().endpoint(arn).enabled()).isFalse();
    }

    @Test
    void theAttributeWinsOverTheParameter() {
        var arn = sns.createPlatformEndpoint(CreatePlatformEndpointRequest.builder()
                        .platformApplicationArn(application)
                        .token("token-1")
                        .customUserData("parameter")
                        .attributes(Map.of("CustomUserData", "attribute"))
                        .build())
                .endpointArn();

        assertThat(simulator.registry().endpoint(arn).data()).isEqualTo("attribute");
    }

    @Test
    void tokensOfIphonesAreLowerCased() {
        var apple = simulator.createApplication("APNS_SANDBOX", "shop");
        var arn = sns.createPlatformEndpoint(
                        request -> request.platformApplicationArn(apple).token("ABCD"))
                .endpointArn();

        assertThat(simulator.registry().endpoint(arn).token()).isEqualTo("abcd");
    }

    @Test
    void anEndpointIsChangedAndDeletedTwice() {
        var arn = create("token-1");
        sns.setEndpointAttributes(
                request -> request.endpointArn(arn).attributes(Map.of("Token", "token-2", "CustomUserData", "u1")));

        assertThat(sns.getEndpointAttributes(request -> request.endpointArn(arn))
                        .attributes())
                .isEqualTo(Map.of("Enabled", "true", "Token", "token-2", "CustomUserData", "u1"));
        assertThat(create("token-1")).isNotEqualTo(arn);

        sns.deleteEndpoint(request -> request.endpointArn(arn));
        sns.deleteEndpoint(request -> request.endpointArn(arn));
        assertThatThrownBy(() -> sns.getEndpointAttributes(request -> request.endpointArn(arn)))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Endpoint does not exist");
        assertThat(create("token-2")).isNotEqualTo(arn);
    }

    @Test
    void refusalsAreAmazonsOwn() {
        var arn = create("token-1");
        assertThat(textOf(() -> sns.createPlatformEndpoint(request ->
                        request.platformApplicationArn(application + "2").token("t"))))
                .isEqualTo("PlatformApplication does not exist");
        assertThat(textOf(() -> sns.createPlatformEndpoint(
                        request -> request.platformApplicationArn("shop").token("t"))))
                .isEqualTo("Invalid parameter: PlatformApplicationArn Reason: An ARN must have at least 6 elements,"
                        + " not 1");
        assertThat(textOf(() -> sns.getEndpointAttributes(request -> request.endpointArn(application))))
                .isEqualTo("Invalid parameter: EndpointArn Reason: Wrong number of slashes in relative portion of the"
                        + " ARN.");
        assertThat(textOf(() -> sns.setEndpointAttributes(
                        request -> request.endpointArn(arn).attributes(Map.of("Colour", "red")))))
                .isEqualTo("Invalid parameter: Attributes Reason: Invalid attribute name: Colour");
        assertThat(textOf(() -> sns.setEndpointAttributes(
                        request -> request.endpointArn(arn).attributes(Map.of("CustomUserData", "あ".repeat(683))))))
                .isEqualTo("Invalid parameter: Attributes Reason: Invalid value for attribute: CustomUserData: must be"
                        + " at most 2048 bytes long in UTF-8 encoding");
    }

    @Test
    void endpointsAreListedAHundredAtATime() {
        for (var number = 0; number < 120; number++) {
            create("token-" + number);
        }

        var all =
                sns.listEndpointsByPlatformApplicationPaginator(request -> request.platformApplicationArn(application));
        assertThat(all.stream().map(page -> page.endpoints().size())).containsExactly(100, 20);
        assertThat(all.endpoints().stream().map(Endpoint::attributes).map(attributes -> attributes.get("Token")))
                .hasSize(120)
                .startsWith("token-0", "token-1")
                .doesNotHaveDuplicates();
    }
}
