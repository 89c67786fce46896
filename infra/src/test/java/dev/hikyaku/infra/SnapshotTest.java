package dev.hikyaku.infra;

import static dev.hikyaku.infra.Synthesised.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.infra.Synthesised.Project;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Templates change on purpose only. After a change: `mvn test -pl infra -am -Dtest=SnapshotTest -Dsnapshots=write`,
/// and
/// read the difference.
class SnapshotTest {
    private static final JsonMapper PRETTY = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    @ParameterizedTest
    @EnumSource(names = {"DEMO", "CHINOOK", "CAMPAIGN"})
    void theTemplatesAreAsTheyWere(Project project) throws IOException {
        var made = Synthesised.of(project);
        var file = ROOT.resolve("infra/src/test/resources/snapshots/" + project.word() + ".json");
        var now = text(made.baseTemplate()) + "\n" + text(made.template()) + "\n";
        if (System.getProperty("snapshots", "").equals("write")) {
            Files.writeString(file, now);
        }
        assertThat(now).isEqualTo(Files.readString(file));
    }

    /// Hashes of files are those of the CDK's release and of a build.
    private static String text(JsonNode template) {
        var plain = PRETTY.treeToValue(template, Object.class);
        return PRETTY.writeValueAsString(plain)
                .replaceAll("[0-9a-f]{64}", "HASH")
                .replace("\r\n", "\n");
    }
}
