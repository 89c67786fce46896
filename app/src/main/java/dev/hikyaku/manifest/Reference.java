package dev.hikyaku.manifest;

/// A field that holds the remote id of another record.
///
/// @param target API name of the Salesforce lookup field, such as `AccountId`
/// @param sync the sync that carries the other record; may be the same sync
/// @param by column of the source whose text is the other record's key; empty means no reference
/// @param missing what happens while the other record has no remote id
public record Reference(String target, String sync, String by, Missing missing) {

    /// What happens to a change whose reference can't be resolved.
    public enum Missing {
        /// It waits until the other record is in Salesforce.
        WAIT,
        /// It is rejected.
        REJECT,
        /// It travels with the field cleared.
        CLEAR
    }
}
