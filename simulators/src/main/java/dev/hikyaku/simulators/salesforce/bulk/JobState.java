package dev.hikyaku.simulators.salesforce.bulk;

import java.util.Arrays;
import java.util.Optional;

/// The states of a bulk job.
public enum JobState {
    /// Waits for its CSV; never processed.
    OPEN("Open"),
    /// Queued.
    UPLOAD_COMPLETE("UploadComplete"),
    /// Being processed.
    IN_PROGRESS("InProgress"),
    /// Ended by its maker; what was committed stays.
    ABORTED("Aborted"),
    /// All rows were looked at; they may all have failed.
    JOB_COMPLETE("JobComplete"),
    /// Ended by the server; what was committed stays.
    FAILED("Failed");

    private final String wire;

    JobState(String wire) {
        this.wire = wire;
    }

    /// The name on the wire, for example `UploadComplete`.
    public String wire() {
        return wire;
    }

    /// Whether nothing will change any more.
    public boolean isTerminal() {
        return this == ABORTED || this == JOB_COMPLETE || this == FAILED;
    }

    static Optional<JobState> of(String wire) {
        return Arrays.stream(values()).filter(state -> state.wire.equals(wire)).findFirst();
    }
}
