package dev.hikyaku.bench.push;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.firebase.FirebaseApp;
import com.google.firebase.FirebaseOptions;
import com.google.firebase.internal.ApacheHttp2Transport;
import com.google.firebase.messaging.AndroidConfig;
import com.google.firebase.messaging.AndroidNotification;
import com.google.firebase.messaging.FirebaseMessaging;
import com.google.firebase.messaging.FirebaseMessagingException;
import com.google.firebase.messaging.Message;
import com.google.firebase.messaging.Notification;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;

/// Google's own Java client: `sendEach`, 500 messages a call, over HTTP/2. Its transport has the settings it comes with
/// (100 connections, 100 streams); only the way to `fcm.googleapis.com` leads to the simulator, without TLS as ours.
final class FirebaseLoop {
    private static final int MOST_A_CALL = 500;

    private FirebaseLoop() {}

    /// `ACCOUNT-FILE SIMULATOR-URL DATABASE-URL USER COUNT`.
    public static void main(String[] args) throws IOException, SQLException, FirebaseMessagingException {
        try (var account = Files.newInputStream(Path.of(args[0]))) {
            var app = FirebaseApp.initializeApp(FirebaseOptions.builder()
                    .setCredentials(GoogleCredentials.fromStream(account))
                    .setHttpTransport(transport(URI.create(args[1])))
                    .build());
            var tokens = Tokens.read(args[2], args[3], Integer.parseInt(args[4]));
            var messaging = FirebaseMessaging.getInstance(app);
            long accepted = 0;
            var begin = System.nanoTime();
            for (int next = 0; next < tokens.size(); next += MOST_A_CALL) {
                var some = tokens.subList(next, Math.min(next + MOST_A_CALL, tokens.size()));
                accepted += messaging
                        .sendEach(some.stream().map(FirebaseLoop::message).toList())
                        .getSuccessCount();
            }
            System.out.printf(
                    Locale.ROOT,
                    "sent %d accepted %d seconds %.3f%n",
                    tokens.size(),
                    accepted,
                    (System.nanoTime() - begin) / 1e9);
        }
        System.exit(0);
    }

    /// Everybody's devices are registered by token today.
    @SuppressWarnings("deprecation")
    private static Message message(String token) {
        return Message.builder()
                .setToken(token)
                .setNotification(Notification.builder()
                        .setTitle(PushWorld.TITLE)
                        .setBody(PushWorld.BODY)
                        .build())
                .setAndroidConfig(AndroidConfig.builder()
                        .setTtl(3_600_000)
                        .setNotification(
                                AndroidNotification.builder().setTag("bench").build())
                        .build())
                .build();
    }

    private static ApacheHttp2Transport transport(URI simulator) {
        var there = new HttpRoute(new HttpHost("http", simulator.getHost(), simulator.getPort()));
        return new ApacheHttp2Transport(HttpAsyncClientBuilder.create()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(200)
                        .setMaxConnPerRoute(100)
                        .setDefaultTlsConfig(TlsConfig.custom()
                                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_2)
                                .build())
                        .build())
                .setH2Config(H2Config.custom().setMaxConcurrentStreams(100).build())
                .setRoutePlanner((_, _) -> there)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .build());
    }
}
