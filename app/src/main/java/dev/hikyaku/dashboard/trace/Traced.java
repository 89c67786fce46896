package dev.hikyaku.dashboard.trace;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.story.Advice;
import dev.hikyaku.story.Step;
import dev.hikyaku.story.Told;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The story of a record as a page shows it: newest change first, personal data masked.
///
/// @param changes the newest of them
/// @param older how many more there are
/// @param revealed whether personal data is shown
record Traced(Told told, List<Told.Line> changes, int older, List<Columns.Column> columns, boolean revealed) {
    private static final int SHOWN = 50;

    static Optional<Traced> find(Ledger ledger, String sync, String text, boolean revealed) {
        return Told.find(ledger, sync, text).map(told -> of(ledger, told, revealed));
    }

    private static Traced of(Ledger ledger, Told told, boolean revealed) {
        var newest = told.changes().reversed();
        var columns = Columns.of(ledger.story().changes(told.sync(), told.key()), revealed);
        return new Traced(
                told,
                newest.stream()
                        .limit(SHOWN)
                        .map(line -> revealed ? line : masked(line))
                        .toList(),
                Math.max(0, newest.size() - SHOWN),
                columns,
                revealed);
    }

    private static Told.Line masked(Told.Line line) {
        var steps = line.steps().stream().map(Traced::masked).toList();
        return new Told.Line(
                line.id(), line.version(), line.operation(), line.door(), line.attempts(), line.traceParent(), steps);
    }

    private static Step masked(Step step) {
        return new Step(step.at(), step.what(), step.code(), masked(step.reason()), step.bulkJob());
    }

    private static @Nullable String masked(@Nullable String reason) {
        return reason == null ? null : Mask.text(reason);
    }

    /// What the code of the newest change means and what to do; empty values where nothing is known or needed.
    Map<String, String> advice(Locale locale) {
        var code = told.code();
        var known = code == null ? Optional.<Advice>empty() : Advice.ofRow(code, locale);
        return Map.of(
                "meaning", known.map(Advice::meaning).orElse(""),
                "fix", known.map(Advice::fix).orElse(""));
    }

    /// Whether somebody has to know whose turn it is.
    public boolean isOpen() {
        return !told.state().equals("accepted") && !told.state().equals("superseded");
    }
}
