package dev.hikyaku.gateway.sns;

import dev.hikyaku.gateway.Address;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// How SNS is reached.
///
/// @param region where the platform applications are; endpoints of one region can't be published to in another
/// @param applications the platform application's ARN for each platform; a `GCM` application may serve all three
/// @param rates calls a second, and at once
/// @param timeout how long one call may take, from the first byte to the last; Google and AWS ask for 10 s or more
/// @param endpoint another address than Amazon's, for simulators; else null
/// @param credentials who we are; AWS's default chain unless said otherwise
/// @param clock for moments that travel along
public record SnsSettings(
        String region,
        Map<Address.Platform, String> applications,
        SnsRates rates,
        Duration timeout,
        @Nullable URI endpoint,
        AwsCredentialsProvider credentials,
        Clock clock) {

    public SnsSettings {
        applications = Map.copyOf(applications);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout: found " + timeout + ", wanted more than nothing");
        }
        applications.forEach((platform, arn) -> {
            if (!arn.matches("arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]+:app/(GCM|APNS|APNS_SANDBOX)/\\S+")) {
                throw new IllegalArgumentException("applications." + platform
                        + ": found what is no ARN of a platform application for GCM, APNS or APNS_SANDBOX");
            }
        });
    }

    /// Amazon's address, the default credentials, 10 s, the rates that the region grants by default.
    public static SnsSettings of(String region, Map<Address.Platform, String> applications) {
        return new SnsSettings(
                region,
                applications,
                SnsRates.of(region),
                Duration.ofSeconds(10),
                null,
                DefaultCredentialsProvider.builder().build(),
                Clock.systemUTC());
    }

    /// The same at this address, with these credentials.
    public SnsSettings at(URI newEndpoint, AwsCredentialsProvider newCredentials) {
        return new SnsSettings(region, applications, rates, timeout, newEndpoint, newCredentials, clock);
    }

    /// The same at this address, with these keys; for simulators.
    public SnsSettings at(URI newEndpoint, String accessKeyId, String secretAccessKey) {
        return at(
                newEndpoint,
                StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey)));
    }

    /// The same with these rates.
    public SnsSettings withRates(SnsRates newRates) {
        return new SnsSettings(region, applications, newRates, timeout, endpoint, credentials, clock);
    }

    /// The same, with as much patience.
    public SnsSettings withTimeout(Duration newTimeout) {
        return new SnsSettings(region, applications, rates, newTimeout, endpoint, credentials, clock);
    }

    /// Without accounts and credentials.
    @Override
    public String toString() {
        return "SNS in " + region + " for " + applications.keySet();
    }
}
