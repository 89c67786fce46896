package dev.hikyaku.push.portion;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.ledger.delivery.Deliveries;
import dev.hikyaku.ledger.delivery.Owed;
import dev.hikyaku.ledger.delivery.part.Part;
import dev.hikyaku.ledger.delivery.story.Unfinished;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The deliveries of one part of a run, sent by the process that holds the part's lease. What is not due yet
/// is left to a later part.
public record OnePart(Deliveries ledger, Fence fence, CampaignRun run, Part part) implements Portion {
    @Override
    public Unfinished unfinished() {
        return ledger.parts().unfinished(part);
    }

    @Override
    public void recover(int most) {
        ledger.outcomes().recover(fence, part, most);
    }

    @Override
    public boolean isWhole() {
        return false;
    }

    @Override
    public Owed.Page page(int limit) {
        return ledger.parts().page(part, limit);
    }

    @Override
    public Optional<Duration> untilNext() {
        return ledger.parts().untilNext(part);
    }

    /// Whoever holds the campaign's lease ends what waits, when no part is open any more.
    @Override
    public void expire() {}

    @Override
    public boolean endsWithCanary() {
        return !run.canaryPassed();
    }

    @Override
    public Duration patience(Duration usual) {
        return Duration.ZERO;
    }

    /// Runs have numbers above zero.
    @Override
    public long sender() {
        return -part.id();
    }

    @Override
    public @Nullable String group() {
        return "campaign " + run.campaignId();
    }

    @Override
    public CampaignRun end() {
        var now = ledger.runs().fresh(run);
        // What was on the wire while somebody cancelled the run may have come back.
        ledger.unsent().cancel(now, String.valueOf(now.reason()));
        if (now.state() == State.RUNNING) {
            ledger.parts().close(fence, part);
        }
        return now;
    }
}
