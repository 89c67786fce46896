package dev.hikyaku.push.portion;

import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.ledger.delivery.CampaignRuns;
import dev.hikyaku.push.pace.PaceClock;
import java.time.Duration;

/// Rests of a run, which end early when the process or the run is to stop.
///
/// @param checkpoint throws when the process was asked to stop
public record Rest(CampaignRuns runs, CampaignRun run, PaceClock clock, Runnable checkpoint) {
    private static final Duration LOOK = Duration.ofMillis(500);

    /// Whether the run runs now.
    public boolean isRunning() {
        return runs.fresh(run).state() == State.RUNNING;
    }

    /// Rests for so long at most.
    public void rest(Duration time) {
        var end = clock.nanos() + time.toNanos();
        for (var left = time.toNanos(); left > 0 && isRunning(); left = end - clock.nanos()) {
            checkpoint.run();
            clock.sleep(Duration.ofNanos(Math.min(left, LOOK.toNanos())));
        }
    }
}
