package dev.hikyaku.manifest.alert;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What people are told of without asking.
///
/// @param declared whether any file says `alerts:`; else nobody is told
/// @param usual what holds for the project, and for syncs that say nothing else
/// @param bySync what syncs say themselves, by their names, complete
public record Alerts(boolean declared, Rule usual, Map<String, Rule> bySync) {
    /// Nobody is told of anything.
    public static final Alerts NONE = new Alerts(false, Rule.USUAL, Map.of());

    public Alerts {
        bySync = Map.copyOf(bySync);
    }

    /// What holds for a sync.
    public Rule of(String sync) {
        return bySync.getOrDefault(sync, usual);
    }

    /// When and whom to tell.
    ///
    /// @param to receivers, such as `slack:ops` or `mail:oncall@example.jp`
    /// @param rejected share (0 to 1) of the last hour's outcomes above which rejected ones are told of
    /// @param oldest age of the oldest waiting change above which it is told of
    /// @param quota share (0 to 1) of the org's API calls that must be left
    /// @param deviation how many times larger, or smaller, than usual an audience may be
    /// @param deadDevices share (0 to 1) of a run's deliveries above which dead devices are told of
    /// @param again how long the same cause is not told of again
    public record Rule(
            List<String> to,
            double rejected,
            Duration oldest,
            double quota,
            double deviation,
            double deadDevices,
            Duration again) {
        /// Where the manifest says nothing.
        public static final Rule USUAL =
                new Rule(List.of(), 0.05, Duration.ofMinutes(15), 0.2, 3, 0.1, Duration.ofHours(1));

        public Rule {
            to = List.copyOf(to);
        }
    }
}
