package dev.hikyaku.plan;

import dev.hikyaku.run.Report;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run would do.
///
/// @param syncs in reference order, parents first
/// @param problems what would stop the run, or one of its syncs, as the run would say it
/// @param manifestFits false when the org does not take some sync as it is declared
/// @param apiCallsLeft API calls of the org that are left for us, or null when nobody told
public record Plan(
        List<SyncPlan> syncs,
        List<String> problems,
        boolean manifestFits,
        @Nullable Long apiCallsLeft) {

    public Plan {
        syncs = List.copyOf(syncs);
        problems = List.copyOf(problems);
    }

    /// The exit code: 20 when there is something to do, 0 when there is not, 3 when the manifest does not fit the org.
    public int exitCode() {
        return !manifestFits
                ? Report.MANIFEST
                : syncs.stream().anyMatch(SyncPlan::hasWork) ? Report.SOMETHING_TO_DO : 0;
    }

    /// What a run would do with one sync.
    ///
    /// @param rows rows of the source that were compared, or null when it has no scanned source
    /// @param found changes that the run would take in
    /// @param waiting changes that wait in the ledger already
    /// @param inOutbox rows that wait in the application's outbox; a run takes them in first, and what becomes of
    /// them is not foreseen
    /// @param onTheWay changes that an earlier run took up without hearing what became of them; they come
    /// first, and their outcome is not foreseen
    /// @param work what would become of them
    /// @param cost what that takes
    /// @param held why changes would go on waiting, most frequent first
    /// @param rejected why changes would be rejected before anything is sent
    /// @param details the first changes of each kind
    public record SyncPlan(
            String sync,
            String object,
            @Nullable Long rows,
            long found,
            long waiting,
            long inOutbox,
            long onTheWay,
            Counts work,
            Cost cost,
            List<Reason> held,
            List<Reason> rejected,
            List<Detail> details) {

        /// Whether a run would do anything.
        public boolean hasWork() {
            return found + inOutbox + onTheWay + work.sent() + work.rejected() + work.superseded() + work.absent() > 0;
        }
    }

    /// How many changes would come to what.
    ///
    /// @param created records that would be new in the org
    /// @param changed records of the org that would change
    /// @param unchanged would be sent, but the org has all of it already
    /// @param notCompared would be sent, and were too many to be compared with the org; counted as created or
    /// changed too, by whether the ledger knows their record
    /// @param later second changes of a record, with a reference that its first change has to leave out
    /// @param deleted records that would be deleted
    /// @param absent deletes of records that never were in the org: nothing is sent
    /// @param superseded would travel in a newer change of the record
    /// @param held would go on waiting
    /// @param rejected would be rejected before sending
    public record Counts(
            long created,
            long changed,
            long unchanged,
            long notCompared,
            long later,
            long deleted,
            long absent,
            long superseded,
            long held,
            long rejected) {
        /// Nothing.
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        /// Rows that would be sent.
        public long sent() {
            return created + changed + unchanged + later + deleted;
        }

        /// The sum of two.
        public Counts plus(Counts more) {
            return new Counts(
                    created + more.created,
                    changed + more.changed,
                    unchanged + more.unchanged,
                    notCompared + more.notCompared,
                    later + more.later,
                    deleted + more.deleted,
                    absent + more.absent,
                    superseded + more.superseded,
                    held + more.held,
                    rejected + more.rejected);
        }
    }

    /// What the work takes.
    ///
    /// @param bulkJobs bulk jobs
    /// @param batches Salesforce's own batches in them, of 10,000 rows; an org has an allowance of these
    /// @param calls Collections calls
    /// @param apiCalls API calls in all; for bulk jobs an estimate, for nobody knows how often they are asked for
    /// @param seconds an estimate
    /// @param measured whether it comes from earlier runs of this sync, and not from rules of thumb
    public record Cost(long bulkJobs, long batches, long calls, long apiCalls, long seconds, boolean measured) {}

    /// Changes with the same reason.
    ///
    /// @param reason of the first of them
    public record Reason(String code, String reason, long changes) {}

    /// What would become of one change.
    ///
    /// @param fields those that would change; empty for a delete, or where nobody compared
    /// @param code why, for what is held or rejected
    /// @param reason the same for people
    public record Detail(
            Kind kind,
            String key,
            @Nullable String remoteId,
            List<FieldChange> fields,
            @Nullable String code,
            @Nullable String reason) {}

    /// What becomes of a change.
    public enum Kind {
        CREATE,
        CHANGE,
        LATER,
        DELETE,
        HOLD,
        REJECT
    }

    /// One field.
    ///
    /// @param from what the org has; null for nothing
    /// @param to what it would have; null for nothing
    public record FieldChange(
            String field, @Nullable String from, @Nullable String to) {}
}
