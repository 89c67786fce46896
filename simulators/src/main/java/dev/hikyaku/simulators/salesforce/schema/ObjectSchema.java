package dev.hikyaku.simulators.salesforce.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// One object of the fake org: its names, the first three characters of its ids and its fields.
public final class ObjectSchema {
    private final String name;
    private final String label;
    private final String keyPrefix;
    private final List<Field> fields;
    private ObjectRules rules = new ObjectRules(List.of(), List.of());
    private final Map<String, Integer> byName = new HashMap<>();
    private final Map<String, Integer> byRelationship = new HashMap<>();

    ObjectSchema(String name, String label, String keyPrefix, List<Field> fields) {
        this.name = name;
        this.label = label;
        this.keyPrefix = keyPrefix;
        this.fields = List.copyOf(fields);
        for (var position = 0; position < fields.size(); position++) {
            var field = fields.get(position);
            byName.put(folded(field.name()), position);
            var reference = field.reference();
            if (reference != null) {
                byRelationship.put(folded(reference.relationship()), position);
            }
        }
    }

    /// The API name, for example `Contact`.
    public String name() {
        return name;
    }

    /// The name people see.
    public String label() {
        return label;
    }

    /// The first three characters of the ids of this object's records.
    public String keyPrefix() {
        return keyPrefix;
    }

    /// All declared fields, in the order of the file; `Id` and the time stamps are not among them.
    public List<Field> fields() {
        return fields;
    }

    /// What an admin has set up beside the fields.
    public ObjectRules rules() {
        return rules;
    }

    ObjectSchema with(ObjectRules newRules) {
        rules = newRules;
        return this;
    }

    /// The position in [#fields()] of the field with this API name, in any case.
    public OptionalInt position(String fieldName) {
        return boxed(byName.get(folded(fieldName)));
    }

    /// The position of the reference whose relationship has this name, in any case.
    public OptionalInt relationship(String relationshipName) {
        return boxed(byRelationship.get(folded(relationshipName)));
    }

    private static OptionalInt boxed(@Nullable Integer position) {
        return position == null ? OptionalInt.empty() : OptionalInt.of(position);
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
