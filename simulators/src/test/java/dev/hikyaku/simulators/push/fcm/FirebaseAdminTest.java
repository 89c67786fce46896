package dev.hikyaku.simulators.push.fcm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.firebase.FirebaseApp;
import com.google.firebase.FirebaseOptions;
import com.google.firebase.messaging.AndroidConfig;
import com.google.firebase.messaging.AndroidNotification;
import com.google.firebase.messaging.FirebaseMessaging;
import com.google.firebase.messaging.FirebaseMessagingException;
import com.google.firebase.messaging.Message;
import com.google.firebase.messaging.MessagingErrorCode;
import com.google.firebase.messaging.Notification;
import dev.hikyaku.simulators.push.phones.Shown;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Google's own client, unchanged: its transport alone is told that `fcm.googleapis.com` is the simulator.
class FirebaseAdminTest {
    @RegisterExtension
    final FcmSimulatorExtension fcm = new FcmSimulatorExtension();

    private FirebaseApp app;

    @BeforeEach
    void connect(FcmSimulator simulator) throws IOException {
        var account = simulator.serviceAccount().getBytes(StandardCharsets.UTF_8);
        var transport = new NetHttpTransport.Builder()
                .setConnectionFactory(url -> (HttpURLConnection) (url.getHost().equals("fcm.googleapis.com")
                                ? simulator.url().resolve(url.getFile()).toURL()
                                : url)
                        .openConnection())
                .build();
        app = FirebaseApp.initializeApp(
                FirebaseOptions.builder()
                        .setCredentials(GoogleCredentials.fromStream(new ByteArrayInputStream(account)))
                        .setHttpTransport(transport)
                        .build(),
                "test");
    }

    @AfterEach
    void disconnect() {
        app.delete();
    }

    // tokens are what is stored today; the successor has no phones yet
    @SuppressWarnings("deprecation")
    private static Message message(String token) {
        return Message.builder()
                .setToken(token)
                .setNotification(
                        Notification.builder().setTitle("車検").setBody("明日です").build())
                .putData("open", "app://cars")
                .setAndroidConfig(AndroidConfig.builder()
                        .setTtl(3_600_000)
                        .setNotification(
                                AndroidNotification.builder().setTag("t").build())
                        .build())
                .build();
    }

    @Test
    void sendsOne(FcmSimulator simulator) throws FirebaseMessagingException {
        assertThat(FirebaseMessaging.getInstance(app).send(message("phone-1")))
                .startsWith("projects/simulated/messages/");
        assertThat(simulator.phones().shown("phone-1"))
                .singleElement()
                .extracting(Shown::tag, Shown::title, Shown::body, Shown::open)
                .containsExactly("t", "車検", "明日です", "app://cars");
    }

    /// A 401 is left out: the JDK's transport can't read its body, and firebase-admin's own one can't be redirected.
    @Test
    void understandsRefusals() throws FirebaseMessagingException {
        var messages = Stream.of(
                        "phone-1",
                        "sim-unregistered",
                        "sim-sender-mismatch",
                        "sim-invalid-token",
                        "sim-quota",
                        "sim-internal")
                .map(FirebaseAdminTest::message)
                .toList();
        var codes = FirebaseMessaging.getInstance(app).sendEach(messages).getResponses().stream()
                .map(answer -> answer.isSuccessful()
                        ? "ok"
                        : String.valueOf(answer.getException().getMessagingErrorCode()))
                .toList();
        assertThat(codes)
                .isEqualTo(List.of(
                        "ok",
                        MessagingErrorCode.UNREGISTERED.name(),
                        MessagingErrorCode.SENDER_ID_MISMATCH.name(),
                        MessagingErrorCode.INVALID_ARGUMENT.name(),
                        MessagingErrorCode.QUOTA_EXCEEDED.name(),
                        MessagingErrorCode.INTERNAL.name()));
    }
}
