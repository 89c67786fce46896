package dev.hikyaku.simulators.salesforce.value;

/// Thrown inside the org when one row is refused; it carries no stack trace, for there may be a million of them.
public final class RowRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient RowFailure failure;

    /// @param fields the fields it is about
    public RowRefused(String code, String message, String... fields) {
        super(message, null, false, false);
        this.failure = RowFailure.of(code, message, fields);
    }

    /// What is told to the maker of the row.
    public RowFailure failure() {
        return failure;
    }
}
