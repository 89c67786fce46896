package dev.hikyaku.sync.collections;

import dev.hikyaku.ledger.Claims.Waiting;
import dev.hikyaku.ledger.Outcome;
import dev.hikyaku.salesforce.RowAnswer;
import dev.hikyaku.sync.CannotCarry;
import dev.hikyaku.sync.Codes;
import dev.hikyaku.sync.Work;
import org.jspecify.annotations.Nullable;

/// What the answers of one call mean.
final class Answers {
    private final Work work;
    private final String operation;
    private @Nullable String pausedBy;

    Answers(Work work, String operation) {
        this.work = work;
        this.operation = operation;
    }

    Outcome outcome(Waiting change, RowAnswer answer) {
        return switch (answer) {
            case RowAnswer.Saved(var id, var _) ->
                change.isDelete() ? Outcome.Accepted.deleted(change.remoteId()) : new Outcome.Accepted(id);
            case RowAnswer.Failed(var code, var message, var fields) -> {
                var error = code + ":" + message + ":" + String.join(",", fields) + " --";
                var judged = Codes.judge(error, operation);
                if (judged.pauses()) {
                    pausedBy = code + ": " + message;
                }
                // Judged accepted: a delete of what somebody else deleted before.
                yield judged.outcome() instanceof Outcome.Accepted
                        ? Outcome.Accepted.deleted(change.remoteId())
                        : judged.outcome();
            }
        };
    }

    /// @throws CannotCarry when Salesforce refused the sync as such
    void pauseIfRefused() {
        if (pausedBy != null) {
            throw new CannotCarry("HK3202  " + work.name() + ": Salesforce refuses with " + pausedBy
                    + "\n   The changes wait; whose turn: the Salesforce admin"
                    + "\n   fix: mend it in Salesforce or in syncs/" + work.name() + ".yaml, then hikyaku run "
                    + work.name());
        }
    }
}
