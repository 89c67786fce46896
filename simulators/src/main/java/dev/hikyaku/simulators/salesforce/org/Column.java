package dev.hikyaku.simulators.salesforce.org;

import dev.hikyaku.simulators.salesforce.schema.Field;

/// What one column of a CSV, or one member of a JSON record, is about.
public sealed interface Column {
    /// The record's own id.
    record Id() implements Column {}

    /// A field of the record.
    record Own(int position, Field field) implements Column {}

    /// A reference named by the parent's external id, for example `Account.Ext__c`.
    record Related(int position, Field field, Table parent, int parentPosition) implements Column {}
}
