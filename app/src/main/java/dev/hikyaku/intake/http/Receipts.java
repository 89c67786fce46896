package dev.hikyaku.intake.http;

import dev.hikyaku.intake.body.BodyProblem;
import dev.hikyaku.intake.body.Reading;
import dev.hikyaku.intake.group.Taking;
import dev.hikyaku.intake.group.Taking.NotTaken;
import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Changes.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Takes in what was read right, and tells what became of each.
///
/// @param tellings words for what was read wrong
record Receipts(String sync, Taking taking, Tellings tellings) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Duration SOON = Duration.ofSeconds(1);

    /// One result for each reading, in the same order, after the commit.
    ///
    /// @throws Refusal when the ledger takes nothing now
    List<ObjectNode> all(List<? extends Reading> readings) {
        var changes = new ArrayList<NewChange>();
        for (var reading : readings) {
            if (reading instanceof Reading.Right(var change)) {
                changes.add(change);
            }
        }
        var taken = take(changes).iterator();
        var results = new ArrayList<ObjectNode>();
        for (var reading : readings) {
            results.add(
                    switch (reading) {
                        case Reading.Wrong wrong -> wrong(wrong);
                        case Reading.Right(var change) -> right(change, taken);
                    });
        }
        return results;
    }

    /// What the ledger said to one change.
    private sealed interface Taken {
        record Yes(Receipt receipt) implements Taken {}

        record No(Refusal refusal) implements Taken {}
    }

    private List<Taken> take(List<NewChange> changes) {
        try {
            return takeTogether(changes);
        } catch (Refusal refusal) {
            if (refusal.code() != RefusalCode.REFUSED_BY_LEDGER || changes.size() == 1) {
                throw refusal;
            }
        }
        // One of them is refused; which one?
        var taken = new ArrayList<Taken>();
        for (var change : changes) {
            try {
                taken.addAll(takeTogether(List.of(change)));
            } catch (Refusal refusal) {
                taken.add(new Taken.No(refusal));
            }
        }
        return taken;
    }

    private List<Taken> takeTogether(List<NewChange> changes) {
        try {
            return taking.takeIn(sync, changes).stream()
                    .<Taken>map(Taken.Yes::new)
                    .toList();
        } catch (NotTaken not) {
            throw switch (not.why()) {
                case FULL, CLOSED -> new Refusal(RefusalCode.FULL, String.valueOf(not.getMessage()), SOON);
                case AWAY -> new Refusal(RefusalCode.LEDGER_AWAY, "", SOON);
                case REFUSED -> new Refusal(RefusalCode.REFUSED_BY_LEDGER, String.valueOf(not.getMessage()));
            };
        }
    }

    private ObjectNode right(NewChange change, Iterator<Taken> taken) {
        var result = JSON.objectNode();
        switch (taken.next()) {
            case Taken.Yes(var receipt) -> {
                result.put("status", receipt == Receipt.TAKEN_IN ? 202 : 200);
                result.put("receipt", word(receipt));
            }
            case Taken.No(var refusal) -> result.setAll(tellings.refusal(refusal));
        }
        result.put("sync", sync).put("key", change.key());
        var requestId = change.origin().requestId();
        if (requestId != null) {
            result.put("requestId", requestId);
        }
        return result;
    }

    private static String word(Receipt receipt) {
        return switch (receipt) {
            case TAKEN_IN -> "taken-in";
            case SUPERSEDED -> "superseded";
            case REPEATED -> "repeated";
        };
    }

    private ObjectNode wrong(Reading.Wrong wrong) {
        return tellings.wrong(wrong.problems(), status(wrong));
    }

    /// The status for a body that is no change.
    static int status(Reading.Wrong wrong) {
        var first = wrong.problems().getFirst();
        return first instanceof BodyProblem.Shape shape
                ? switch (shape.kind()) {
                    case NOT_JSON, TOO_DEEP -> 400;
                    case TOO_LARGE -> 413;
                    case UNKNOWN_FIELD,
                            UNKNOWN_COLUMN,
                            MISSING,
                            WRONG_KIND,
                            TWICE,
                            NOT_ALLOWED,
                            DOES_NOT_FIT,
                            NOT_CARRIED -> 422;
                }
                : 422;
    }
}
