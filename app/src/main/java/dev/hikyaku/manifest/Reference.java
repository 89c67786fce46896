package dev.hikyaku.manifest;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A field that points to another record.
///
/// @param target API name of the Salesforce lookup field, such as `AccountId`
/// @param parent where the other record comes from
/// @param by column of the source whose text is the other record's key; empty means no reference
/// @param missing what happens while the other record has no remote id
/// @param deadline how long a change waits for the other record before it is rejected, or null for ever
public record Reference(
        String target,
        Parent parent,
        String by,
        Missing missing,
        @Nullable Duration deadline) {

    /// Where the record comes from that is referred to.
    public sealed interface Parent {
        /// Another sync carries it, or the same one.
        record One(String sync) implements Parent {}

        /// One of several syncs carries it (a polymorphic lookup field); a column says which.
        ///
        /// @param type column whose text is a key of `syncs`
        /// @param syncs text of that column -> sync
        record OneOf(String type, Map<String, String> syncs) implements Parent {
            public OneOf {
                syncs = Map.copyOf(new LinkedHashMap<>(syncs));
            }
        }

        /// Hikyaku does not carry it: Salesforce finds it by this external id field.
        record Elsewhere(String externalId) implements Parent {}
    }

    /// A reference to records of one sync, without a deadline.
    public Reference(String target, String sync, String by, Missing missing) {
        this(target, new Parent.One(sync), by, missing, null);
    }

    /// The syncs that may carry the other record.
    public Collection<String> syncs() {
        return switch (parent) {
            case Parent.One(var sync) -> List.of(sync);
            case Parent.OneOf(var _, var syncs) ->
                syncs.values().stream().distinct().sorted().toList();
            case Parent.Elsewhere _ -> List.of();
        };
    }

    /// The columns that are read for it.
    public Set<String> columns() {
        var columns = new LinkedHashSet<String>();
        columns.add(by);
        if (parent instanceof Parent.OneOf(var type, var _)) {
            columns.add(type);
        }
        return columns;
    }

    /// All that decides what the field gets, told the same on every machine.
    String meaning() {
        return switch (parent) {
            case Parent.One(var sync) -> sync;
            case Parent.OneOf(var type, var syncs) -> type + " " + new TreeMap<>(syncs);
            case Parent.Elsewhere(var externalId) -> "." + externalId;
        };
    }

    /// What happens to a change whose reference can't be resolved.
    public enum Missing {
        /// It waits until the other record is in Salesforce.
        WAIT,
        /// It is rejected.
        REJECT,
        /// It travels with the field cleared.
        CLEAR,
        /// It travels without the field, which follows by itself once the other record is in Salesforce. Cuts a circle
        /// of references.
        LATER
    }
}
