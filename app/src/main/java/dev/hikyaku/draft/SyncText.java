package dev.hikyaku.draft;

import dev.hikyaku.intake.tables.Table.Column;
import dev.hikyaku.intake.tables.Table.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The file of one sync.
final class SyncText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");

    private final Chosen chosen;
    private final References references;
    private final Remarks remarks;
    private final StringBuilder text = new StringBuilder();
    private final Set<String> targets = new HashSet<>();
    private final List<String> leftOut = new ArrayList<>();

    SyncText(Chosen chosen, References references, Remarks remarks) {
        this.chosen = chosen;
        this.references = references;
        this.remarks = remarks;
        targets.add(small(chosen.externalId()));
    }

    String write() {
        line("# yaml-language-server: $schema=../.hikyaku/sync.schema.json");
        line("# $schema: ../.hikyaku/sync.schema.json");
        line(remarks.comment("sync.head", chosen.table().name()));
        line("version: 1");
        line("sync: " + chosen.sync());
        line("salesforce:");
        line("  object: " + chosen.object() + " "
                + remarks.comment(Knowledge.isCustom(chosen.object()) ? "sync.object" : "sync.standard"));
        line("  externalId: " + chosen.externalId() + " " + remarks.comment("sync.externalId"));
        source();
        fields();
        pointers();
        return text.toString();
    }

    private void source() {
        var table = chosen.table();
        line("source:");
        if (chosen.hasPlainKey() || table.primaryKey().isEmpty()) {
            line(
                    table.plain()
                            ? "  table: " + table.source()
                            : "  sql: " + Yaml.quoted("SELECT * FROM " + table.source()));
        } else {
            var parts = table.primaryKey().stream()
                    .flatMap(name -> table.column(name).stream())
                    .map(column -> "t." + column.quoted())
                    .collect(Collectors.joining(", '-', "));
            line("  " + remarks.comment("sync.key.several"));
            line("  sql: "
                    + Yaml.quoted("SELECT CONCAT(" + parts + ") AS record_key, t.* FROM " + table.source() + " t"));
        }
        var open = chosen.key().equals(Draft.OPEN);
        line("  key: " + chosen.key() + (open ? " " + remarks.comment("sync.key.none") : ""));
    }

    private void fields() {
        var start = text.length();
        var pointing = references.of(chosen).stream().map(References.Found::by).collect(Collectors.toSet());
        for (var column : chosen.table().columns()) {
            if (!pointing.contains(column.name()) && !column.name().equals(chosen.key()) && isSent(column)) {
                field(column);
            }
        }
        required();
        text.insert(start, text.length() == start ? "fields: {}\n" : "fields:\n");
        if (!leftOut.isEmpty()) {
            line("  " + remarks.comment("left", String.join(", ", leftOut)));
        }
    }

    private boolean isSent(Column column) {
        var why = !PLAIN.matcher(column.name()).matches()
                ? "left.name"
                : Knowledge.isSecret(column.name()) ? "left.secret" : column.kind() == Kind.OTHER ? "left.kind" : "";
        if (!why.isEmpty()) {
            leftOut.add(remarks.say(why, column.name()));
        }
        return why.isEmpty();
    }

    private void field(Column column) {
        var standard = standard(column);
        var standIn = standard.isEmpty() ? standIn(column) : Optional.<String>empty();
        var target = standard.or(() -> standIn).orElseGet(() -> custom(Names.words(column.name())));
        targets.add(small(target));
        var type = type(target, column);
        var value = type.isEmpty() ? column.name() : "{ from: " + column.name() + ", type: " + type + " }";
        var otherKey = references.toOtherKeys(chosen).stream()
                .filter(pointer -> pointer.columns().contains(column.name()))
                .findFirst();
        if (otherKey.isPresent()) {
            line("  "
                    + remarks.comment(
                            "reference.otherKey", column.name(), otherKey.get().table()));
        }
        line("  " + target + ": " + value
                + (standard.isPresent()
                        ? ""
                        : " " + remarks.comment(standIn.isPresent() ? "field.name" : "field.custom")));
    }

    private String custom(List<String> words) {
        return Names.custom(words, name -> targets.contains(small(name)));
    }

    private Optional<String> standard(Column column) {
        return Knowledge.field(chosen.object(), column.name()).filter(target -> !targets.contains(small(target)));
    }

    /// A required field that no column is called after, but this one may hold.
    private Optional<String> standIn(Column column) {
        return Knowledge.required(chosen.object()).stream()
                .filter(field -> Knowledge.falls(chosen.object(), field, column.name()))
                .filter(field -> !targets.contains(small(field)))
                .filter(field -> chosen.table().columns().stream()
                        .noneMatch(other ->
                                Knowledge.field(chosen.object(), other.name()).equals(Optional.of(field))))
                .findFirst();
    }

    private static String type(String target, Column column) {
        return switch (column.kind()) {
            case BOOLEAN -> "boolean";
            case DATE -> "date";
            case DATETIME -> Set.of("Birthdate", "CloseDate", "PurchaseDate").contains(target) ? "date" : "datetime";
            case TEXT ->
                target.equals("Email") || target.equals("Email__c")
                        ? "email"
                        : Set.of("Phone", "MobilePhone", "Phone__c").contains(target) ? "phone" : "";
            case NUMBER, TIME, OTHER -> "";
        };
    }

    /// Fields without which Salesforce makes no record, and which no column was found for.
    private void required() {
        for (var field : Knowledge.required(chosen.object())) {
            if (targets.add(small(field))) {
                line("  " + field + ": " + Draft.OPEN + " " + remarks.comment("field.required"));
            }
        }
    }

    private void pointers() {
        var found = references.of(chosen);
        if (found.isEmpty()) {
            return;
        }
        line("references:");
        for (var one : found) {
            var standard = Knowledge.pointer(chosen.object(), one.to().object())
                    .filter(target -> !targets.contains(small(target)));
            var target = standard.orElseGet(() -> custom(withoutId(Names.words(one.by()))));
            targets.add(small(target));
            line("  " + target + ": { sync: " + one.to().sync() + ", by: " + one.by()
                    + (one.cut() ? ", missing: later }" : " }")
                    + (standard.isPresent() ? "" : " " + remarks.comment("reference.custom"))
                    + (one.byName() ? " " + remarks.comment("reference.byName") : "")
                    + (one.cut() ? " " + remarks.comment("reference.circle") : ""));
        }
    }

    private static List<String> withoutId(List<String> words) {
        return words.size() > 1 && words.getLast().equals("id") ? words.subList(0, words.size() - 1) : words;
    }

    private static String small(String target) {
        return target.toLowerCase(Locale.ROOT);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
