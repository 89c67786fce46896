package dev.hikyaku.dashboard.syncs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Where in its file a sync says what a field gets. The manifest itself no longer knows; the file may have been edited
/// since it was read, and then the lines are of the file as it is.
///
/// @param file relative to the manifest's folder
/// @param lines by field, from 1
record Wherein(String file, Map<String, Integer> lines) {
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setSchema(new CoreSchema()).setUseMarks(true).build();

    /// Looks into the file; without a readable one no line is known.
    static Wherein of(Path folder, String sync) {
        var file = "syncs/" + sync + ".yaml";
        var lines = new HashMap<String, Integer>();
        root(folder.resolve(file)).ifPresent(root -> {
            for (var part : new String[] {"fields", "references"}) {
                value(root, part).ifPresent(node -> note(node, lines));
            }
            value(root, "salesforce").ifPresent(node -> noteExternalId(node, lines));
        });
        return new Wherein(file, lines);
    }

    private static Optional<Node> root(Path file) {
        try {
            var text = Files.readString(file);
            return new Compose(SETTINGS).composeString(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (IOException | YamlEngineException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Node> value(Node parent, String key) {
        return parent instanceof MappingNode keys
                ? keys.getValue().stream()
                        .filter(entry -> entry.getKeyNode() instanceof ScalarNode name
                                && name.getValue().equals(key))
                        .map(entry -> entry.getValueNode())
                        .findFirst()
                : Optional.empty();
    }

    private static void note(Node fields, Map<String, Integer> lines) {
        if (fields instanceof MappingNode keys) {
            keys.getValue().forEach(entry -> {
                if (entry.getKeyNode() instanceof ScalarNode name) {
                    line(name).ifPresent(line -> lines.put(name.getValue(), line));
                }
            });
        }
    }

    private static void noteExternalId(Node salesforce, Map<String, Integer> lines) {
        value(salesforce, "externalId").ifPresent(node -> {
            if (node instanceof ScalarNode name) {
                line(name).ifPresent(line -> lines.put(name.getValue(), line));
            }
        });
    }

    private static Optional<Integer> line(Node node) {
        return node.getStartMark().map(Mark::getLine).map(line -> line + 1);
    }

    /// Such as `syncs/contact.yaml:15`; the file alone where the line is not known.
    String of(String field) {
        var line = lines.get(field);
        return line == null ? file : file + ":" + line;
    }
}
