package dev.hikyaku.dashboard.operation;

import dev.hikyaku.dashboard.operation.Operations.CancelCampaign;
import dev.hikyaku.dashboard.operation.Operations.HoldSync;
import dev.hikyaku.dashboard.operation.Operations.PauseCampaign;
import dev.hikyaku.dashboard.operation.Operations.ResumeCampaign;
import dev.hikyaku.dashboard.operation.Operations.ResumeSync;
import dev.hikyaku.dashboard.operation.Operations.SkipRecord;
import dev.hikyaku.dashboard.operation.Operations.Turn;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Brings a sync, or a run of a campaign, into another state; the same that the verbs of the command line do. Most
/// answer whether anything changed.
final class Turns {
    private final Ledger ledger;

    Turns(Ledger ledger) {
        this.ledger = ledger;
    }

    boolean hold(HoldSync wish) {
        var why = said(wish.reason(), "held by a person");
        var changed = ledger.interventions().hold(wish.sync(), why);
        if (changed) {
            ledger.story().note(wish.sync(), "held", why);
        }
        return changed;
    }

    /// How many changes are open and asked to end.
    long skip(SkipRecord wish) {
        var open = ledger.interventions().skip(wish.sync(), wish.key(), wish.reason());
        if (open > 0) {
            ledger.story().note(wish.sync(), "skipped", wish.key() + ": " + wish.reason());
        }
        return open;
    }

    boolean resume(ResumeSync wish) {
        var lives = ledger.places().resume("sync:" + wish.sync());
        var released = ledger.interventions().resume(wish.sync());
        if (released) {
            ledger.story().note(wish.sync(), "resumed", said(wish.reason(), "somebody resumed it"));
        }
        return lives || released;
    }

    boolean resume(ResumeCampaign wish) {
        if (wish.turn().run() == null && ledger.epochs().release(wish.turn().campaign())) {
            return true;
        }
        return run(wish.turn()).filter(ledger.deliveries().runs()::resume).isPresent();
    }

    boolean pause(PauseCampaign wish) {
        var why = said(wish.reason(), "paused by a person");
        return run(wish.turn())
                .filter(run -> ledger.deliveries().runs().pause(run, why))
                .isPresent();
    }

    /// Goes on with a cancelling that a crash broke off.
    boolean cancel(CancelCampaign wish) {
        var why = said(wish.reason(), "cancelled by a person");
        return run(wish.turn()).filter(run -> cancel(run, why)).isPresent();
    }

    private boolean cancel(CampaignRun run, String why) {
        var isNow = ledger.deliveries().runs().cancel(run, why);
        if (isNow || run.state() == State.CANCELLED) {
            ledger.deliveries().unsent().cancel(run, why);
        }
        return isNow;
    }

    private Optional<CampaignRun> run(Turn turn) {
        var runs = ledger.deliveries().runs();
        var key = turn.run();
        return key == null ? runs.newest(turn.campaign(), 1).stream().findFirst() : runs.find(turn.campaign(), key);
    }

    private static String said(@Nullable String reason, String otherwise) {
        return reason == null || reason.isBlank() ? otherwise : reason.strip();
    }
}
