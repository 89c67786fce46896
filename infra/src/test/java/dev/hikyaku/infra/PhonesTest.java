package dev.hikyaku.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.infra.Synthesised.Project;
import org.junit.jupiter.api.Test;

class PhonesTest {
    private static final String APPLICATION = "arn:aws:sns:ap-northeast-1:123456789012:app/GCM/kinto";

    private final Synthesised kinto = Synthesised.of(Project.KINTO);

    @Test
    void thePlatformApplicationIsToldWhereFailuresGo() {
        var told = kinto.only("Custom::AWS");
        assertThat(told.path("Create").toString())
                .contains("setPlatformApplicationAttributes", APPLICATION, "EventDeliveryFailure");
    }

    @Test
    void theTopicOfFailuresTakesWhatTheAccountPublishes() {
        var policy = kinto.resources("AWS::SNS::TopicPolicy").entrySet().stream()
                .filter(one -> one.getKey().startsWith("PhonesFailures"))
                .findFirst()
                .orElseThrow()
                .getValue();
        var allowed = Synthesised.stream(policy.at("/PolicyDocument/Statement"))
                .filter(one -> one.path("Effect").asString().equals("Allow"))
                .toList();
        assertThat(allowed).hasSize(1);
        assertThat(allowed.getFirst().at("/Condition/StringEquals").has("AWS:SourceOwner"))
                .isTrue();
    }

    @Test
    void newsOfFailuresWaitInAQueue() {
        assertThat(kinto.only("AWS::SNS::Subscription").path("Protocol").asString())
                .isEqualTo("sqs");
        assertThat(kinto.template().at("/Outputs").has("PushNewsQueue")).isTrue();
        assertThat(kinto.resources("AWS::IAM::Policy").toString()).contains("sqs:ReceiveMessage", "PhonesNewsQueue");
    }

    @Test
    void aCampaignMayPublishThroughItsApplicationsAndNoOther() {
        var policies = kinto.resources("AWS::IAM::Policy").toString();
        assertThat(policies)
                .contains("sns:CreatePlatformEndpoint", APPLICATION)
                .contains("sns:Publish", APPLICATION.replace(":app/", ":endpoint/") + "/*");
        assertThat(Synthesised.of(Project.CAMPAIGN)
                        .resources("AWS::IAM::Policy")
                        .toString())
                .doesNotContain("sns:Publish");
    }
}
