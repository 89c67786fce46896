package dev.hikyaku.run.doors;

import dev.hikyaku.intake.body.ChangeReader;
import dev.hikyaku.intake.group.Taking;
import dev.hikyaku.intake.http.HttpDoor;
import dev.hikyaku.intake.http.credential.Credentials;
import dev.hikyaku.intake.sqs.SqsDoor;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.metrics.Metric;
import dev.hikyaku.web.WebServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/// Doors that are open until they are closed. What was acknowledged is in the ledger.
public final class Doors implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /// What the doors lead to.
    ///
    /// @param locale of answers to callers that ask for no language
    /// @param wake called when something was taken in
    /// @param trouble hears what is in the way of a door, once
    public record Into(List<Sync> syncs, Ledger ledger, Locale locale, Runnable wake, Consumer<String> trouble) {}

    /// The settings of a door can't be used; the message says why and what helps.
    public static final class CannotOpen extends RuntimeException {
        CannotOpen(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private Doors() {}

    /// Opens what the settings wish for.
    ///
    /// @param told hears where each door is
    /// @throws CannotOpen when a setting is missing or wrong
    /// @throws WebServer.CannotOpen when the port can't be had
    public static Doors open(DoorSettings settings, Into into, Consumer<String> told) {
        var doors = new Doors();
        try {
            if (settings.http().port() != null) {
                told.accept("http://" + settings.http().bind() + ":" + doors.http(settings.http(), into));
            }
            if (settings.sqs().queue() != null) {
                doors.sqs(settings.sqs().queue(), settings.sqs(), into);
                told.accept(settings.sqs().queue());
            }
            return doors;
        } catch (RuntimeException failed) {
            doors.close();
            throw failed;
        }
    }

    private int http(DoorSettings.Http settings, Into into) {
        var port = settings.port() == null ? 0 : settings.port();
        var credentials = credentials(settings);
        var names = into.syncs().stream().map(Sync::name).collect(Collectors.toSet());
        var changes = into.ledger().changes();
        var taking =
                new Taking((sync, list) -> changes.takeIn(sync, "http", list), names, settings.waiting(), into.wake());
        open.push(taking);
        var bounds = new HttpDoor.Bounds(settings.largestBody(), settings.bodyTime(), settings.changesPerSecond());
        try {
            var handler = HttpDoor.handler(
                    new HttpDoor.Settings(credentials, bounds, into.locale()),
                    into.syncs(),
                    new HttpDoor.Into(taking, into.ledger()::canWrite));
            var server = new WebServer(
                    new WebServer.Settings(settings.bind(), port, settings.connections(), SILENCE), List.of(handler));
            open.push(server);
            server.open();
            return server.port();
        } catch (IllegalArgumentException wrong) {
            throw new CannotOpen(
                    "HK4141  HTTP door: " + wrong.getMessage()
                            + "\n   fix: see docs/how-to/hand-changes-in-over-http.md",
                    wrong);
        }
    }

    private void sqs(String queue, DoorSettings.Sqs settings, Into into) {
        var changes = into.ledger().changes();
        var readers = into.syncs().stream().collect(Collectors.toMap(Sync::name, ChangeReader::new));
        var taking = new Taking(
                (sync, list) -> changes.takeIn(sync, "sqs", list), readers.keySet(), Taking.GROUP, into.wake());
        open.push(taking);
        var story = into.ledger().story();
        try {
            open.push(new SqsDoor(
                    SqsDoor.client(settings.region(), settings.endpoint()),
                    new SqsDoor.Settings(queue, settings.receivers(), settings.visibility(), settings.settleAfter()),
                    new SqsDoor.Into(
                            readers,
                            taking,
                            (sync, text) -> {
                                Metric.INTAKE_REJECTED.add(1, "sqs", "wrong_change");
                                story.note(sync, "message-refused", text);
                            },
                            into.trouble(),
                            into.locale())));
        } catch (SdkException wrong) {
            throw new CannotOpen(
                    "HK4142  queue " + queue + ": " + wrong.getMessage()
                            + "\n   fix: check HIKYAKU_SQS_REGION and HIKYAKU_SQS_ENDPOINT",
                    wrong);
        }
    }

    private static Credentials credentials(DoorSettings.Http settings) {
        var auth = settings.auth();
        if (auth == null) {
            throw new CannotOpen(
                    "HK4141  HTTP door: nobody said how callers show who they are"
                            + "\n   fix: set HIKYAKU_HTTP_AUTH to hmac or jwt; to none only for trials on this machine",
                    null);
        }
        return switch (auth) {
            case NONE -> onThisMachineAlone(settings.bind());
            case HMAC -> new Credentials.Signed(settings.secrets());
            case JWT -> token(settings.jwt());
        };
    }

    private static Credentials onThisMachineAlone(String bind) {
        try {
            if (InetAddress.getByName(bind).isLoopbackAddress()) {
                return new Credentials.None();
            }
        } catch (UnknownHostException unknown) {
            // Not this machine's loopback in any case.
        }
        throw new CannotOpen(
                "HK4141  HTTP door: auth none on " + bind + ", which others can reach"
                        + "\n   fix: set HIKYAKU_HTTP_AUTH to hmac or jwt, or leave HIKYAKU_HTTP_BIND at 127.0.0.1",
                null);
    }

    private static Credentials token(DoorSettings.Jwt jwt) {
        var issuer = jwt.issuer();
        var audience = jwt.audience();
        var keys = jwt.keys();
        if (issuer == null || audience == null || keys == null) {
            throw new CannotOpen(
                    "HK4141  HTTP door: auth jwt without issuer, audience or keys"
                            + "\n   fix: set HIKYAKU_HTTP_JWT_ISSUER, HIKYAKU_HTTP_JWT_AUDIENCE and HIKYAKU_HTTP_JWT_KEYS",
                    null);
        }
        return new Credentials.Token(issuer, audience, keys, jwt.algorithms());
    }

    /// Closes them: no call is let in any more, those that are under way are answered.
    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception failed) {
                throw new IllegalStateException("a door does not close", failed);
            }
        }
    }
}
