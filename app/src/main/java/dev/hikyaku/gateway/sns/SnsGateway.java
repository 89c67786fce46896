package dev.hikyaku.gateway.sns;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Gateway;
import dev.hikyaku.gateway.Notification;
import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.gateway.Outcome.Blame;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsException;

/// Publishes to devices through Amazon SNS.
///
/// An address without an endpoint gets one first, and [Outcome.Accepted] says which: whoever keeps it saves three
/// calls the next time. An endpoint that was deleted is made again once. Where the application registers a device anew
/// it hands the address without the old endpoint, so that a disabled one is enabled again; with the endpoint it stays
/// disabled, and the device is rejected.
///
/// A `send` waits for its turn at most as long as a call may take, and is a [Outcome.NotNow] when that would not do.
public final class SnsGateway implements Gateway {
    /// Closes connections before Amazon does, for a request on a closed one is a request nobody heard of.
    private static final Duration IDLE = Duration.ofSeconds(5);

    private static final int LONGEST_TAG = 64;
    private static final Duration LONGEST_TTL = Duration.ofDays(28);

    private final SnsSettings settings;
    private final SdkHttpClient http;
    private final SnsClient sns;
    private final Endpoints endpoints;
    private final Rate publishes;

    /// Connects when it is first used.
    public SnsGateway(SnsSettings settings) {
        this.settings = settings;
        this.http = Apache5HttpClient.builder()
                .maxConnections(settings.rates().atOnce())
                .connectionMaxIdleTime(IDLE)
                // both end before the call's own time does, which would not say that nothing was sent
                .connectionTimeout(settings.timeout().dividedBy(3))
                .connectionAcquisitionTimeout(settings.timeout().dividedBy(3))
                .socketTimeout(settings.timeout())
                .build();
        this.sns = client(settings, http);
        this.endpoints = new Endpoints(sns, settings);
        this.publishes = new Rate(settings.rates().publishes());
    }

    private static SnsClient client(SnsSettings settings, SdkHttpClient http) {
        var builder = SnsClient.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(settings.credentials())
                .httpClient(http)
                .overrideConfiguration(override ->
                        override.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(settings.timeout()));
        URI endpoint = settings.endpoint();
        return endpoint == null
                ? builder.build()
                : builder.endpointOverride(endpoint).build();
    }

    @Override
    public String name() {
        return "sns";
    }

    @Override
    public Outcome send(Notification notification, Address address) {
        try {
            var message = judged(notification, address);
            var application = application(address);
            var known = address.endpoint();
            if (known != null && isOf(known, application)) {
                var outcome = publish(message, known, null);
                if (outcome != null) {
                    return outcome;
                }
            }
            var made = endpoints.of(application, address);
            var outcome = publish(message, made, made);
            if (outcome instanceof Outcome.Rejected(var code, var _, var _) && SnsOutcomes.isDisabled(code)) {
                // SNS may name an endpoint that it disabled as if it had just made it.
                endpoints.renew(made, address);
                outcome = publish(message, made, made);
            }
            return outcome != null
                    ? outcome
                    : new Outcome.Rejected("EndpointGone", "SNS made an endpoint, and did not find it", Blame.DEVICE);
        } catch (Refused refused) {
            return refused.outcome();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return new Outcome.NotNow("Interrupted", "Hikyaku is ending", null, true);
        }
    }

    /// An endpoint that was kept may be another application's: of another region, account or project.
    private static boolean isOf(String endpoint, String application) {
        return endpoint.startsWith(application.replaceFirst(":app/", ":endpoint/") + "/");
    }

    /// SNS has no call that judges without sending, so the documented rules judge: size, tag, ttl, names of data.
    @Override
    public Outcome check(Notification notification, Address address) {
        try {
            judged(notification, address);
            return new Outcome.Accepted("checked", null);
        } catch (Refused refused) {
            return refused.outcome();
        }
    }

    private SnsMessage judged(Notification notification, Address address) throws Refused {
        if (address.kind() == Address.Kind.FID) {
            throw new Refused(
                    new Outcome.Rejected("InstallationId", "SNS knows registration tokens only", Blame.GATEWAY));
        }
        if (notification.tag().getBytes(StandardCharsets.UTF_8).length > LONGEST_TAG) {
            throw unfit("the tag is longer than 64 bytes");
        }
        if (notification.ttl().isNegative() || notification.ttl().compareTo(LONGEST_TTL) > 0) {
            throw unfit("found a ttl of " + notification.ttl() + ", wanted 0 to 28 days");
        }
        for (var name : notification.data().keySet()) {
            if (name.equals("from") || name.equals("gcm") || name.equals("aps") || name.startsWith("google")) {
                throw unfit("data." + name + " is a name that FCM or APNs keep for themselves");
            }
        }
        return written(notification, address);
    }

    private SnsMessage written(Notification notification, Address address) throws Refused {
        SnsMessage message;
        try {
            message = SnsMessage.of(
                    notification,
                    address,
                    application(address),
                    settings.clock().instant());
        } catch (IllegalArgumentException unreadable) {
            throw unfit(String.valueOf(unreadable.getMessage()));
        }
        if (message.bytes() > SnsMessage.LARGEST) {
            throw unfit("found " + message.bytes() + " bytes, wanted at most " + SnsMessage.LARGEST);
        }
        return message;
    }

    private static Refused unfit(String text) {
        return new Refused(new Outcome.Rejected("Unfit", text, Blame.NOTIFICATION));
    }

    private String application(Address address) throws Refused {
        var application = settings.applications().get(address.platform());
        if (application == null) {
            throw new Refused(new Outcome.Rejected(
                    "NoApplication", "No platform application is named for " + address.platform(), Blame.GATEWAY));
        }
        return application;
    }

    /// @return null when the endpoint is not there
    private @Nullable Outcome publish(SnsMessage message, String endpoint, @Nullable String learned)
            throws Refused, InterruptedException {
        Endpoints.turn(publishes, settings.timeout());
        try {
            var answer = sns.publish(request -> request.targetArn(endpoint)
                    .messageStructure("json")
                    .message(message.text())
                    .messageAttributes(message.attributes()));
            return new Outcome.Accepted(answer.messageId(), learned);
        } catch (SnsException refused) {
            return SnsOutcomes.isStale(refused) ? null : SnsOutcomes.ofPublish(refused);
        } catch (SdkException unheard) {
            return SnsOutcomes.ofPublish(unheard);
        }
    }

    @Override
    public void close() {
        sns.close();
        http.close();
    }
}
