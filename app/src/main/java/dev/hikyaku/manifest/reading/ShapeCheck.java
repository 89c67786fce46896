package dev.hikyaku.manifest.reading;

import dev.hikyaku.manifest.Problem.Suggestion;
import dev.hikyaku.manifest.ProblemCode;
import dev.hikyaku.manifest.Suggestions;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Holds the nodes of one file against a shape.
public final class ShapeCheck {

    /// Of BCP 47: language, script, region.
    static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");

    private final YamlFile file;
    private final Set<Node> refused;
    private final TextCheck texts;

    private ShapeCheck(YamlFile file, Set<Node> refused) {
        this.file = file;
        this.refused = refused;
        this.texts = new TextCheck(file);
    }

    /// Reports what does not fit.
    ///
    /// @param refused keys that were reported already
    public static void check(YamlFile file, Shape shape, Set<Node> refused) {
        var root = file.root();
        if (root != null) {
            new ShapeCheck(file, refused)
                    .check(root, root, shape, String.valueOf(file.path().getFileName()));
        }
    }

    /// @param label the key that stands before the node; what is missing is reported there
    /// @param path names the place in messages, such as `fields.Email`
    private void check(Node label, Node node, Shape shape, String path) {
        switch (shape) {
            case Shape.Text(var rule) -> {
                if (isText(node, shape, path)) {
                    texts.check(node, rule, path);
                }
            }
            case Shape.Choice(var allowed) -> {
                if (isText(node, shape, path)) {
                    choice(node, allowed, path);
                }
            }
            case Shape.Whole whole -> {
                if (isText(node, shape, path)) {
                    whole(node, whole, path);
                }
            }
            case Shape.Either(var text, var mapping) ->
                check(label, node, node instanceof MappingNode ? mapping : text, path, shape);
            case Shape.Section section -> section(label, node, section, path);
            case Shape.Entries entries -> entries(node, entries, path);
            case Shape.Anything _ -> isMapping(node, shape, path);
            case Shape.Many(var rule) -> many(node, rule, path);
        }
    }

    private void check(Node label, Node node, Shape chosen, String path, Shape wanted) {
        if (node instanceof MappingNode || isText(node, wanted, path)) {
            check(label, node, chosen, path);
        }
    }

    private void section(Node label, Node node, Shape.Section section, String path) {
        if (!isMapping(node, section, path)) {
            return;
        }
        var shapes = new HashMap<String, Shape>();
        section.keys().forEach(key -> shapes.put(key.name(), key.shape()));
        var entries = distinct(node);
        var meant = new HashSet<String>();
        for (var entry : entries.entrySet()) {
            var shape = shapes.get(entry.getKey());
            var key = entry.getValue().getKeyNode();
            var spoken = section.perLanguage();
            if (shape != null) {
                check(key, entry.getValue().getValueNode(), shape, join(path, label, entry.getKey()));
            } else if (spoken != null && isLanguage(entry)) {
                check(key, entry.getValue().getValueNode(), spoken, join(path, label, entry.getKey()));
            } else if (!refused.contains(key)) {
                unknown(key, entry.getKey(), section, entries.keySet()).ifPresent(meant::add);
            }
        }
        for (var key : section.keys()) {
            if (key.required() && !entries.containsKey(key.name()) && !meant.contains(key.name())) {
                file.report(label, ProblemCode.MISSING_KEY, key.name(), path);
            }
        }
        if (Collections.disjoint(meant, section.exactlyOne())) {
            together(label, section, entries, path);
        }
    }

    /// A typing slip of another key has no mapping behind it.
    private static boolean isLanguage(Map.Entry<String, NodeTuple> entry) {
        return LANGUAGE.matcher(entry.getKey()).matches() && entry.getValue().getValueNode() instanceof MappingNode;
    }

    private void many(Node node, TextRule rule, String path) {
        if (!(node instanceof SequenceNode list)) {
            if (isText(node, new Shape.Many(rule), path)) {
                texts.check(node, rule, path);
            }
            return;
        }
        if (list.getValue().isEmpty()) {
            file.report(node, ProblemCode.EMPTY_TEXT, path);
        }
        for (var item : list.getValue()) {
            if (isText(item, new Shape.Text(rule), path)) {
                texts.check(item, rule, path);
            }
        }
    }

