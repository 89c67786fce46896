package dev.hikyaku.manifest.reading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// A view of one mapping that forgives everything: what is no mapping has no keys, and of two equal keys the first
/// counts. Texts are as spelled: `0123`, `NO` and `22:00` stay what they are.
record Mapping(List<NodeTuple> tuples) {

    static Mapping of(@Nullable Node node) {
        return node instanceof MappingNode mapping ? new Mapping(mapping.getValue()) : new Mapping(List.of());
    }

    /// The text of a node; null when it is none (YAML's null among them).
    static @Nullable String text(@Nullable Node node) {
        return node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL) ? scalar.getValue() : null;
    }

    /// The texts of a node under keys that are texts, in the order of the file.
    Map<String, NodeTuple> entries() {
        var entries = new LinkedHashMap<String, NodeTuple>();
        for (var tuple : tuples) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                entries.putIfAbsent(key.getValue(), tuple);
            }
        }
        return entries;
    }

    @Nullable
    Node value(String key) {
        var tuple = entries().get(key);
        return tuple == null ? null : tuple.getValueNode();
    }

    @Nullable
    String text(String key) {
        return text(value(key));
    }

    Mapping section(String key) {
        return of(value(key));
    }
}
