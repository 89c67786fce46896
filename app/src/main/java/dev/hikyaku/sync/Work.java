package dev.hikyaku.sync;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.Runs;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.salesforce.ObjectDescription;
import dev.hikyaku.salesforce.Salesforce;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// One sync in one run: what to carry, on whose behalf, and with what.
///
/// @param org connects at its first use; a run with nothing to send never speaks to Salesforce
/// @param descriptions what the org says of its objects
public record Work(
        Sync sync,
        Fence fence,
        Runs.Run run,
        Ledger ledger,
        Supplier<Salesforce> org,
        Descriptions descriptions,
        Surroundings surroundings) {
    private static final Duration LOOK = Duration.ofMillis(200);

    /// Things that are the same for all syncs of a run.
    ///
    /// @param syncs all of the project
    /// @param folder cache of CSV files
    /// @param largestCsv bytes at which a CSV is closed and the next one begun
    /// @param lanes which way rows take
    /// @param locale language of the reasons that are written down
    /// @param progress hears how far a stage is
    /// @param checkpoint called where stopping is safe; throws to stop
    public record Surroundings(
            List<Sync> syncs,
            Path folder,
            long largestCsv,
            Lanes lanes,
            Locale locale,
            Progress progress,
            Runnable checkpoint) {
        public Surroundings {
            syncs = List.copyOf(syncs);
        }
    }

    /// What the org says of its objects; asked once per object, until it is forgotten.
    public interface Descriptions {
        /// The description of this object.
        ///
        /// @throws dev.hikyaku.salesforce.SalesforceException.NotFound when the org has none
        ObjectDescription apply(String object);

        /// Drops a description that turned out to be outdated: the next time the org is asked anew.
        void forget(String object);
    }

    /// Hears how far a stage is.
    public interface Progress {
        /// Tells how many rows a stage has handled.
        ///
        /// @param total rows in all, or 0 when that is not known yet
        void at(String sync, String stage, long rows, long total);
    }

    /// The sync's name.
    public String name() {
        return sync.name();
    }

    /// Tells how far a stage is.
    public void progress(String stage, long rows, long total) {
        surroundings.progress().at(name(), stage, rows, total);
    }

    /// A place where stopping is safe.
    public void checkpoint() {
        surroundings.checkpoint().run();
    }

    /// Rests, but hears when the process or the run is to stop.
    public void rest(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        for (var left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            checkpoint();
            LockSupport.parkNanos(Math.min(left, LOOK.toNanos()));
        }
    }

    /// Makes sure, right before something that can't be taken back, that no other run works here.
    ///
    /// @throws Fence.LeaseLost when one does
    public void confirm() {
        ledger.leases().confirm(fence);
    }

    /// Writes down something that happened.
    public void note(String kind, String detail) {
        ledger.story().note(run, name(), kind, detail);
    }
}
