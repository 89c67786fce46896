package dev.hikyaku.manifest;

import java.util.List;

/// One declared way from rows of the application to records of one Salesforce object.
///
/// The external id of a record is always the record's key: the text of the source's key column.
///
/// @param name what people, columns and metrics call it; `[a-z][a-z0-9-]{0,62}`
/// @param label shown to people
/// @param object Salesforce object, API name
/// @param externalId API name of the unique external id field that holds the key
/// @param source where the rows are
/// @param fields values, in the order of the file; never contains `externalId`
/// @param references fields that hold the remote id of a record of another sync (or of this one)
/// @param deletes what a row that is gone means
/// @param deleteGuard largest share (0 to 1) of the known records that one scan may delete
public record Sync(
        String name,
        Label label,
        String object,
        String externalId,
        Source source,
        List<Field> fields,
        List<Reference> references,
        Deletes deletes,
        double deleteGuard) {

    public Sync {
        fields = List.copyOf(fields);
        references = List.copyOf(references);
    }

    /// What a row that is gone from the source means in Salesforce.
    public enum Deletes {
        /// The Salesforce record stays.
        KEEP,
        /// The Salesforce record is deleted.
        DELETE
    }
}
