package dev.hikyaku.push.care;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.Decision;
import dev.hikyaku.ledger.delivery.Deliveries;
import dev.hikyaku.ledger.delivery.Owed;
import java.util.List;

/// Notices when one delivery ends the whole process. A run that was begun again and again without an end goes on one
/// delivery at a time for a while, and writes down which before it looks at it; the one that was looked at when the
/// process ended twice more is set aside.
public final class Care {
    private static final int TOO_OFTEN = 3;
    private static final int SET_ASIDE = 2;
    private static final int LONG_ENOUGH = 1_000;

    private final Deliveries ledger;
    private final Fence fence;
    private final CampaignRun run;
    private boolean careful;
    private int looked;
    private long survived = -1;

    private Care(Deliveries ledger, Fence fence, CampaignRun run, boolean careful) {
        this.ledger = ledger;
        this.fence = fence;
        this.run = run;
        this.careful = careful;
    }

    /// Writes down that delivering begins.
    public static Care begin(Deliveries ledger, Fence fence, CampaignRun run) {
        var times = ledger.unfinished().begin(fence, run);
        return new Care(ledger, fence, run, times >= TOO_OFTEN);
    }

    /// How many deliveries are looked at together.
    public int most(int wanted) {
        return careful ? Math.min(1, wanted) : wanted;
    }

    /// Hears what is looked at next.
    ///
    /// @return the page without the delivery that is set aside
    public Owed.Page look(Owed.Page page) {
        if (!careful || page.owed().isEmpty()) {
            return page;
        }
        if (++looked > LONG_ENOUGH) {
            careful = false;
            ledger.unfinished().end(fence, run);
            return page;
        }
        var next = page.owed().getFirst();
        if (next.id() == survived) {
            // Its provider does not take it now; the process lives.
            return page;
        }
        survived = next.id();
        if (ledger.unfinished().suspect(fence, run, next.id()) <= SET_ASIDE) {
            return page;
        }
        var aside = new Decision.Dropped(
                next, "rejected", "HK4015", "the process ended whenever this delivery was made ready");
        ledger.due().decide(fence, run, new Decision(List.of(), List.of(aside), List.of(), List.of(), null));
        return new Owed.Page(page.now(), List.of());
    }

    /// Delivering came to an end, a good one or not: the process lives.
    public void end() {
        ledger.unfinished().end(fence, run);
    }
}
