package dev.hikyaku.dashboard.syncs;

import dev.hikyaku.manifest.Field;
import dev.hikyaku.manifest.Reference;
import dev.hikyaku.manifest.Reference.Parent;
import dev.hikyaku.manifest.Sync;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What one field of Salesforce gets, in the manifest's own words.
///
/// @param target API name
/// @param from the column or expression
/// @param rules what is said besides, such as `type: email`; what is usual is left out
/// @param place where it is said, such as `syncs/contact.yaml:15`
record FieldRow(String target, String from, List<String> rules, String place) {
    private static final int SHOWN = 8;

    /// The external id first, then fields and references as in the file.
    static List<FieldRow> of(Sync sync, Wherein where) {
        var rows = new ArrayList<FieldRow>();
        rows.add(new FieldRow(
                sync.externalId(), sync.source().key(), List.of("externalId"), where.of(sync.externalId())));
        sync.fields().forEach(field -> rows.add(of(field, where)));
        sync.references().forEach(reference -> rows.add(of(reference, where)));
        return rows;
    }

    private static FieldRow of(Field field, Wherein where) {
        var rules = new ArrayList<String>();
        add(rules, "type", field.type(), Field.Type.AUTO);
        if (field.max() != null) {
            rules.add("max: " + field.max());
        }
        add(rules, "tooLong", field.tooLong(), Field.TooLong.REJECT);
        add(rules, "empty", field.empty(), Field.Empty.CLEAR);
        add(rules, "invalid", field.invalid(), Field.Invalid.REJECT);
        if (!field.map().isEmpty()) {
            rules.add("map: " + pairs(field.map()));
            rules.add("otherwise: " + word(field.otherwise()));
        }
        return new FieldRow(field.target(), field.value().written(), rules, where.of(field.target()));
    }

    private static String pairs(Map<String, String> map) {
        var first = map.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(SHOWN)
                .map(pair -> pair.getKey() + " → " + pair.getValue())
                .collect(Collectors.joining(", "));
        return map.size() > SHOWN ? first + ", … (" + map.size() + ")" : first;
    }

    private static FieldRow of(Reference reference, Wherein where) {
        var rules = new ArrayList<String>();
        switch (reference.parent()) {
            case Parent.One(var sync) -> rules.add("sync: " + sync);
            case Parent.OneOf(var type, var syncs) -> {
                rules.add("type: " + type);
                rules.add("sync: " + pairs(syncs));
            }
            case Parent.Elsewhere(var externalId) -> rules.add("externalId: " + externalId);
        }
        add(rules, "missing", reference.missing(), Reference.Missing.WAIT);
        if (reference.deadline() != null) {
            rules.add("deadline: " + reference.deadline());
        }
        return new FieldRow(reference.target(), reference.by(), rules, where.of(reference.target()));
    }

    private static <E extends Enum<E>> void add(List<String> rules, String key, E said, E usual) {
        if (said != usual) {
            rules.add(key + ": " + word(said));
        }
    }

    private static String word(Enum<?> said) {
        return said.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
