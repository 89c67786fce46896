package dev.hikyaku.simulators.salesforce.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Reads the rules of one object.
final class RulesReader {
    private static final Pattern CONDITION = Pattern.compile("\\s*(\\w+)\\s*(<=|>=|!=|=|<|>)\\s*(.*?)\\s*");
    private static final Pattern AND = Pattern.compile(" AND ");

    private final ObjectSchema object;

    RulesReader(ObjectSchema object) {
        this.object = object;
    }

    ObjectRules read(YamlNode node, Map<String, YamlNode> entries) {
        var duplicates = new ArrayList<ObjectRules.Duplicate>();
        for (var rule : node.child(entries, "duplicateRules").list()) {
            duplicates.add(new ObjectRules.Duplicate(positions(rule)));
        }
        var validations = new ArrayList<ObjectRules.Validation>();
        for (var rule : node.child(entries, "validationRules").list()) {
            validations.add(validation(rule));
        }
        return new ObjectRules(duplicates, validations);
    }

    private List<Integer> positions(YamlNode rule) {
        var positions = new ArrayList<Integer>();
        for (var item : rule.list()) {
            position(item, item.text("")).ifPresent(positions::add);
        }
        return positions;
    }

    private OptionalInt position(YamlNode node, String field) {
        var position = object.position(field);
        if (position.isEmpty()) {
            node.problem("the field " + field, "a field of " + object.name());
        }
        return position;
    }

    private ObjectRules.Validation validation(YamlNode rule) {
        var entries = rule.map(SchemaReader.ordered("when", "message", "field"));
        var when = rule.child(entries, "when");
        var conditions = new ArrayList<ObjectRules.Condition>();
        for (var text : AND.splitAsStream(when.text("")).toList()) {
            var match = CONDITION.matcher(text);
            if (!match.matches()) {
                when.problem(text.isEmpty() ? "no condition" : text, "a field, = != < <= > or >=, and a value");
                continue;
            }
            var value = match.group(3).equals("null") ? "" : match.group(3);
            position(when, match.group(1))
                    .ifPresent(at -> conditions.add(new ObjectRules.Condition(at, match.group(2), value)));
        }
        var field = rule.child(entries, "field");
        if (!field.text("").isEmpty()) {
            position(field, field.text(""));
        }
        return new ObjectRules.Validation(
                conditions, rule.child(entries, "message").text("The record is not valid"), field.text(""));
    }
}
