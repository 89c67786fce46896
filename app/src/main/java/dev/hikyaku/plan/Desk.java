package dev.hikyaku.plan;

import dev.hikyaku.sync.Work;
import dev.hikyaku.sync.rows.Columns;

/// What the changes of one sync are judged with.
record Desk(Work work, Columns columns, Comparison comparison, Foreseen foreseen, Tally tally) {

    static Desk of(Work work, Foreseen foreseen, Tally tally) {
        var columns = Columns.of(work);
        return new Desk(work, columns, new Comparison(work, columns, foreseen), foreseen, tally);
    }
}
