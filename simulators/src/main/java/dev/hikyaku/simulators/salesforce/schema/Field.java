package dev.hikyaku.simulators.salesforce.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One field of an object in the fake org.
///
/// @param length the most characters a value may have; 0 when the type has no length
/// @param scale the digits kept behind the decimal point
/// @param precision the most digits a number may have in all
/// @param reference where the field points, for references only
public record Field(
        String name,
        String label,
        FieldType type,
        int length,
        int precision,
        int scale,
        Traits traits,
        List<String> values,
        @Nullable Reference reference) {

    /// What a field asks of its values.
    ///
    /// @param restricted whether a picklist refuses values outside its list
    public record Traits(
            boolean required, boolean externalId, boolean unique, boolean caseSensitive, boolean restricted) {}

    /// Where a reference points, and what becomes of it when the other record is deleted.
    public record Reference(String to, String relationship, OnDelete onDelete) {}

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
