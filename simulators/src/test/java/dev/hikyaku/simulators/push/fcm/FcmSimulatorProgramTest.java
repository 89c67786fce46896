package dev.hikyaku.simulators.push.fcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.simulators.push.phones.Counts;
import dev.hikyaku.simulators.push.phones.Phones;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FcmSimulatorProgramTest {
    @TempDir
    Path folder;

    private Process start() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FcmSimulator.class.getName(),
                        "--data",
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private FcmClient client(Process process) throws IOException {
        // left open: the process ends when its reader is gone
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var ready = lines.readLine();
        assertThat(ready).startsWith("fcm simulator ready http://127.0.0.1:");
        return new FcmClient(
                        URI.create(ready.substring(ready.indexOf("http"))),
                        Files.readString(folder.resolve("service-account.json")))
                .login();
    }

    @Test
    void whatArrivedSurvivesItsKill() throws IOException, InterruptedException {
        var first = start();
        try {
            var client = client(first);
            for (var number = 0; number < 20; number++) {
                client.send("\"token\":\"phone-" + number + "\",\"notification\":{\"title\":\"t\"}");
            }
        } finally {
            first.destroyForcibly().waitFor();
        }
        assertThat(Phones.read(FcmSimulator.journal(folder)).counts()).isEqualTo(new Counts(20, 20, 0, 0, 0));
        var second = start();
        try {
            client(second).send("\"token\":\"phone-1\",\"notification\":{\"title\":\"t\"}");
        } finally {
            second.destroyForcibly().waitFor();
        }
        assertThat(Phones.read(FcmSimulator.journal(folder)).visibleDuplicates())
                .isEqualTo(1);
    }

    @Test
    void readsItsOptions() {
        var options = FcmSimulatorProgram.options(
                new String[] {"--data", "x", "--port", "8", "--latency", "20", "--per-minute", "9"});
        assertThat(options.port()).isEqualTo(8);
        assertThat(options.limits().latency()).isEqualTo(Duration.ofMillis(20));
        assertThat(options.limits().perMinute()).isEqualTo(9);
        assertThat(FcmSimulatorProgram.options(new String[] {"--data", "x", "--for-races", "true"})
                        .countsOnly())
                .isTrue();
        assertThatThrownBy(() -> FcmSimulatorProgram.options(new String[] {"--port", "x"}))
                .hasMessage("usage: --data DIR [--port N] [--latency MS] [--per-minute N] [--for-races true]");
        assertThatThrownBy(() -> FcmSimulatorProgram.options(new String[] {"--data", "x", "--port", "x"}))
                .hasMessage("found x, wanted a number\n"
                        + "usage: --data DIR [--port N] [--latency MS] [--per-minute N] [--for-races true]");
    }
}
