package dev.hikyaku.simulators.salesforce.org;

import dev.hikyaku.simulators.salesforce.schema.Field;
import dev.hikyaku.simulators.salesforce.schema.ObjectRules;
import dev.hikyaku.simulators.salesforce.value.Comparison;
import dev.hikyaku.simulators.salesforce.value.RowRefused;
import dev.hikyaku.simulators.salesforce.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has to hold for a record before it is saved.
final class RowChecks {
    private final Org org;
    private final Table table;
    private final boolean allowDuplicates;

    RowChecks(Org org, Table table, boolean allowDuplicates) {
        this.org = org;
        this.table = table;
        this.allowDuplicates = allowDuplicates;
    }

    /// Refuses a row that may not stand.
    ///
    /// @param target the record to be changed, or null for a new one
    void check(@Nullable Row target, @Nullable String[] patch) throws RowRefused {
        for (var position = 0; position < patch.length; position++) {
            var field = table.field(position);
            var value = patch[position];
            var missing = value == null ? target == null : value.equals(Values.NULL);
            if (missing && field.traits().required()) {
                throw new RowRefused(
                        "REQUIRED_FIELD_MISSING", "Required fields are missing: [" + field.name() + "]", field.name());
            }
            if (value != null && field.traits().unique()) {
                checkUnique(target, position, value);
            }
            if (value != null && field.reference() != null) {
                checkFixed(target, position, field, value);
            }
        }
        checkRules(target, patch);
    }

    private void checkUnique(@Nullable Row target, int position, String value) throws RowRefused {
        for (var holder : table.byValue(position, value)) {
            refuseOther(target, position, holder);
        }
        if (org.recycledKeysBlock()) {
            for (var holder : table.inBin(position, value)) {
                if (!org.isGone(holder)) {
                    refuseOther(target, position, holder);
                }
            }
        }
    }

    private void refuseOther(@Nullable Row target, int position, Row holder) throws RowRefused {
        if (target == null || target.number != holder.number) {
            throw new RowRefused(
                    "DUPLICATE_VALUE",
                    "duplicate value found: " + table.field(position).name() + " duplicates value on record with id: "
                            + table.id(holder));
        }
    }

    private static void checkFixed(@Nullable Row target, int position, Field field, String value) throws RowRefused {
        var reference = field.reference();
        if (target != null && reference != null && reference.fixed() && !value.equals(target.values[position])) {
            throw new RowRefused(
                    "INVALID_FIELD_FOR_INSERT_UPDATE",
                    "Unable to create/update fields: " + field.name() + ". Please check the security settings of this"
                            + " field and verify that it is read/write for your profile or permission set.",
                    field.name());
        }
    }

    private void checkRules(@Nullable Row target, @Nullable String[] patch) throws RowRefused {
        var rules = table.schema().rules();
        for (var rule : rules.validations()) {
            if (rule.conditions().stream().allMatch(condition -> holds(condition, target, patch))) {
                var fields = rule.field().isEmpty() ? new String[0] : new String[] {rule.field()};
                throw new RowRefused("FIELD_CUSTOM_VALIDATION_EXCEPTION", rule.message(), fields);
            }
        }
        for (var rule : rules.duplicates()) {
            if (!allowDuplicates && rule.fields().stream().anyMatch(at -> patch[at] != null)) {
                checkDuplicate(rule, target, patch);
            }
        }
    }

    private void checkDuplicate(ObjectRules.Duplicate rule, @Nullable Row target, @Nullable String[] patch)
            throws RowRefused {
        var first = value(target, patch, rule.fields().getFirst());
        for (var other :
                first == null ? List.<Row>of() : table.byValue(rule.fields().getFirst(), first)) {
            var same = rule.fields().stream().allMatch(at -> isSame(value(target, patch, at), other.values[at]));
            if (same && (target == null || target.number != other.number)) {
                throw new RowRefused("DUPLICATES_DETECTED", "Use one of these records?");
            }
        }
    }

    private static boolean isSame(@Nullable String one, @Nullable String other) {
        return one != null && one.equalsIgnoreCase(other);
    }

    private boolean holds(ObjectRules.Condition condition, @Nullable Row target, @Nullable String[] patch) {
        var value = value(target, patch, condition.position());
        return Comparison.holds(
                table.field(condition.position()).type(), value, condition.operator(), condition.value());
    }

    private static @Nullable String value(@Nullable Row target, @Nullable String[] patch, int position) {
        var sent = patch[position];
        if (sent == null) {
            return target == null ? null : target.values[position];
        }
        return sent.equals(Values.NULL) ? null : sent;
    }
}
