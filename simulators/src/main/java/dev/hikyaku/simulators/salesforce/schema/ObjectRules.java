package dev.hikyaku.simulators.salesforce.schema;

import java.util.List;

/// What an admin has set up for an object beyond its fields.
public record ObjectRules(List<Duplicate> duplicates, List<Validation> validations) {

    /// Two records are taken for duplicates when all these fields hold the same, letters' case aside.
    ///
    /// @param fields positions in [ObjectSchema#fields()]
    public record Duplicate(List<Integer> fields) {}

    /// A record is refused when all the conditions hold.
    ///
    /// @param field the API name of the field the message stands at, or an empty text
    public record Validation(List<Condition> conditions, String message, String field) {}

    /// A field compared with a value; a condition with an empty value asks for an empty field.
    ///
    /// @param position in [ObjectSchema#fields()]
    /// @param operator `=`, `!=`, `<`, `<=`, `>` or `>=`
    public record Condition(int position, String operator, String value) {}
}
