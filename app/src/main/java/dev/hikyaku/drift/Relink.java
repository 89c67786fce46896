package dev.hikyaku.drift;

import dev.hikyaku.ledger.remote.KnownRecords.Known;
import dev.hikyaku.ledger.remote.RemoteIds.Link;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.salesforce.Salesforce;
import dev.hikyaku.sync.CannotCarry;
import dev.hikyaku.sync.OrgCheck;
import dev.hikyaku.sync.Work;
import dev.hikyaku.sync.rows.OrgRecords;
import dev.hikyaku.sync.rows.OrgRecords.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Learns the remote ids of a sync's records anew, by external id, from the org we speak to: after a sandbox was
/// refreshed, or after somebody moved, merged or deleted records.
///
/// What the org does not have loses its id and travels again with the next run. Each page is committed by itself, in
/// the order change, then id: broken off and begun again, it comes to the same.
public final class Relink {
    private static final int PAGE = 2_000;

    private final Work work;
    private final Resend resend;
    private final String here;

    /// For one sync, under its lease.
    public Relink(Work work) {
        this.work = work;
        this.resend = new Resend(work, "relink");
        this.here = work.org().get().org().orgId();
    }

    /// What it came to.
    ///
    /// @param records how many had an id
    /// @param same how many keep it
    /// @param relinked how many have another one now
    /// @param missing how many the org does not have; they have no id now
    /// @param resent how many of those travel again; the others have a change that waits anyway, or are wished away
    /// @param abandoned bulk jobs of the former org that were given up; their rows wait
    public record Relinked(
            String sync, long records, long same, long relinked, long missing, long resent, long abandoned) {
        private Relinked plus(Relinked more) {
            return new Relinked(
                    sync,
                    records + more.records,
                    same + more.same,
                    relinked + more.relinked,
                    missing + more.missing,
                    resent + more.resent,
                    abandoned + more.abandoned);
        }
    }

    /// Relinks.
    ///
    /// @throws CannotCarry when the org does not fit the sync, or bulk jobs of it are under way there
    public Relinked relink() {
        OrgCheck.fits(work.sync(), work.descriptions());
        var all = new Relinked(work.name(), 0, 0, 0, 0, 0, abandon());
        var org = new OrgRecords(
                work.org().get(),
                work.sync(),
                work.descriptions().apply(work.sync().object()));
        var after = "";
        List<Known> page;
        do {
            work.checkpoint();
            page = work.ledger().knownRecords().withRemoteId(work.name(), after, PAGE);
            if (page.isEmpty()) {
                break;
            }
            after = page.getLast().key();
            all = all.plus(relink(org, page));
            work.progress("relink", all.records(), 0);
        } while (page.size() == PAGE);
        work.ledger().remoteIds().letGo(work.fence(), work.name());
        work.note("relinked", all.toString());
        return all;
    }

    /// A bulk job of another org can't be found here: its rows wait again. One of this org has to be brought to its end
    /// first, for nobody knows yet which ids it brings.
    private long abandon() {
        var unsettled = work.ledger().bulkJobs().unsettled(work.name());
        if (!unsettled.isEmpty()
                && work.ledger().records().otherOrg(work.name(), here).isEmpty()) {
            throw new CannotCarry("HK3308  " + work.name() + ": " + unsettled.size()
                    + " bulk jobs are not settled yet, and their results may bring other ids"
                    + "\n   fix: hikyaku run " + work.name() + ", then relink");
        }
        unsettled.forEach(job -> work.ledger().bulkJobs().abandon(work.fence(), job, "relinked to org " + here));
        return unsettled.size();
    }

    private Relinked relink(OrgRecords org, List<Known> page) {
        var rows = org.byKey(page.stream().map(Known::key).toList(), List.of());
        var masters = masters(org, page, rows);
        var links = new ArrayList<Link>();
        var missing = new ArrayList<Known>();
        long same = 0;
        for (var known : page) {
            var id = id(known, org, rows, masters);
            same += Objects.equals(id, known.remoteId()) ? 1 : 0;
            if (id == null) {
                missing.add(known);
                links.add(new Link(known.key(), null));
            } else if (!id.equals(known.remoteId()) || !here.equals(known.orgId())) {
                links.add(new Link(known.key(), id));
            }
        }
        var sent = resend.takeIn(missing);
        work.ledger().remoteIds().link(work.fence(), work.name(), here, "relinked", links);
        return new Relinked(
                work.name(), page.size(), same, page.size() - same - missing.size(), missing.size(), sent, 0);
    }

    private static @Nullable String id(
            Known known, OrgRecords org, Map<String, Map<String, @Nullable String>> rows, Map<String, Fate> masters) {
        var row = rows.get(org.comparable(known.key()));
        if (row != null) {
            return Salesforce.id18(String.valueOf(row.get("Id")));
        }
        return known.remoteId() != null && masters.get(known.remoteId()) instanceof Fate.Merged(var master)
                ? master
                : null;
    }

    /// Where records went that were merged in this org, if the sync is to follow them.
    private Map<String, Fate> masters(
            OrgRecords org, List<Known> page, Map<String, Map<String, @Nullable String>> rows) {
        return work.sync().goneInSalesforce() == Sync.Gone.RELINK
                ? org.fates(page.stream()
                        .filter(known -> here.equals(known.orgId()) && !rows.containsKey(org.comparable(known.key())))
                        .map(Known::remoteId)
                        .filter(Objects::nonNull)
                        .toList())
                : Map.of();
    }
}
