package dev.hikyaku.simulators.salesforce.wire;

/// A request the org refuses as a whole, as its JSON error body tells it.
public final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String errorCode;

    /// @param status the HTTP status of the answer
    public ApiError(int status, String errorCode, String message) {
        super(message, null, false, false);
        this.status = status;
        this.errorCode = errorCode;
    }

    /// What is not there: 404.
    public static ApiError notFound() {
        return new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
    }

    /// The HTTP status of the answer.
    public int status() {
        return status;
    }

    /// Salesforce's code, for example `INVALIDJOBSTATE`.
    public String errorCode() {
        return errorCode;
    }

    /// The message of the answer.
    public String text() {
        return String.valueOf(getMessage());
    }
}
