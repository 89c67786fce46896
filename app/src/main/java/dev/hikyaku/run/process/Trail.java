package dev.hikyaku.run.process;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.start.Places;
import org.jspecify.annotations.Nullable;

/// The way of one sync through its run, written down stage by stage: a process that dies can't say where it died, but
/// the next one reads it here. A sync of which process after process dies at one place is paused, for it would take
/// every other sync of its process along for ever.
public final class Trail {
    private final Places places;
    private final Fence fence;
    private final String sync;
    private final Places.Trail before;
    private boolean isPassed;

    /// Begins, right after the lease was taken.
    ///
    /// @param most deaths at one place after which the sync is paused
    public Trail(Places places, Fence fence, String sync, int most) {
        this.places = places;
        this.fence = fence;
        this.sync = sync;
        before = places.begin(fence, sync, most);
    }

    /// Why the sync may not run; null when it may.
    public @Nullable String whyPaused() {
        return before.pausedAt() == null
                ? null
                : "HK2009  " + sync + " is paused: " + before.deaths() + " processes in a row died in its stage "
                        + before.stage() + ", and none got any further. All its changes wait"
                        + "\n   fix: see why they died (memory? a kill?), mend that, then hikyaku resume " + sync;
    }

    /// The run gets to a stage.
    public void enter(String stage) {
        places.enter(fence, stage);
    }

    /// The stage is behind it.
    public void passed(String stage) {
        if (!isPassed && before.stage().equals(stage)) {
            isPassed = true;
            places.passed(fence);
        }
    }

    /// One piece of work of a service that rests in between: only the death of a process that is at it counts.
    public void through(String stage, Runnable work) {
        enter(stage);
        try {
            work.run();
            passed(stage);
        } finally {
            leave();
        }
    }

    /// The run ends by itself, well or not.
    public void leave() {
        places.leave(fence);
    }
}
