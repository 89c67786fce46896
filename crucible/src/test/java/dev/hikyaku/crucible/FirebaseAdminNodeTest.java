package dev.hikyaku.crucible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.crucible.world.Child;
import dev.hikyaku.crucible.world.FakeProvider;
import dev.hikyaku.crucible.world.Provider;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Google's own client for Node can use the simulator: only the way to `fcm.googleapis.com` leads elsewhere.
class FirebaseAdminNodeTest {
    private static final Path SCRIPT =
            Path.of(System.getProperty("hikyaku.root")).resolve("crucible/src/test/firebase-admin");

    @TempDir
    Path folder;

    @Test
    void sendsAndUnderstandsRefusals() throws IOException {
        var copy = Files.createDirectory(folder.resolve("firebase-admin"));
        for (var name : List.of("send.js", "package.json", "package-lock.json")) {
            Files.copy(SCRIPT.resolve(name), copy.resolve(name));
        }
        done("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", copy.toString());
        try (var fcm = FakeProvider.start(Provider.FCM, folder.resolve("fcm"))) {
            var ended =
                    done("node", copy.resolve("send.js").toString(), fcm.url().toString());
            assertThat(ended.out().strip())
                    .isEqualTo("{\"codes\":[\"ok\",\"messaging/registration-token-not-registered\","
                            + "\"messaging/mismatched-credential\",\"messaging/invalid-argument\"],"
                            + "\"places\":1,\"replaced\":1}");
        }
    }

    private Child.Ended done(String... command) {
        assertThat(isOnThePath(command[0]))
                .as("%s is needed by this test: install Node.js 20 or newer (it brings npm)", command[0])
                .isTrue();
        var ended = Child.start(folder.resolve("output"), List.of(command), Map.of())
                .await();
        assertThat(ended.code()).as(ended.told()).isZero();
        return ended;
    }

    private static boolean isOnThePath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
