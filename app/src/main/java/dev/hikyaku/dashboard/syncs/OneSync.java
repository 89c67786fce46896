package dev.hikyaku.dashboard.syncs;

import dev.hikyaku.dashboard.trace.Mask;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.Runs;
import dev.hikyaku.ledger.start.Interventions;
import dev.hikyaku.ledger.view.Page;
import dev.hikyaku.ledger.view.RunList;
import dev.hikyaku.ledger.view.Syncs;
import dev.hikyaku.manifest.Source;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.story.Advice;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One sync with all that is asked about it.
///
/// @param inFlight rows that Salesforce was given and has not answered for
/// @param hold somebody's, that stops it; null without one
/// @param meaning of the cause's code; empty without one
/// @param fix what to do about it; empty when nothing is known
/// @param runs the newest first
/// @param source where its rows are
/// @param commands the same answers and acts on the command line
record OneSync(
        Line line,
        long inFlight,
        Interventions.@Nullable Held hold,
        String meaning,
        String fix,
        List<Wait> whyWaiting,
        List<Runs.Run> runs,
        String source,
        List<FieldRow> fields,
        List<String> commands) {
    private static final int RUNS = 60;

    /// Waiting changes with the same reason.
    ///
    /// @param code empty: they wait for the next run
    /// @param meaning of the code, else the reason with personal data masked
    record Wait(String code, String meaning, long changes, Instant since) {
        static Wait of(Syncs.Why why, Locale locale) {
            var code = Objects.requireNonNullElse(why.code(), "");
            var reason = Objects.requireNonNullElse(why.reason(), "");
            return new Wait(
                    code,
                    Advice.of(code, locale).map(Advice::meaning).orElseGet(() -> Mask.text(reason)),
                    why.changes(),
                    why.since());
        }
    }

    static OneSync of(Ledger ledger, Sync sync, Wherein where, Locale locale) {
        var now = ledger.view().syncs().now(List.of(sync.name())).getFirst();
        var cause = now.cause();
        var code = cause == null || cause.code() == null ? "" : cause.code();
        var advice = Advice.of(code, locale);
        var hold = ledger.interventions().held(sync.name()).orElse(null);
        return new OneSync(
                Line.of(sync, now, locale),
                now.inFlight(),
                hold,
                advice.map(Advice::meaning).orElse(""),
                advice.map(Advice::fix).orElse(""),
                now.whyWaiting().stream().map(why -> Wait.of(why, locale)).toList(),
                ledger.view()
                        .runs()
                        .page(new RunList.Filter(sync.name(), null), Page.Wanted.first(RUNS))
                        .items(),
                source(sync.source()),
                FieldRow.of(sync, where),
                commands(sync.name(), hold != null));
    }

    private static String source(Source source) {
        return switch (source) {
            case Source.Table table -> table.table() + (table.where() == null ? "" : " WHERE " + table.where());
            case Source.Query query -> query.sql().strip();
            case Source.Intake _ -> "intake";
        };
    }

    private static List<String> commands(String name, boolean isHeld) {
        return List.of(
                "hikyaku status",
                "hikyaku records " + name,
                "hikyaku run " + name,
                isHeld ? "hikyaku resume " + name : "hikyaku hold " + name + " --reason TEXT",
                "hikyaku resubmit " + name);
    }

    /// Whether nothing more of it is claimed until somebody resumes it.
    public boolean mayResume() {
        var cause = line.cause();
        return hold != null || (cause != null && cause.kind().equals("deaths"));
    }
}
