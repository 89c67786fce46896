package dev.hikyaku.simulators.push.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.simulators.push.phones.Phones;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnsRestartTest {
    private static final int DEVICES = 40;

    @TempDir
    Path folder;

    @Test
    void whatWasAnsweredBeforeAKillIsOnPhonesOnceAfterIt() throws Exception {
        var accepted = new HashSet<String>();
        var process = program();
        String application;
        try (var client = SnsTest.client(ready(process), _ -> {})) {
            application = client.createPlatformApplication(request ->
                            request.name("shop").platform("GCM").attributes(Map.of("PlatformCredential", "x")))
                    .platformApplicationArn();
            for (var device = 0; device < DEVICES; device++) {
                var token = "token-" + device;
                var arn = client.createPlatformEndpoint(request ->
                                request.platformApplicationArn(application).token(token))
                        .endpointArn();
                accepted.add(client.publish(request ->
                                request.targetArn(arn).messageStructure("json").message(SnsTest.HELLO))
                        .messageId());
            }
        } finally {
            // the last ones are still on their way: the platform is 20 ms away
            process.destroyForcibly().waitFor();
        }

        assertEachIsThereOnce(application, accepted);
    }

    private void assertEachIsThereOnce(String application, Set<String> accepted) throws InterruptedException {
        try (var again = SnsSimulator.start(SnsOptions.of(folder))) {
            assertThat(again.awaitIdle(Duration.ofSeconds(20))).isTrue();
            assertThat(again.publishes().list()).extracting("id").containsExactlyInAnyOrderElementsOf(accepted);
            assertThat(again.phones().counts().arrivals()).isEqualTo(DEVICES);
            assertThat(again.phones().counts().duplicates()).isZero();
            assertThat(again.registry().size()).isEqualTo(DEVICES);
            assertThat(again.registry().find(application, "token-7")).isPresent();
        }
        try (var phones = Phones.read(folder.resolve("phones.jsonl"))) {
            assertThat(phones.copies("token-" + (DEVICES - 1), "t1")).isEqualTo(1);
        }
    }

    private Process program() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SnsSimulator.class.getName(),
                        "--data",
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static URI ready(Process process) throws IOException {
        var line =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        assertThat(line).startsWith("sns simulator ready http://127.0.0.1:");
        return URI.create(line.substring(line.indexOf("http")));
    }
}
