package dev.hikyaku.push.portion;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.ledger.delivery.Deliveries;
import dev.hikyaku.ledger.delivery.Owed;
import dev.hikyaku.ledger.delivery.story.Unfinished;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All deliveries of a run, sent by the process that holds its campaign's lease.
public record WholeRun(Deliveries ledger, Fence fence, CampaignRun run) implements Portion {
    @Override
    public Unfinished unfinished() {
        return ledger.unfinished();
    }

    @Override
    public void recover(int most) {
        ledger.outcomes().recover(fence, run, most);
    }

    @Override
    public boolean isWhole() {
        return true;
    }

    @Override
    public Owed.Page page(int limit) {
        return ledger.due().page(run, limit);
    }

    @Override
    public Optional<Duration> untilNext() {
        return ledger.due().untilNext(run);
    }

    @Override
    public void expire() {
        ledger.unsent().expire(fence, run);
    }

    @Override
    public boolean endsWithCanary() {
        return false;
    }

    @Override
    public Duration patience(Duration usual) {
        return usual;
    }

    @Override
    public long sender() {
        return run.id();
    }

    @Override
    public @Nullable String group() {
        return null;
    }

    @Override
    public CampaignRun end() {
        var now = ledger.runs().fresh(run);
        // What was on the wire while somebody cancelled the run may have come back.
        ledger.unsent().cancel(now, String.valueOf(now.reason()));
        var nothingWaits = untilNext().isEmpty();
        return nothingWaits && now.state() == State.RUNNING ? ledger.runs().finish(fence, now) : now;
    }
}
