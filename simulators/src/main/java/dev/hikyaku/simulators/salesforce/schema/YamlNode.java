package dev.hikyaku.simulators.salesforce.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A piece of the file that knows its place; every getter notes a problem instead of throwing.
record YamlNode(String file, String path, @Nullable Node node, List<String> problems) {

    Map<String, YamlNode> map(Set<String> knownKeys) {
        var entries = new LinkedHashMap<String, YamlNode>();
        if (node == null) {
            return entries;
        }
        if (!(node instanceof MappingNode mapping)) {
            problem(shown(), "a mapping");
            return entries;
        }
        for (var tuple : mapping.getValue()) {
            var keyNode = at("key", tuple.getKeyNode());
            var key = keyNode.text("");
            var value = at(path.isEmpty() ? key : path + "." + key, tuple.getValueNode());
            if (entries.putIfAbsent(key, value) != null) {
                new YamlNode(file, value.path, tuple.getKeyNode(), problems).problem("the key twice", "it once");
            } else if (!knownKeys.isEmpty() && !knownKeys.contains(key)) {
                new YamlNode(file, value.path, tuple.getKeyNode(), problems)
                        .problem("the unknown key " + key, "one of " + String.join(", ", knownKeys));
            }
        }
        return entries;
    }

    YamlNode child(Map<String, YamlNode> entries, String key) {
        var found = entries.get(key);
        return found == null ? new YamlNode(file, path + "." + key, null, problems) : found;
    }

    List<YamlNode> list() {
        var items = new ArrayList<YamlNode>();
        if (node instanceof SequenceNode sequence) {
            for (var item : sequence.getValue()) {
                items.add(at(path + "[" + items.size() + "]", item));
            }
        } else if (node != null) {
            problem(shown(), "a list");
        }
        return items;
    }

    String text(String whenAbsent) {
        if (node == null) {
            return whenAbsent;
        }
        if (node instanceof ScalarNode scalar && !scalar.getValue().isEmpty()) {
            return scalar.getValue();
        }
        problem(shown(), "a text");
        return whenAbsent;
    }

    boolean flag(boolean whenAbsent) {
        var text = text(Boolean.toString(whenAbsent));
        if (!text.equals("true") && !text.equals("false")) {
            problem(text, "true or false");
            return whenAbsent;
        }
        return text.equals("true");
    }

    int number(int smallest, int whenAbsent) {
        if (node == null) {
            return whenAbsent;
        }
        var text = text("");
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < smallest) {
            problem(text, "a whole number from " + smallest);
            return whenAbsent;
        }
        return Integer.parseInt(text);
    }

    void problem(String found, String wanted) {
        var mark = node == null ? null : node.getStartMark().orElse(null);
        var place = mark == null ? file : file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
        problems.add(place + "  " + path + ": found " + found + ", wanted " + wanted);
    }

    private YamlNode at(String childPath, Node child) {
        return new YamlNode(file, childPath, child, problems);
    }

    private String shown() {
        return switch (node) {
            case MappingNode _ -> "a mapping";
            case SequenceNode _ -> "a list";
            case ScalarNode scalar -> scalar.getValue().isEmpty() ? "nothing" : scalar.getValue();
            case null, default -> "nothing";
        };
    }
}
