package dev.hikyaku.sync.rows;

import dev.hikyaku.ledger.BulkJobs.BulkJob;
import dev.hikyaku.ledger.Outcome.Accepted;
import dev.hikyaku.ledger.Settlement;
import dev.hikyaku.manifest.Reference;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.salesforce.ObjectDescription.FieldDescription;
import dev.hikyaku.salesforce.Salesforce;
import dev.hikyaku.salesforce.SalesforceException;
import dev.hikyaku.sync.Work;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Records that Salesforce deletes along with their master. Whoever deletes the master looks for them, and their ids
/// are
/// given up before the delete counts as accepted; so after a crash they are looked for again.
///
/// Source: Object Reference for the Salesforce Platform, Relationships Among Objects (master-detail).
public final class Cascades {
    private final Work work;
    private final BulkJob job;

    /// Of one bulk job or call.
    public Cascades(Work work, BulkJob job) {
        this.work = work;
        this.job = job;
    }

    /// Gives up the ids of what went along with the deletes among these results.
    public void follow(List<Settlement.Row> rows) {
        if (job.operation().equals("delete")) {
            follow(
                    work.name(),
                    rows.stream()
                            .map(Cascades::deletedId)
                            .filter(Objects::nonNull)
                            .toList());
        }
    }

    /// How many references of other records make Salesforce delete them along with records of this sync. For each
    /// there is a look-up behind every call that deletes.
    public static int references(Work work) {
        int references = 0;
        for (var child : work.surroundings().syncs()) {
            for (var reference : child.references()) {
                references += reference.syncs().contains(work.name()) && goesAlong(work, child, reference) ? 1 : 0;
            }
        }
        return references;
    }

    private static @Nullable String deletedId(Settlement.Row row) {
        return row.outcome() instanceof Accepted(var _, var succession) && succession != null
                ? succession.former()
                : null;
    }

    private void follow(String master, Collection<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        for (var child : work.surroundings().syncs()) {
            for (var reference : child.references()) {
                if (reference.syncs().contains(master) && goesAlong(work, child, reference)) {
                    follow(child, reference, ids);
                }
            }
        }
    }

    private static boolean goesAlong(Work work, Sync child, Reference reference) {
        try {
            return work.descriptions()
                    .apply(child.object())
                    .field(reference.target())
                    .map(FieldDescription::cascadeDelete)
                    .orElse(false);
        } catch (SalesforceException.NotFound unknown) {
            return false;
        }
    }

    private void follow(Sync child, Reference reference, Collection<String> masters) {
        var gone = work
                .org()
                .get()
                .withDeleted(child.object(), reference.target(), masters, List.of("Id", "IsDeleted"))
                .stream()
                .filter(row -> "true".equals(row.get("IsDeleted")))
                .map(row -> Salesforce.id18(String.valueOf(row.get("Id"))))
                .toList();
        if (!gone.isEmpty()) {
            work.ledger().remoteIds().goneAlong(work.fence(), child.name(), gone);
            work.note(
                    "gone-along",
                    gone.size() + " records of " + child.name() + " were deleted along with their master");
            follow(child.name(), gone);
        }
    }
}
