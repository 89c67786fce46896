package dev.hikyaku.dashboard.rest;

import dev.hikyaku.ledger.Books;
import dev.hikyaku.ledger.Runs;
import dev.hikyaku.ledger.Story;
import dev.hikyaku.ledger.view.RunList;
import dev.hikyaku.story.RunLine;
import java.util.List;

/// One run and its books as answers, with the sums that have to come out.
final class Lines {
    private Lines() {}

    /// One balance.
    record Balance(
            String sync,
            long takenIn,
            long accepted,
            long rejected,
            long superseded,
            long unknown,
            long waiting,
            long unaccounted) {
        static Balance of(Books.Balance books) {
            return new Balance(
                    books.sync(),
                    books.takenIn(),
                    books.accepted(),
                    books.rejected(),
                    books.superseded(),
                    books.unknown(),
                    books.waiting(),
                    books.unaccounted());
        }
    }

    /// One run with all that was written down of it; see [RunList.Detail].
    record RunDetail(
            RunLine run,
            List<Balance> books,
            List<Runs.Stage> stages,
            List<RunList.TakenIn> takenIn,
            RunList.Carried carried,
            List<RunList.Job> jobs,
            List<Story.Note> notes) {
        static RunDetail of(RunList.Detail detail) {
            return new RunDetail(
                    RunLine.of(detail.run()),
                    detail.books().stream().map(Balance::of).toList(),
                    detail.stages(),
                    detail.takenIn(),
                    detail.carried(),
                    detail.jobs(),
                    detail.notes());
        }
    }
}