    /// Answers the key that may have been meant: it is not reported as missing as well.
    private Optional<String> unknown(Node key, String name, Shape.Section section, Set<String> there) {
        var free =
                section.names().stream().filter(known -> !there.contains(known)).toList();
        var near = Suggestions.near(name, free);
        file.report(
                key,
                near == null ? null : new Suggestion(near, null),
                ProblemCode.UNKNOWN_KEY,
                name,
                String.join(", ", section.names()),
                section.names().size());
        return Optional.ofNullable(near);
    }

    private void together(Node label, Shape.Section section, Map<String, NodeTuple> entries, String path) {
        var wanted = section.exactlyOne();
        var found = entries.keySet().stream().filter(wanted::contains).toList();
        if (!wanted.isEmpty() && found.isEmpty()) {
            file.report(label, ProblemCode.NONE_OF, path, String.join(", ", wanted));
        }
        if (found.size() > 1) {
            var second = key(entries, found.get(1));
            file.report(second, ProblemCode.MORE_THAN_ONE_OF, path, String.join(", ", found));
        }
        section.goesWith().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(rule -> {
                    if (entries.containsKey(rule.getKey()) && !entries.containsKey(rule.getValue())) {
                        var key = key(entries, rule.getKey());
                        file.report(key, ProblemCode.NEEDS_OTHER_KEY, path, rule.getKey(), rule.getValue());
                    }
                });
    }

    private static Node key(Map<String, NodeTuple> entries, String name) {
        return Objects.requireNonNull(entries.get(name)).getKeyNode();
    }

    private void entries(Node node, Shape.Entries shape, String path) {
        if (!isMapping(node, shape, path)) {
            return;
        }
        distinct(node).forEach((name, tuple) -> {
            texts.check(tuple.getKeyNode(), shape.names(), path);
            check(tuple.getKeyNode(), tuple.getValueNode(), shape.value(), path + "." + name);
        });
    }

    private Map<String, NodeTuple> distinct(Node node) {
        var first = Mapping.of(node).entries();
        for (var tuple : Mapping.of(node).tuples()) {
            var key = tuple.getKeyNode();
            if (!(key instanceof ScalarNode scalar)) {
                file.report(key, ProblemCode.WRONG_KIND, "key", kind(key), 1);
            } else if (first.get(scalar.getValue()) != tuple) {
                var line = file.place(key(first, scalar.getValue())).line();
                file.report(key, ProblemCode.DUPLICATE_KEY, scalar.getValue(), line);
            }
        }
        return first;
    }

    private void choice(Node node, List<String> allowed, String path) {
        var found = String.valueOf(Mapping.text(node));
        if (!allowed.contains(found)) {
            var near = Suggestions.near(found, allowed);
            file.report(
                    node,
                    near == null ? null : new Suggestion(near, null),
                    ProblemCode.NOT_ALLOWED,
                    path,
                    found,
                    String.join(", ", allowed),
                    allowed.size());
        }
    }

    private void whole(Node node, Shape.Whole whole, String path) {
        var found = String.valueOf(Mapping.text(node));
        var inRange = found.matches("[0-9]{1,9}")
                && Integer.parseInt(found) >= whole.least()
                && Integer.parseInt(found) <= whole.most();
        if (!inRange) {
            file.report(node, ProblemCode.OUT_OF_RANGE, path, found, whole.least(), whole.most());
        }
    }

    private boolean isText(Node node, Shape wanted, String path) {
        return is(Mapping.text(node) != null, node, wanted, path);
    }

    private boolean isMapping(Node node, Shape wanted, String path) {
        return is(node instanceof MappingNode, node, wanted, path);
    }

    private boolean is(boolean right, @Nullable Node node, Shape wanted, String path) {
        if (!right && node != null) {
            file.report(node, ProblemCode.WRONG_KIND, path, kind(node), wanted.wanted());
        }
        return right;
    }

    /// What stands there, as the number that the wording of HK1013 knows.
    private static int kind(Node node) {
        return switch (node) {
            case MappingNode _ -> 3;
            case SequenceNode _ -> 2;
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> 0;
            default -> 1;
        };
    }

    /// Keys of the file itself are named without the file.
    private String join(String path, Node label, String key) {
        return label.equals(file.root()) ? key : path + "." + key;
    }
}
