package dev.hikyaku;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class HealthTest {
    @Test
    void whoAnswersLives() throws IOException {
        assertThat(answering(200)).isZero();
    }

    @Test
    void whoAnswersThatItIsIllIsIll() throws IOException {
        assertThat(answering(503)).isEqualTo(1);
    }

    @Test
    void whoDoesNotAnswerIsDead() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(Health.ask(String.valueOf(port), "/livez")).isEqualTo(1);
    }

    @Test
    void aProcessWithoutADoorIsNotAsked() {
        assertThat(Health.ask(null, "/livez")).isZero();
    }

    @Test
    void aPortThatIsNoneIsAFault() {
        assertThat(Health.ask("eighty", "/livez")).isEqualTo(1);
    }

    private static int answering(int status) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/livez", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            return Health.ask(String.valueOf(server.getAddress().getPort()), "/livez");
        } finally {
            server.stop(0);
        }
    }
}
