package dev.hikyaku.run.doors;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

/// Settings of the doors of `hikyaku serve`, beside [dev.hikyaku.run.Settings].
///
/// @param http the HTTP door; closed unless it has a port
/// @param sqs the SQS door; closed unless it has a queue
@ConfigurationProperties("hikyaku")
public record DoorSettings(
        @DefaultValue Http http, @DefaultValue Sqs sqs) {

    /// The SQS door.
    ///
    /// @param queue URL of the queue
    /// @param region or null for the one the environment names
    /// @param endpoint of another server that speaks SQS, or null
    /// @param receivers that ask at the same time
    /// @param visibility for how long a received message is hidden from others
    /// @param settleAfter receipts after which a message that is no change is written down as
    ///     refused and deleted; 0 for never: the redrive policy of the queue decides
    public record Sqs(
            @Nullable String queue,
            @Nullable String region,
            @Nullable URI endpoint,
            @DefaultValue("4") int receivers,
            @DefaultValue("60s") Duration visibility,
            @DefaultValue("3") int settleAfter) {}

    /// The HTTP door.
    ///
    /// @param port to listen on; 0 for any that is free
    /// @param bind name or address of the interface; only this machine unless set
    /// @param auth how callers show who they are: `hmac`, `jwt`, or `none` on this machine alone
    /// @param secrets of each client, for `hmac`
    /// @param largestBody bytes of one body, as sent and as expanded
    /// @param bodyTime within which a body must have come, or the next line of a stream
    /// @param connections most connections at once
    /// @param waiting most changes that wait for their commit at once
    /// @param changesPerSecond of one client; twice as many at once
    public record Http(
            @Nullable Integer port,
            @DefaultValue("127.0.0.1") String bind,
            @Nullable Auth auth,
            @DefaultValue Map<String, List<String>> secrets,
            @DefaultValue Jwt jwt,
            @DefaultValue("8388608") int largestBody,
            @DefaultValue("30s") Duration bodyTime,
            @DefaultValue("2000") int connections,
            @DefaultValue("20000") int waiting,
            @DefaultValue("20000") double changesPerSecond) {
        @Override
        public String toString() {
            return "Http[" + bind + ":" + port + ", " + auth + ", clients " + secrets.keySet() + "]";
        }
    }

    /// How callers show who they are.
    public enum Auth {
        /// Nobody is asked; on this machine alone.
        NONE,
        /// Bodies are signed (Standard Webhooks).
        HMAC,
        /// Calls carry a token.
        JWT
    }

    /// Whose tokens are believed.
    ///
    /// @param issuer `iss` of the tokens
    /// @param audience `aud` of the tokens
    /// @param keys URL of the issuer's JWKS
    /// @param algorithms that are believed
    public record Jwt(
            @Nullable String issuer,
            @Nullable String audience,
            @Nullable URI keys,
            @DefaultValue({"RS256", "ES256"}) List<String> algorithms) {}

    /// Reads environment variables and system properties, as [dev.hikyaku.run.Settings#load()] does.
    public static DoorSettings load() {
        var environment = new StandardEnvironment();
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return of(environment);
    }

    /// Reads the settings of this environment.
    public static DoorSettings of(ConfigurableEnvironment environment) {
        return Binder.get(environment).bindOrCreate("hikyaku", DoorSettings.class);
    }
}
