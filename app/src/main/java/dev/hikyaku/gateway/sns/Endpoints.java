package dev.hikyaku.gateway.sns;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Outcome;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsException;

/// Finds a device's endpoint, and makes one where there is none ("Amazon SNS: creating a platform endpoint").
///
/// Whatever fails in here failed before anything was sent.
final class Endpoints {
    private final SnsClient sns;
    private final Duration patience;
    private final Rate creates;
    private final Rate gets;
    private final Rate sets;

    Endpoints(SnsClient sns, SnsSettings settings) {
        this.sns = sns;
        this.patience = settings.timeout();
        this.creates = new Rate(settings.rates().endpointActions());
        this.gets = new Rate(settings.rates().endpointActions());
        this.sets = new Rate(settings.rates().endpointActions());
    }

    /// The endpoint's ARN, enabled for this token.
    String of(String application, Address address) throws Refused, InterruptedException {
        turn(creates, patience);
        try {
            return sns.createPlatformEndpoint(request ->
                            request.platformApplicationArn(application).token(address.text()))
                    .endpointArn();
        } catch (SnsException refused) {
            var existing = SnsOutcomes.existing(refused);
            if (existing.isEmpty()) {
                throw new Refused(SnsOutcomes.ofEndpointAction(refused));
            }
            renew(existing, address);
            return existing;
        } catch (SdkException unheard) {
            throw new Refused(SnsOutcomes.ofEndpointAction(unheard));
        }
    }

    /// Writes our registration over the endpoint's, where they differ: what the application registered is newer than
    /// what SNS remembers.
    void renew(String arn, Address address) throws Refused, InterruptedException {
        try {
            turn(gets, patience);
            var there = sns.getEndpointAttributes(request -> request.endpointArn(arn))
                    .attributes();
            var enabled = "true".equalsIgnoreCase(there.get("Enabled"));
            if (enabled && isSame(address, there.getOrDefault("Token", ""))) {
                return;
            }
            turn(sets, patience);
            sns.setEndpointAttributes(
                    request -> request.endpointArn(arn).attributes(Map.of("Token", address.text(), "Enabled", "true")));
        } catch (SnsException gone) {
            throw new Refused(
                    SnsOutcomes.isStale(gone)
                            ? new Outcome.NotNow(
                                    "EndpointGone", "The endpoint was deleted while it was looked at", null, false)
                            : SnsOutcomes.ofEndpointAction(gone));
        } catch (SdkException unheard) {
            throw new Refused(SnsOutcomes.ofEndpointAction(unheard));
        }
    }

    /// SNS keeps tokens of iPhones in lower case.
    private static boolean isSame(Address address, String token) {
        return address.platform() == Address.Platform.IOS
                ? token.equalsIgnoreCase(address.text())
                : token.equals(address.text());
    }

    /// Waits for a turn.
    ///
    /// @throws Refused when it would take too long
    static void turn(Rate rate, Duration patience) throws Refused, InterruptedException {
        var wait = rate.await(patience);
        if (wait.isPositive()) {
            throw new Refused(
                    new Outcome.NotNow("OwnRate", "Too many calls wait for their turn before this one", wait, true));
        }
    }
}
