package dev.hikyaku.gateway.fcm;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Gateway;
import dev.hikyaku.gateway.Notification;
import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.gateway.fcm.AccessTokens.Good;
import dev.hikyaku.gateway.fcm.AccessTokens.Grant;
import dev.hikyaku.gateway.fcm.AccessTokens.None;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Sends through FCM HTTP v1. What an answer comes to is a table in the package.
///
/// One call is sent once; only a call that FCM refused for its access token is sent again, with a new token. It takes
/// `connections` x `streams` calls at once; more wait for a free stream.
public final class FcmGateway implements Gateway {
    private static final Duration TOKEN_WAIT = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final long CONNECT_MILLIS = 5_000;
    private final HTTP2Client client;
    private final Wire wire;
    private final Wire login;
    private final AccessTokens tokens;
    private final Clock clock;
    private final String path;

    /// Reads the credentials; connects when the first notification is sent.
    ///
    /// @throws IllegalArgumentException when the credentials are no service account's
    public FcmGateway(FcmSettings settings, Clock clock) {
        var account = ServiceAccount.read(settings.credentials());
        this.clock = clock;
        path = "/v1/projects/" + account.project() + "/messages:send";
        client = client(settings.timeout());
        wire = new Wire(client, settings.url(), settings.connections(), settings.streams(), settings.timeout());
        login = new Wire(client, account.tokenUri(), 1, 1, settings.timeout());
        tokens = new AccessTokens(account, login, clock);
        start();
    }

    private static HTTP2Client client(Duration timeout) {
        var threads = new QueuedThreadPool(16, 2);
        threads.setName("fcm");
        threads.setDaemon(true);
        var connector = new ClientConnector();
        connector.setExecutor(threads);
        var client = new HTTP2Client(connector);
        client.setConnectTimeout(CONNECT_MILLIS);
        // calls have their own patience; only a connection without any may fall asleep
        client.setIdleTimeout(IDLE.plus(timeout).toMillis());
        client.setStreamIdleTimeout(0);
        return client;
    }

    private void start() {
        try {
            client.start();
        } catch (Exception broken) {
            throw new IllegalStateException("the HTTP/2 client does not start", broken);
        }
    }

    @Override
    public String name() {
        return "fcm";
    }

    @Override
    public Outcome send(Notification notification, Address address) {
        return post(notification, address, false);
    }

    @Override
    public Outcome check(Notification notification, Address address) {
        return post(notification, address, true);
    }

    private Outcome post(Notification notification, Address address, boolean validateOnly) {
        byte[] body;
        try {
            body = new FcmBody(notification, address, clock.instant()).bytes(validateOnly);
        } catch (IllegalArgumentException wrong) {
            return new Outcome.Rejected("OVERRIDE", String.valueOf(wrong.getMessage()), Outcome.Blame.NOTIFICATION);
        }
        var verdict = new Verdict(clock, address);
        return switch (tokens.current()) {
            case None none -> withoutToken(none);
            case Good token -> {
                var first = verdict.of(ask(token, body));
                yield isTokenRefused(first) ? again(tokens.renewed(token), body, verdict) : first;
            }
        };
    }

    private Outcome again(Grant grant, byte[] body, Verdict verdict) {
        return switch (grant) {
            case None none -> withoutToken(none);
            case Good token -> verdict.of(ask(token, body));
        };
    }

    private static boolean isTokenRefused(Outcome outcome) {
        return outcome instanceof Outcome.Stopped(var code, var _)
                && (code.equals("UNAUTHENTICATED") || code.equals("HTTP_401"));
    }

    private Answer ask(Good token, byte[] body) {
        var headers = HttpFields.build()
                .put(HttpHeader.AUTHORIZATION, "Bearer " + token.token())
                .put(HttpHeader.CONTENT_TYPE, "application/json; charset=utf-8");
        return wire.post(path, headers, body);
    }

    private static Outcome withoutToken(None none) {
        return none.refused()
                ? new Outcome.Stopped(none.code(), "no access token: " + none.text())
                : new Outcome.NotNow(none.code(), "no access token: " + none.text(), TOKEN_WAIT, true);
    }

    @Override
    public void close() {
        wire.close();
        login.close();
        try {
            client.stop();
        } catch (Exception broken) {
            throw new IllegalStateException("the HTTP/2 client does not stop", broken);
        }
    }
}
