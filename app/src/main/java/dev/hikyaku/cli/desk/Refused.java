package dev.hikyaku.cli.desk;

/// What was asked for can not be had now; the message says where, what was found, what was wanted and whose turn it is.
public final class Refused extends RuntimeException {
    private final int exitCode;

    /// @param exitCode see [dev.hikyaku.run.Report]
    Refused(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /// How the process ends.
    public int exitCode() {
        return exitCode;
    }
}
