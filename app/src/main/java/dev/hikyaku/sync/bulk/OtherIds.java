package dev.hikyaku.sync.bulk;

import dev.hikyaku.ledger.BulkJobs.BulkJob;
import dev.hikyaku.ledger.Outcome;
import dev.hikyaku.ledger.Settlement;
import dev.hikyaku.ledger.remote.RemoteIds;
import dev.hikyaku.ledger.remote.RemoteIds.Other;
import dev.hikyaku.ledger.remote.RemoteIds.Second;
import dev.hikyaku.manifest.Sync.Gone;
import dev.hikyaku.sync.OrgCheck;
import dev.hikyaku.sync.Work;
import dev.hikyaku.sync.rows.OrgRecords;
import dev.hikyaku.sync.rows.OrgRecords.Fate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Results that bring another id than the one we knew: somebody deleted, merged or re-keyed the record in Salesforce,
/// and the upsert, which goes by external id, has silently made or met another one. What becomes of it is the sync's
/// policy.
///
/// Results are judged before any of them reaches a record: after a crash they are fetched and judged anew, and a
/// decision that took effect finds nothing to judge.
final class OtherIds {
    private static final int MOST_NAMED = 5;

    private final Work work;
    private final BulkJob job;

    OtherIds(Work work, BulkJob job) {
        this.work = work;
        this.job = job;
    }

    /// Results after they were judged.
    ///
    /// @param pausedBy why the sync has to stop, or null
    record Followed(List<Settlement.Row> rows, @Nullable String pausedBy) {}

    /// Decides on results of upserts.
    ///
    /// @param created whether the upsert of a key made a record
    Followed follow(List<Settlement.Row> rows, Predicate<String> created) {
        var ledger = work.ledger().remoteIds();
        var others = ledger.others(work.name(), found(rows));
        if (others.isEmpty()) {
            return new Followed(rows, null);
        }
        var seconds =
                ledger.seconds(work.name(), others.stream().map(Other::key).toList());
        var made = others.stream().filter(other -> created.test(other.key())).toList();
        var fates = fates(made);
        var decisions = new HashMap<String, Settlement.Row>();
        for (var other : others) {
            var fate = fates.get(other.known());
            if (fate != null) {
                decisions.put(other.key(), decide(other, fate));
            } else if (policy() == Gone.RELINK
                    && seconds.getOrDefault(other.key(), Set.of()).contains(other.found())) {
                decisions.put(other.key(), new Settlement.Row(other.key(), new Outcome.Accepted(other.known())));
            }
        }
        tell(others, made);
        return new Followed(
                rows.stream().map(row -> decisions.getOrDefault(row.key(), row)).toList(),
                policy() == Gone.STOP && !made.isEmpty() ? OrgCheck.standsStill(work.sync(), made.size()) : null);
    }

    private static Map<String, String> found(List<Settlement.Row> rows) {
        var found = new HashMap<String, String>();
        for (var row : rows) {
            if (row.outcome() instanceof Outcome.Accepted(var remoteId) && remoteId != null) {
                found.put(row.key(), remoteId);
            }
        }
        return found;
    }

    private Gone policy() {
        return work.sync().goneInSalesforce();
    }

    private Map<String, Fate> fates(List<Other> made) {
        return made.isEmpty()
                ? Map.of()
                : new OrgRecords(
                                work.org().get(),
                                work.sync(),
                                work.descriptions().apply(job.object()))
                        .fates(made.stream().map(Other::known).toList());
    }

    private Settlement.Row decide(Other other, Fate fate) {
        var what = switch (fate) {
            case Fate.Gone _ -> other.known() + " was deleted in Salesforce";
            case Fate.There _ -> other.known() + " lost its external id in Salesforce";
            case Fate.Merged(var master) -> other.known() + " was merged into " + master + " in Salesforce";
        };
        var merged = fate instanceof Fate.Merged;
        return switch (policy()) {
            case RECREATE -> recreated(other, what, merged);
            case STOP ->
                decision(
                        other,
                        other.found(),
                        RemoteIds.STOPPED,
                        what + "; Salesforce made " + other.found() + ", and the sync stops");
            case RELINK ->
                switch (fate) {
                    case Fate.Gone _ -> recreated(other, what, false);
                    case Fate.There _ -> relinked(other, what, other.known());
                    case Fate.Merged(var master) -> relinked(other, what, master);
                };
        };
    }

    private static Settlement.Row decision(Other other, String remoteId, String code, String reason) {
        return new Settlement.Row(other.key(), new Outcome.Accepted(remoteId), new Settlement.Remark(code, reason));
    }

    private static Settlement.Row recreated(Other other, String what, boolean merged) {
        return decision(
                other,
                other.found(),
                merged ? RemoteIds.MERGED : RemoteIds.GONE,
                what + "; Salesforce made " + other.found());
    }

    private Settlement.Row relinked(Other other, String what, String follows) {
        var second =
                new Second(other.key(), other.found(), work.org().get().org().orgId());
        work.ledger().remoteIds().addSecond(work.fence(), work.name(), second);
        return decision(
                other,
                follows,
                RemoteIds.RELINKED,
                what + "; the record is " + follows + " now, and " + other.found()
                        + " is a second one that nobody needs");
    }

    private void tell(List<Other> others, List<Other> made) {
        if (!made.isEmpty()) {
            work.note(
                    "second-record",
                    made.size() + " records were deleted or merged in Salesforce and made anew: " + names(made));
        }
        var met = others.stream().filter(other -> !made.contains(other)).toList();
        if (!met.isEmpty()) {
            work.note("other-id", met.size() + " keys belong to other records in Salesforce now: " + names(met));
        }
    }

    private static String names(List<Other> others) {
        var named = others.stream()
                .limit(MOST_NAMED)
                .map(other -> other.key() + " " + other.known() + " -> " + other.found())
                .collect(Collectors.joining(", "));
        return others.size() > MOST_NAMED ? named + ", ..." : named;
    }
}
