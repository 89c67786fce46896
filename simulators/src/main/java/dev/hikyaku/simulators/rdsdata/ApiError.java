package dev.hikyaku.simulators.rdsdata;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;

/// A call that is refused; the name is the one AWS's model gives the exception.
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String name;

    ApiError(int status, String name, String message) {
        super(message, null, false, false);
        this.status = status;
        this.name = name;
    }

    static ApiError badRequest(String message) {
        return new ApiError(400, "BadRequestException", message);
    }

    static ApiError of(SQLException failed) {
        if (failed instanceof SQLTimeoutException || "57014".equals(failed.getSQLState())) {
            return new ApiError(400, "StatementTimeoutException", "Statement timed out");
        }
        var state = failed.getSQLState() == null ? "" : failed.getSQLState();
        return state.startsWith("08")
                ? new ApiError(
                        504, "DatabaseUnavailableException", "The writer instance in the DB cluster isn't available")
                : new ApiError(400, "DatabaseErrorException", failed.getMessage() + "; SQLState: " + state);
    }

    int status() {
        return status;
    }

    String name() {
        return name;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
