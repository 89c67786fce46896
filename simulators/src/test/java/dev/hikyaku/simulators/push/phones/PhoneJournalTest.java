package dev.hikyaku.simulators.push.phones;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhoneJournalTest {
    @TempDir
    Path folder;

    private static Arrival arrival(String address, String tag, long at) {
        return new Arrival("fcm", address, tag, "車検の\"お知らせ\"", "b\n2", "app://cars/1", "id-" + at, at);
    }

    @Test
    void isReadByOthersWhileItIsWritten() {
        var file = folder.resolve("phones.jsonl");
        try (var phones = Phones.journalled(file)) {
            phones.arrive(arrival("phone-1", "a", 7));
            var elsewhere = Phones.read(file);
            assertThat(elsewhere.shown("phone-1"))
                    .containsExactly(new Shown("a", "車検の\"お知らせ\"", "b\n2", "app://cars/1", 7, 0));
        }
    }

    @Test
    void goesOnWhereItWas() {
        var file = folder.resolve("phones.jsonl");
        try (var phones = Phones.journalled(file)) {
            phones.arrive(arrival("phone-1", "a", 1));
            phones.arrive(arrival("phone-1", "b", 2));
            phones.dismiss("phone-1", "b");
        }
        try (var phones = Phones.journalled(file)) {
            assertThat(phones.shown("phone-1")).extracting(Shown::tag).containsExactly("a");
            phones.arrive(arrival("phone-1", "a", 3));
            assertThat(phones.counts()).isEqualTo(new Counts(1, 3, 1, 0, 0));
        }
    }

    @Test
    void mergesSeveralJournalsByTime() {
        var fcm = folder.resolve("fcm.jsonl");
        var sns = folder.resolve("sns.jsonl");
        try (var one = Phones.journalled(fcm);
                var other = Phones.journalled(sns)) {
            one.arrive(arrival("phone-1", "a", 1));
            other.arrive(arrival("phone-1", "a", 2));
            one.arrive(arrival("phone-1", "a", 3));
        }
        var both = Phones.read(fcm, sns, folder.resolve("not-there.jsonl"));
        assertThat(both.counts()).isEqualTo(new Counts(1, 3, 2, 0, 0));
        assertThat(both.shown("phone-1")).extracting(Shown::at).containsExactly(3L);
    }

    @Test
    void leavesATornLineAsideAndWritesOn() throws IOException {
        var file = folder.resolve("phones.jsonl");
        try (var phones = Phones.journalled(file)) {
            phones.arrive(arrival("phone-1", "a", 1));
        }
        Files.writeString(file, "{\"kind\":\"arri", StandardOpenOption.APPEND);
        try (var phones = Phones.journalled(file)) {
            phones.arrive(arrival("phone-1", "b", 2));
        }
        assertThat(Phones.read(file).copies("phone-1")).isEqualTo(2);
    }

    @Test
    void losesNoArrivalThatWasAcknowledgedWhenItsProcessIsKilled() throws IOException, InterruptedException {
        var file = folder.resolve("phones.jsonl");
        var process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Endless.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var acknowledged = 0L;
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            while (acknowledged < 200) {
                acknowledged = Long.parseLong(lines.readLine());
            }
        } finally {
            process.destroyForcibly();
        }
        process.waitFor();
        assertThat(Phones.read(file).counts().arrivals()).isGreaterThanOrEqualTo(200);
    }

    /// Lets notifications arrive until it is killed, and tells of each when it has arrived.
    static final class Endless {
        private Endless() {}

        public static void main(String[] args) {
            var phones = Phones.journalled(Path.of(args[0]));
            for (var number = 1L; ; number++) {
                phones.arrive(arrival("phone-" + number, "a", number));
                System.out.println(number);
            }
        }
    }
}
