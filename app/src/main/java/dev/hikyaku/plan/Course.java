package dev.hikyaku.plan;

import dev.hikyaku.ledger.BulkJobs.Lane;
import dev.hikyaku.plan.Plan.Kind;
import dev.hikyaku.plan.Plan.SyncPlan;
import dev.hikyaku.sync.CannotCarry;
import dev.hikyaku.sync.OrgCheck;
import dev.hikyaku.sync.Work;
import dev.hikyaku.sync.rows.Cascades;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The way of one sync through a plan, in the rounds a run would make.
final class Course implements AutoCloseable {
    private final Work work;
    private final Foreseen foreseen;
    private final Tally tally;
    private final Backlog backlog;
    private final Estimate estimate = new Estimate();
    private @Nullable Long rows;
    private @Nullable Desk desk;
    private @Nullable String unfit;
    private int easy;
    private boolean hard;

    Course(Work work, Foreseen foreseen, int limit) {
        this.work = work;
        this.foreseen = foreseen;
        this.tally = new Tally(limit);
        this.backlog = new Backlog(work, foreseen);
    }

    Work work() {
        return work;
    }

    Backlog backlog() {
        return backlog;
    }

    void compared(@Nullable Long count) {
        rows = count;
    }

    /// Why the org does not take this sync as it is declared; null when it does.
    @Nullable
    String unfit() {
        return unfit;
    }

    /// Carries what can travel now, round after round.
    ///
    /// @return whether anything was brought to an end
    boolean carry(String operation) {
        var moved = false;
        while (unfit == null && backlog.of(operation).size() > 0 && fits() && isDue(operation)) {
            var bulk = easy > 0 && work.surroundings().lanes().isBulk(easy);
            if (easy > work.surroundings().lanes().bulkAbove() && foreseen.asksForLimits()) {
                estimate.askForLimits();
            }
            try (var round = new Round(desk(), backlog, bulk)) {
                var result = round.carry(operation);
                estimate.add(result);
                if (operation.equals("delete")) {
                    estimate.lookUp(result, Cascades.references(work));
                }
                if (!result.moved()) {
                    break;
                }
                moved = true;
            }
        }
        return moved;
    }

    private boolean fits() {
        if (desk != null) {
            return true;
        }
        try {
            new OrgCheck(work).check();
            desk = Desk.of(work, foreseen, tally);
            return true;
        } catch (CannotCarry refused) {
            unfit = String.valueOf(refused.getMessage());
            return false;
        }
    }

    private Desk desk() {
        return Objects.requireNonNull(desk);
    }

    /// Counts what may be taken up now, no further than the lane depends on it.
    private boolean isDue(String operation) {
        easy = 0;
        hard = false;
        var most = work.surroundings().lanes().bulkAbove() + 1;
        backlog.of(operation).read(item -> {
            if (!backlog.hasEnded(item) && Round.isFree(desk(), item)) {
                easy += item.change().hard() ? 0 : 1;
                hard |= item.change().hard();
            }
            return easy < most;
        });
        return easy > 0 || hard;
    }

    /// What it came to.
    ///
    /// @param inOutbox rows that wait in the outbox
    SyncPlan plan(long inOutbox) {
        backlog.left()
                .forEach(spool -> spool.read(item -> {
                    if (!backlog.hasEnded(item)) {
                        hold(item);
                    }
                    return true;
                }));
        var books = work.ledger().books();
        var name = work.name();
        var onTheWay = books.onTheWay(name);
        return new SyncPlan(
                name,
                work.sync().object(),
                rows,
                backlog.found(),
                books.waiting(name) - onTheWay,
                inOutbox,
                onTheWay,
                tally.counts(),
                estimate.cost(books.pace(name, Lane.BULK), books.pace(name, Lane.COLLECTIONS), desk != null),
                tally.reasons(Kind.HOLD),
                tally.reasons(Kind.REJECT),
                tally.details());
    }

    private void hold(Item item) {
        var hold = item.hold();
        if (unfit != null) {
            tally.held(item, unfit.split(" ", 2)[0], unfit.lines().findFirst().orElse(unfit));
        } else if (hold != null) {
            tally.held(item, "HK3007", hold.reason());
        } else {
            tally.held(item, "HK3007", "an older change of the record has to be accepted first");
        }
    }

    @Override
    public void close() {
        backlog.close();
    }
}
