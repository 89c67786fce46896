package dev.hikyaku.simulators.salesforce.org;

/// Thrown inside the org when one row is refused; it carries no stack trace, for there may be a million of them.
final class RowRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient RowFailure failure;

    RowRefused(String code, String message, String... fields) {
        super(message, null, false, false);
        this.failure = RowFailure.of(code, message, fields);
    }

    RowFailure failure() {
        return failure;
    }
}
