package dev.hikyaku.story;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.Story.Attempt;
import dev.hikyaku.ledger.Story.ChangeStory;
import dev.hikyaku.ledger.Story.RecordNow;
import dev.hikyaku.ledger.remote.RemoteId;
import dev.hikyaku.ledger.remote.RemoteIds.Former;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The story of one record; the result of `trace` for machines.
///
/// @param state of its newest change: `waiting`, `claimed`, `sent` or the outcome
/// @param formerIds Salesforce ids it had before, and those of second records
/// @param acceptedVersion what Salesforce has, 0 when nothing
public record Told(
        String sync,
        String key,
        String state,
        @Nullable String remoteId,
        long version,
        long acceptedVersion,
        @Nullable Instant acceptedAt,
        @Nullable String code,
        @Nullable String reason,
        String turn,
        List<Former> formerIds,
        List<Line> changes) {

    /// One change.
    ///
    /// @param traceParent W3C Trace Context of whoever wished it, where a door was told
    public record Line(
            long id,
            long version,
            String operation,
            String door,
            int attempts,
            @Nullable String traceParent,
            List<Step> steps) {}

    /// Finds a record by its key or an id of Salesforce, of 15 or 18 characters, and tells its story.
    public static Optional<Told> find(Ledger ledger, String sync, String text) {
        var changes = ledger.story().changes(sync, text);
        if (!changes.isEmpty()) {
            return Optional.of(of(ledger, sync, text, changes));
        }
        return RemoteId.full(text)
                .flatMap(remoteId -> ledger.story()
                        .keyOf(sync, remoteId)
                        .or(() -> ledger.remoteIds().keyOf(sync, remoteId)))
                .map(key -> of(ledger, sync, key, ledger.story().changes(sync, key)));
    }

    /// Tells the story of a record that has changes.
    private static Told of(Ledger ledger, String sync, String key, List<ChangeStory> changes) {
        var attempts = ledger.story().attempts(sync, key);
        var lines = changes.stream()
                .map(change -> new Line(
                        change.id(),
                        change.version(),
                        change.operation(),
                        change.door(),
                        change.attempts(),
                        change.traceParent(),
                        steps(change, attempts)))
                .toList();
        var newest = changes.getLast();
        var record = ledger.story()
                .record(sync, key)
                .orElseGet(() -> new RecordNow(key, newest.version(), newest.operation(), null, 0, null));
        return new Told(
                sync,
                key,
                state(newest),
                record.remoteId(),
                newest.version(),
                record.acceptedVersion(),
                record.acceptedAt(),
                newest.code(),
                newest.reason(),
                Advice.turn(newest.code(), state(newest)).word(),
                ledger.remoteIds().of(sync, key),
                lines);
    }

    /// The outcome, or where the change is.
    public static String state(ChangeStory change) {
        var outcome = change.outcome();
        return outcome == null ? change.state() : outcome;
    }

    private static List<Step> steps(ChangeStory change, List<Attempt> attempts) {
        var steps = new ArrayList<Step>();
        var job = job(change.bulkJobRemoteId(), change.bulkJob());
        steps.add(new Step(change.takenInAt(), "taken-in", null, null, null));
        attempts.stream()
                .filter(attempt -> attempt.changeId() == change.id())
                .filter(attempt -> attempt.outcome().equals("released"))
                .map(attempt -> new Step(
                        attempt.at(),
                        "released",
                        attempt.code(),
                        attempt.reason(),
                        job(attempt.bulkJobRemoteId(), attempt.bulkJob())))
                .forEach(steps::add);
        add(steps, change.claimedAt(), new Step(Instant.EPOCH, "claimed", null, null, job));
        add(steps, change.closedAt(), new Step(Instant.EPOCH, "sent", null, null, job));
        add(steps, change.settledAt(), new Step(Instant.EPOCH, state(change), change.code(), change.reason(), job));
        steps.sort(Comparator.comparing(Step::at));
        if (change.state().equals("waiting")) {
            var last = steps.getLast().at();
            steps.add(new Step(last, "waiting", change.code(), change.reason(), null));
        }
        return List.copyOf(steps);
    }

    private static void add(List<Step> steps, @Nullable Instant at, Step step) {
        if (at != null) {
            steps.add(new Step(at, step.what(), step.code(), step.reason(), step.bulkJob()));
        }
    }

    private static @Nullable String job(@Nullable String remoteId, @Nullable Long number) {
        return remoteId != null ? remoteId : number == null ? null : "#" + number;
    }
}
