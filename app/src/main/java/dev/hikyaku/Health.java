package dev.hikyaku;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Asks the `hikyaku serve` on this machine whether it lives: for images without a shell. It loads next to nothing, for
/// it is started every half minute.
public final class Health {
    private static final int PATIENCE_MILLISECONDS = 5_000;

    private Health() {}

    /// Ends with 0 when it lives, or has no port to ask at; else with 1.
    public static void main(String[] args) {
        var management = System.getenv("HIKYAKU_MANAGEMENT_PORT");
        System.exit(
                management == null || management.isBlank()
                        ? ask(System.getenv("HIKYAKU_HTTP_PORT"), "/livez")
                        : ask(management, "/live"));
    }

    /// @param port where its HTTP door or its management port is, or null
    static int ask(@Nullable String port, String path) {
        if (port == null || port.isBlank()) {
            return 0;
        }
        try (var socket = new Socket()) {
            var door = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port.strip()));
            socket.connect(door, PATIENCE_MILLISECONDS);
            socket.setSoTimeout(PATIENCE_MILLISECONDS);
            var question = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            var status = answer.readLine();
            return status != null && status.startsWith("HTTP/1.1 200") ? 0 : 1;
        } catch (IOException | NumberFormatException dead) {
            return 1;
        }
    }
}
