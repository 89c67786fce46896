package dev.hikyaku.infra;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.infra.Deployment.Application;
import dev.hikyaku.manifest.Manifest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentTest {
    @TempDir
    Path folder;

    @Test
    void aNameThatAwsWouldRefuseIsRefused() {
        var manifest = Manifest.read(Synthesised.ROOT.resolve("examples/chinook"));
        assertThatThrownBy(() -> new Deployment("Shop", manifest, folder, Application.NEW, null, "x", null))
                .hasMessage("--name: found Shop, wanted at most 20 small letters, digits and hyphens, a letter first");
    }
}
