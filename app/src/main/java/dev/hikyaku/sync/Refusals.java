package dev.hikyaku.sync;

import dev.hikyaku.ledger.Outcome;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Judges the refusals of rows of one sync, and keeps in mind whether one of them stops more than its row.
public final class Refusals {
    private final Work work;
    private final String operation;
    private final Set<String> references;
    private @Nullable RuntimeException pausedBy;

    /// For rows of one operation.
    ///
    /// @param operation `upsert` or `delete`
    public Refusals(Work work, String operation) {
        this.work = work;
        this.operation = operation;
        this.references = work.sync().references().stream()
                .map(reference -> reference.target().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /// What becomes of a row that was refused.
    ///
    /// @param before how often its change met this code before
    /// @param parent what rows of one parent have in common, or null
    public Outcome judge(RowError error, int before, @Nullable String parent) {
        var judged = Codes.judge(error, new Codes.Situation(operation, before, parent, references));
        switch (judged.verdict()) {
            case PAUSES_ORG -> pausedBy = orgPaused(error);
            case PAUSES_SYNC -> pausedBy = pausedBy == null ? cannotCarry(error) : pausedBy;
            case RELEASED, WAITS, REJECTED, GONE -> {}
        }
        return judged.outcome();
    }

    /// Why the whole sync ([CannotCarry]) or the run ([OrgPaused]) has to stop, or null.
    public @Nullable RuntimeException pausedBy() {
        return pausedBy;
    }

    private CannotCarry cannotCarry(RowError error) {
        return new CannotCarry("HK3202  " + work.name() + ": Salesforce refuses with " + error.code() + ": "
                + error.reason()
                + "\n   The changes wait; whose turn: the Salesforce admin"
                + "\n   fix: mend it in Salesforce or in syncs/" + work.name() + ".yaml, then hikyaku run "
                + work.name());
    }

    private static OrgPaused orgPaused(RowError error) {
        return new OrgPaused("HK3203  Salesforce takes no more rows: " + error.code() + ": " + error.reason()
                + "\n   This run stops sending; all changes wait, and nothing was rejected"
                + "\n   fix: hikyaku help " + error.code() + "; the next run goes on by itself");
    }
}
