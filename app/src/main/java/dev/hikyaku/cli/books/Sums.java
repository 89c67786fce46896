package dev.hikyaku.cli.books;

import dev.hikyaku.ledger.Books.Balance;
import dev.hikyaku.ledger.Books.Reason;
import dev.hikyaku.run.Report;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The books of a run for machines.
///
/// @param next commands that go on from here
public record Sums(
        String run,
        int exitCode,
        long unaccounted,
        Line total,
        List<Line> syncs,
        List<String> problems,
        List<Report.Stage> stages,
        List<String> next) {

    /// One balance.
    ///
    /// @param sync its name; null for the total
    /// @param scanned rows compared, or null when nothing was scanned
    public record Line(
            @Nullable String sync,
            long takenIn,
            long accepted,
            long rejected,
            long superseded,
            long unknown,
            long waiting,
            long unaccounted,
            @Nullable Long scanned,
            List<Reason> whyWaiting) {

        static Line of(Balance books, @Nullable Long scanned, List<Reason> whyWaiting) {
            return new Line(
                    books.sync(),
                    books.takenIn(),
                    books.accepted(),
                    books.rejected(),
                    books.superseded(),
                    books.unknown(),
                    books.waiting(),
                    books.unaccounted(),
                    scanned,
                    whyWaiting);
        }

        Line plus(Line other) {
            return new Line(
                    null,
                    takenIn + other.takenIn,
                    accepted + other.accepted,
                    rejected + other.rejected,
                    superseded + other.superseded,
                    unknown + other.unknown,
                    waiting + other.waiting,
                    unaccounted + other.unaccounted,
                    null,
                    List.of());
        }
    }

    /// The books of a run.
    public static Sums of(Report report, List<String> next) {
        var lines = report.syncs().stream()
                .map(sync -> Line.of(sync.books(), sync.scanned(), sync.whyWaiting()))
                .toList();
        return new Sums(
                report.run(),
                report.exitCode(),
                report.unaccounted(),
                total(lines),
                lines,
                report.problems(),
                report.stages(),
                next);
    }

    /// The sum of balances.
    public static Line total(List<Line> lines) {
        return lines.stream().reduce(new Line(null, 0, 0, 0, 0, 0, 0, 0, null, List.of()), Line::plus);
    }

    /// The balance of a sync since its first change.
    public static Line line(Balance books, List<Reason> whyWaiting) {
        return Line.of(books, null, whyWaiting);
    }
}
