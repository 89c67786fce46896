package dev.hikyaku.sync.rows;

import dev.hikyaku.ledger.BulkJobs.BulkJob;
import dev.hikyaku.ledger.Outcome;
import dev.hikyaku.ledger.Outcome.Accepted;
import dev.hikyaku.ledger.Outcome.Succession;
import dev.hikyaku.ledger.Settlement;
import dev.hikyaku.ledger.remote.RemoteIds;
import dev.hikyaku.manifest.Sync.Gone;
import dev.hikyaku.sync.OrgCheck;
import dev.hikyaku.sync.Work;
import dev.hikyaku.sync.rows.OrgRecords.Fate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Results that bring another id than the one we knew: somebody deleted, merged or re-keyed the record in Salesforce,
/// and the upsert, which goes by external id, has silently made or met another one. What becomes of it is the sync's
/// policy.
///
/// Nothing is written here: a decision travels with its row and is written in the same transaction as the outcome.
/// After a crash the results are fetched and judged anew, and a decision that took effect finds nothing to judge.
public final class OtherIds {
    private static final int MOST_NAMED = 5;

    private final Work work;
    private final BulkJob job;
    private final Function<Set<String>, Map<String, String>> known;

    /// Judges the results of one bulk job or call.
    public OtherIds(Work work, BulkJob job) {
        this(work, job, keys -> work.ledger().records().remoteIds(work.name(), keys));
    }

    /// Judges the results of one bulk job or call.
    ///
    /// @param known remote ids by key, for those of the keys that have one
    public OtherIds(Work work, BulkJob job, Function<Set<String>, Map<String, String>> known) {
        this.work = work;
        this.job = job;
        this.known = known;
    }

    /// Results as they are to be settled.
    ///
    /// @param stops why the sync has to stop, or null
    public record Followed(
            List<Settlement.Row> rows, @Nullable String stops) {}

    /// A result that brings another id than the ledger knows.
    private record Other(String key, String known, String found) {}

    /// Decides on those results that bring another id than the ledger knows; the rest stays as it is.
    ///
    /// @param created keys whose upsert made a record
    public Followed follow(List<Settlement.Row> rows, Set<String> created) {
        var others = job.operation().equals("upsert") ? others(rows) : List.<Other>of();
        if (others.isEmpty()) {
            return new Followed(rows, null);
        }
        var made =
                others.stream().filter(other -> created.contains(other.key())).toList();
        var decisions = decide(others, made);
        tell(others, made);
        var followed = new ArrayList<Settlement.Row>(rows.size());
        for (var row : rows) {
            var decision = row.outcome() instanceof Accepted ? decisions.get(row.key()) : null;
            followed.add(decision == null ? row : new Settlement.Row(row.key(), decision));
        }
        var stops = policy() == Gone.STOP && !made.isEmpty() ? OrgCheck.standsStill(work.sync(), made.size()) : null;
        return new Followed(followed, stops);
    }

    private List<Other> others(List<Settlement.Row> rows) {
        var found = new HashMap<String, String>();
        for (var row : rows) {
            if (row.outcome() instanceof Accepted(var remoteId, var _) && remoteId != null) {
                found.putIfAbsent(row.key(), remoteId);
            }
        }
        var others = new ArrayList<Other>();
        known.apply(found.keySet()).forEach((key, known) -> {
            var other = found.get(key);
            if (other != null && !other.equals(known)) {
                others.add(new Other(key, known, other));
            }
        });
        return others;
    }

    private Map<String, Outcome> decide(List<Other> others, List<Other> made) {
        var seconds = work.ledger()
                .remoteIds()
                .seconds(work.name(), others.stream().map(Other::key).toList());
        var fates = fates(made);
        var decisions = new HashMap<String, Outcome>();
        for (var other : others) {
            var fate = fates.get(other.known());
            if (fate != null) {
                decisions.put(other.key(), decide(other, fate));
            } else if (policy() == Gone.RELINK
                    && seconds.getOrDefault(other.key(), Set.of()).contains(other.found())) {
                decisions.put(other.key(), new Accepted(other.known()));
            } else {
                decisions.put(other.key(), replaced(other));
            }
        }
        return decisions;
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

    private Accepted decide(Other other, Fate fate) {
        var what = switch (fate) {
            case Fate.Gone _ -> other.known() + " was deleted in Salesforce";
            case Fate.There _ -> other.known() + " lost its external id in Salesforce";
            case Fate.Merged(var master) -> other.known() + " was merged into " + master + " in Salesforce";
        };
        var merged = fate instanceof Fate.Merged;
        return switch (policy()) {
            case RECREATE -> recreated(other, what, merged);
            case STOP -> stopped(other, what);
            case RELINK ->
                switch (fate) {
                    case Fate.Gone _ -> recreated(other, what, false);
                    case Fate.There _ -> relinked(other, what, other.known());
                    case Fate.Merged(var master) -> relinked(other, what, master);
                };
        };
    }

    private static Accepted replaced(Other other) {
        return new Accepted(other.found(), new Succession(other.known(), "replaced", false, null, null, null));
    }

    private static Accepted recreated(Other other, String what, boolean merged) {
        var text = what + "; Salesforce made " + other.found();
        var succession = merged
                ? new Succession(other.known(), "merged", false, null, RemoteIds.MERGED, text)
                : new Succession(other.known(), "gone", false, null, RemoteIds.GONE, text);
        return new Accepted(other.found(), succession);
    }

    private static Accepted stopped(Other other, String what) {
        var text = what + "; Salesforce made " + other.found() + ", and the sync stops";
        return new Accepted(other.found(), new Succession(other.known(), "gone", true, null, RemoteIds.STOPPED, text));
    }

    private static Accepted relinked(Other other, String what, String follows) {
        var former = follows.equals(other.known()) ? null : other.known();
        var text = what + "; the record is " + follows + " now, and " + other.found()
                + " is a second one that nobody needs";
        return new Accepted(follows, new Succession(former, "merged", false, other.found(), RemoteIds.RELINKED, text));
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
