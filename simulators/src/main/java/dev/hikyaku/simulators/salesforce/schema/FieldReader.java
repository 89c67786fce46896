package dev.hikyaku.simulators.salesforce.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Reads one field of the schema file.
final class FieldReader {
    private static final Set<String> KEYS = SchemaReader.ordered(
            "type",
            "label",
            "length",
            "precision",
            "scale",
            "required",
            "externalId",
            "unique",
            "caseSensitive",
            "values",
            "restricted",
            "to",
            "relationship",
            "reparentable",
            "onDelete",
            "trigger");

    private final List<YamlNode> targets = new ArrayList<>();

    /// Notes a problem for each reference to an object that is not declared.
    void checkTargets(Set<String> objects) {
        for (var target : targets) {
            if (!objects.contains(target.text(""))) {
                target.problem(target.text(""), "one of the declared objects " + String.join(", ", objects));
            }
        }
    }

    Field read(String name, YamlNode node) {
        var entries = node.map(KEYS);
        if (!name.matches("[A-Za-z][A-Za-z0-9_]{0,79}") || name.equalsIgnoreCase("Id")) {
            node.problem("the field name " + name, "an API name other than Id");
        }
        var type = type(node, entries);
        var traits = new Field.Traits(
                isMasterDetail(node, entries) || node.child(entries, "required").flag(false),
                node.child(entries, "externalId").flag(false),
                node.child(entries, "unique").flag(false),
                node.child(entries, "caseSensitive").flag(false),
                node.child(entries, "restricted").flag(false));
        return new Field(
                name,
                label(node.child(entries, "label"), name),
                type,
                node.child(entries, "length").number(1, type.defaultLength()),
                node.child(entries, "precision").number(1, type == FieldType.INT ? 9 : 18),
                node.child(entries, "scale").number(0, type.isDecimal() ? 2 : 0),
                traits,
                values(node, type, entries),
                type == FieldType.REFERENCE ? reference(name, node, entries) : null,
                trigger(node.child(entries, "trigger")));
    }

    private static boolean isMasterDetail(YamlNode node, Map<String, YamlNode> entries) {
        return node.child(entries, "type").text("").equals(FieldType.MASTER_DETAIL);
    }

    private static Field.@Nullable Trigger trigger(YamlNode node) {
        if (node.node() instanceof MappingNode) {
            var constant = node.map(SchemaReader.ordered("constant"));
            return new Field.Trigger.Constant(node.child(constant, "constant").text(""));
        }
        return switch (node.text("")) {
            case "" -> null;
            case "upper" -> new Field.Trigger.Upper();
            case "lower" -> new Field.Trigger.Lower();
            case "trim" -> new Field.Trigger.Trim();
            default -> {
                node.problem(node.text(""), "upper, lower, trim or { constant: ... }");
                yield null;
            }
        };
    }

    private static FieldType type(YamlNode node, Map<String, YamlNode> entries) {
        var typeNode = node.child(entries, "type");
        var written = typeNode.text("");
        var type = FieldType.of(written);
        if (type.isEmpty()) {
            (written.isEmpty() ? node : typeNode)
                    .problem(
                            written.isEmpty() ? "no type" : "type " + written,
                            "one of " + String.join(", ", FieldType.names()));
        }
        return type.orElse(FieldType.TEXT);
    }

    private static List<String> values(YamlNode node, FieldType type, Map<String, YamlNode> entries) {
        var valuesNode = node.child(entries, "values");
        var values = valuesNode.list().stream().map(item -> item.text("")).toList();
        var isPicklist = type == FieldType.PICKLIST || type == FieldType.MULTIPICKLIST;
        if (isPicklist && values.isEmpty()) {
            node.problem("a picklist without values", "values: [...]");
        } else if (!isPicklist && !values.isEmpty()) {
            valuesNode.problem("values of a " + type.schemaName(), "values only on a picklist");
        }
        return values;
    }

    private Field.Reference reference(String name, YamlNode node, Map<String, YamlNode> entries) {
        var to = targets(node, node.child(entries, "to"));
        var masterDetail = isMasterDetail(node, entries);
        var reparentable = node.child(entries, "reparentable").flag(false);
        var onDelete = node.child(entries, "onDelete");
        var behaviour =
                switch (onDelete.text(masterDetail ? "cascade" : "clear").toLowerCase(Locale.ROOT)) {
                    case "clear" -> Field.OnDelete.CLEAR;
                    case "cascade" -> Field.OnDelete.CASCADE;
                    case "restrict" -> Field.OnDelete.RESTRICT;
                    default -> {
                        onDelete.problem(onDelete.text(""), "clear, cascade or restrict");
                        yield Field.OnDelete.CLEAR;
                    }
                };
        var relationship = node.child(entries, "relationship").text(relationshipOf(name));
        return new Field.Reference(to, relationship, behaviour, masterDetail && !reparentable);
    }

    private List<String> targets(YamlNode node, YamlNode target) {
        var found = target.node() instanceof SequenceNode ? target.list() : List.of(target);
        var to = found.stream().map(item -> item.text("")).toList();
        if (to.isEmpty() || to.contains("")) {
            node.problem("a reference without to", "the object it points to");
        } else {
            targets.addAll(found);
        }
        return to;
    }

    private static String relationshipOf(String fieldName) {
        if (fieldName.endsWith("__c")) {
            return fieldName.substring(0, fieldName.length() - 1) + "r";
        }
        return fieldName.endsWith("Id") ? fieldName.substring(0, fieldName.length() - 2) : fieldName;
    }

    static String label(YamlNode node, String whenAbsent) {
        if (!(node.node() instanceof MappingNode)) {
            return node.text(whenAbsent);
        }
        var entries = node.map(SchemaReader.ordered("en", "ja"));
        @Nullable YamlNode english = entries.get("en");
        return english == null ? node.child(entries, "ja").text(whenAbsent) : english.text(whenAbsent);
    }
}
