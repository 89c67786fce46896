package dev.hikyaku.bench.push;

import java.net.URI;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;

/// The loop of the seed: one thread, an endpoint made for every message, the SDK as it comes, and five tries around it
/// whatever went wrong. Nothing is kept of a recipient.
final class SeedLoop {
    private static final int TRIES = 5;
    private static final Pattern EXISTS =
            Pattern.compile(".*Endpoint (arn:aws:sns[^ ]+) already exists with the same token.*");

    private final SnsClient sns;
    private final String application;

    private SeedLoop(SnsClient sns, String application) {
        this.sns = sns;
        this.application = application;
    }

    /// `SIMULATOR-URL DATABASE-URL USER COUNT`.
    public static void main(String[] args) throws SQLException {
        try (var sns = SnsClient.builder()
                .endpointOverride(URI.create(args[0]))
                .region(Region.AP_NORTHEAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("simulator", "simulator")))
                .build()) {
            var application = sns.createPlatformApplication(request ->
                            request.name("bench").platform("GCM").attributes(Map.of("PlatformCredential", "{}")))
                    .platformApplicationArn();
            var loop = new SeedLoop(sns, application);
            var tokens = Tokens.read(args[1], args[2], Integer.parseInt(args[3]));
            var begin = System.nanoTime();
            var accepted = tokens.stream().filter(loop::sent).count();
            System.out.printf(
                    Locale.ROOT,
                    "sent %d accepted %d seconds %.3f%n",
                    tokens.size(),
                    accepted,
                    (System.nanoTime() - begin) / 1e9);
        }
    }

    private boolean sent(String token) {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try {
                send(token);
                return true;
            } catch (RuntimeException anything) {
                // As the seed has it: tried again, whatever it was.
                if (attempt == TRIES) {
                    return false;
                }
            }
        }
        return false;
    }

    private void send(String token) {
        var endpoint = endpoint(token);
        var body = "{\"GCM\":\"{\\\"notification\\\":{\\\"title\\\":\\\"" + PushWorld.TITLE + "\\\",\\\"body\\\":\\\""
                + PushWorld.BODY + "\\\"}}\"}";
        sns.publish(
                request -> request.targetArn(endpoint).messageStructure("json").message(body));
    }

    private String endpoint(String token) {
        try {
            return sns.createPlatformEndpoint(request ->
                            request.platformApplicationArn(application).token(token))
                    .endpointArn();
        } catch (InvalidParameterException taken) {
            var found = EXISTS.matcher(String.valueOf(taken.getMessage()));
            if (found.matches()) {
                return found.group(1);
            }
            throw taken;
        }
    }
}
