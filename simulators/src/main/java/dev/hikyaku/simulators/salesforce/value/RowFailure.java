package dev.hikyaku.simulators.salesforce.value;

import java.util.List;

/// Why the org refused one row: a status code, a message and the fields it is about.
public record RowFailure(String code, String message, List<String> fields) {

    /// A failure about these fields.
    public static RowFailure of(String code, String message, String... fields) {
        return new RowFailure(code, message, List.of(fields));
    }

    /// The text of the column `sf__Error`, for example `REQUIRED_FIELD_MISSING:Required fields are missing: [A]:A --`.
    public String sfError() {
        return code + ":" + message + ":" + String.join(",", fields) + (fields.isEmpty() ? "--" : " --");
    }
}
