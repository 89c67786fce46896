package dev.hikyaku.simulators.push.fcm;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.hikyaku.simulators.push.fcm.account.ServiceAccount;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoginTest {
    @RegisterExtension
    final FcmSimulatorExtension fcm = new FcmSimulatorExtension();

    private static String refusal(FcmClient.Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        return answer.json().path("error").asString() + ": "
                + answer.json().path("error_description").asString();
    }

    @Test
    void handsATokenOutForASignedAssertion(FcmSimulator simulator) {
        var answer = new FcmClient(simulator).grant(claims -> claims);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("expires_in").asInt()).isEqualTo(3599);
        assertThat(answer.json().path("token_type").asString()).isEqualTo("Bearer");
        assertThat(simulator.tokens().handedOut()).isEqualTo(1);
    }

    @Test
    void refusesAnotherKey(FcmSimulator simulator) throws JOSEException {
        var stranger = new ServiceAccount("simulated", "stranger", new RSAKeyGenerator(2048).generate());
        var answer =
                new FcmClient(simulator).grant(claims -> claims, stranger.json(URI.create("http://127.0.0.1/token")));
        assertThat(refusal(answer)).isEqualTo("invalid_grant: Invalid JWT Signature.");
    }

    @Test
    void refusesAnotherIssuer(FcmSimulator simulator) {
        assertThat(refusal(new FcmClient(simulator).grant(claims -> claims.issuer("somebody"))))
                .isEqualTo("invalid_grant: Invalid grant: account not found");
    }

    @Test
    void refusesAnotherAudience(FcmSimulator simulator) {
        assertThat(refusal(new FcmClient(simulator).grant(claims -> claims.audience("https://elsewhere"))))
                .isEqualTo("invalid_grant: Invalid JWT: Failed audience check. The right audience is " + simulator.url()
                        + "/token");
    }

    @Test
    void refusesAnotherScope(FcmSimulator simulator) {
        assertThat(refusal(new FcmClient(simulator).grant(claims -> claims.claim("scope", "drive"))))
                .isEqualTo("invalid_scope: Invalid OAuth scope or ID token audience provided.");
    }

    @Test
    void refusesWhatHasRunOutOrLivesTooLong(FcmSimulator simulator) {
        var now = Instant.now();
        var client = new FcmClient(simulator);
        assertThat(refusal(client.grant(claims -> claims.issueTime(Date.from(now.minusSeconds(7200)))
                        .expirationTime(Date.from(now.minusSeconds(3600))))))
                .contains("short-lived token (60 minutes)");
        assertThat(refusal(client.grant(claims -> claims.expirationTime(Date.from(now.plusSeconds(4000))))))
                .contains("short-lived token (60 minutes)");
    }

    @Test
    void sendsOnlyWithATokenThatIsGood(FcmSimulator simulator) {
        var client = new FcmClient(simulator);
        assertThat(client.send("\"token\":\"a\"").code()).isEqualTo("401 401 UNAUTHENTICATED");
        client.login();
        assertThat(client.send("\"token\":\"a\"").status()).isEqualTo(200);
        simulator.tokens().expireAll();
        assertThat(client.send("\"token\":\"a\"").code()).isEqualTo("401 401 UNAUTHENTICATED");
    }

    @Test
    void sendsOnlyForItsOwnProject(FcmSimulator simulator) {
        var answer = new FcmClient(simulator)
                .login()
                .post("/v1/projects/another/messages:send", "{\"message\":{\"token\":\"a\"}}");
        assertThat(answer.code()).isEqualTo("403 403 PERMISSION_DENIED");
    }

    @Test
    void keepsItsKeyOverARestart(FcmSimulator simulator) {
        var before = simulator.serviceAccount();
        var restarted = fcm.restart();
        assertThat(new FcmClient(restarted).grant(claims -> claims, before).status())
                .isEqualTo(200);
    }
}
