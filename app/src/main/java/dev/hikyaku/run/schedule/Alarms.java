package dev.hikyaku.run.schedule;

/// The kinds of events that tell of schedules.
public final class Alarms {
    /// A scheduled run never came.
    public static final String MISSED = "run-missed";

    private Alarms() {}
}
