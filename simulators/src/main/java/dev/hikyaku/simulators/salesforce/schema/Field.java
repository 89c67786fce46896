package dev.hikyaku.simulators.salesforce.schema;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One field of an object in the fake org.
///
/// @param length the most characters a value may have; 0 when the type has no length
/// @param scale the digits kept behind the decimal point
/// @param precision the most digits a number may have in all
/// @param reference where the field points, for references only
/// @param trigger what the org makes of each value that is saved
public record Field(
        String name,
        String label,
        FieldType type,
        int length,
        int precision,
        int scale,
        Traits traits,
        List<String> values,
        @Nullable Reference reference,
        @Nullable Trigger trigger) {

    /// What a field asks of its values.
    ///
    /// @param restricted whether a picklist refuses values outside its list
    public record Traits(
            boolean required, boolean externalId, boolean unique, boolean caseSensitive, boolean restricted) {}

    /// Where a reference points, and what becomes of it when the other record is deleted.
    ///
    /// @param to the objects it may point to; several make it polymorphic
    /// @param fixed whether a record keeps its first parent for ever: master-detail, not reparentable
    public record Reference(List<String> to, String relationship, OnDelete onDelete, boolean fixed) {

        /// Whether a column has to name the object too, for example `Account:What.Key__c`.
        public boolean isPolymorphic() {
            return to.size() > 1;
        }
    }

    /// Changes a field whenever a record is saved, as an Apex trigger would.
    public sealed interface Trigger {
        /// Capital letters.
        record Upper() implements Trigger {}

        /// Small letters.
        record Lower() implements Trigger {}

        /// No blanks around the value.
        record Trim() implements Trigger {}

        /// Always this value.
        record Constant(String value) implements Trigger {}

        /// The value that is kept.
        ///
        /// @param value what was sent, or null when the field was not sent
        default @Nullable String applied(@Nullable String value) {
            return switch (this) {
                case Upper _ -> value == null ? null : value.toUpperCase(Locale.ROOT);
                case Lower _ -> value == null ? null : value.toLowerCase(Locale.ROOT);
                case Trim _ -> value == null ? null : value.strip();
                case Constant constant -> constant.value();
            };
        }
    }

    /// What deleting a parent does to its children.
    public enum OnDelete {
        /// The children's reference is emptied.
        CLEAR,
        /// The children are deleted too.
        CASCADE,
        /// The parent cannot be deleted.
        RESTRICT
    }

    /// Whether records can be found by this field quickly.
    public boolean isIndexed() {
        return traits.externalId() || traits.unique();
    }
}
