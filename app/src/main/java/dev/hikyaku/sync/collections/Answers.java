package dev.hikyaku.sync.collections;

import dev.hikyaku.ledger.BulkJobs.BulkJob;
import dev.hikyaku.ledger.Outcome;
import dev.hikyaku.ledger.Settlement;
import dev.hikyaku.salesforce.RowAnswer;
import dev.hikyaku.sync.CannotCarry;
import dev.hikyaku.sync.OrgPaused;
import dev.hikyaku.sync.Refusals;
import dev.hikyaku.sync.RowError;
import dev.hikyaku.sync.Work;
import dev.hikyaku.sync.rows.Page.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the answers of one call mean.
final class Answers {
    private final Refusals refusals;
    private final List<Settlement.Row> rows = new ArrayList<>();

    /// Judges the answers to these rows, in their order.
    Answers(Work work, BulkJob call, List<Row> sent, List<RowAnswer> answers) {
        refusals = new Refusals(work, call.operation());
        var failed = new ArrayList<String>();
        for (int i = 0; i < sent.size(); i++) {
            if (answers.get(i) instanceof RowAnswer.Failed) {
                failed.add(sent.get(i).change().key());
            }
        }
        var before = work.ledger().settlement().releases(call, failed);
        for (int i = 0; i < sent.size(); i++) {
            var row = sent.get(i);
            var key = row.change().key();
            rows.add(new Settlement.Row(key, outcome(row, answers.get(i), before.getOrDefault(key, Map.of()))));
        }
    }

    private Outcome outcome(Row row, RowAnswer answer, Map<String, Integer> before) {
        return switch (answer) {
            case RowAnswer.Saved(var id, var _) ->
                row.change().isDelete() ? Outcome.Accepted.deleted(row.change().remoteId()) : new Outcome.Accepted(id);
            case RowAnswer.Failed(var code, var message, var fields) -> {
                var error = new RowError(code, message, fields);
                var parent = row.parent().isEmpty() ? null : row.parent();
                var outcome = refusals.judge(error, before.getOrDefault(code, 0), parent);
                // Judged accepted: a delete of what somebody else deleted before.
                yield outcome instanceof Outcome.Accepted
                        ? Outcome.Accepted.deleted(row.change().remoteId())
                        : outcome;
            }
        };
    }

    /// An outcome for each row.
    List<Settlement.Row> rows() {
        return List.copyOf(rows);
    }

    /// Throws when Salesforce refused more than rows.
    ///
    /// @throws CannotCarry when it refuses the sync as such
    /// @throws OrgPaused when it takes nothing more
    void pauseIfRefused() {
        var paused = refusals.pausedBy();
        if (paused != null) {
            throw paused;
        }
    }
}
