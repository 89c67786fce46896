package dev.hikyaku.simulators.salesforce.query;

import java.util.List;

/// A query, read.
///
/// @param fields the fields in the order of the query; empty for `COUNT()`
/// @param limit the most records; [Integer#MAX_VALUE] without LIMIT
public record Soql(List<String> fields, String object, List<Condition> conditions, Order order, int limit) {

    /// A field compared with one or several values.
    ///
    /// @param operator `=`, `!=`, `<`, `<=`, `>`, `>=`, `IN` or `NOT IN`
    public record Condition(String field, String operator, List<Literal> values) {}

    /// A value in a query.
    public sealed interface Literal {
        /// A quoted text, its escapes undone.
        record Text(String value) implements Literal {}

        /// A number, a date, a date and time, or true or false, as written.
        record Bare(String value) implements Literal {}

        /// Nothing.
        record Null() implements Literal {}
    }

    /// In which order records come; an empty field leaves the order open.
    public record Order(String field, boolean descending) {}

    /// Reads a query.
    ///
    /// @throws dev.hikyaku.simulators.salesforce.wire.ApiError 400 `MALFORMED_QUERY`
    public static Soql parse(String text) {
        return new SoqlParser(text).parse();
    }
}
